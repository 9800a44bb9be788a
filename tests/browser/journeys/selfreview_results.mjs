// What everyone can read of self-review: the instruments and published results; what those who lead a review do with it:
// publish, plan. With and without JavaScript, on a phone and at a desk, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, languages, meet, sizes, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, people, press, riverbend, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

const instrument = '/self-review/public-transparency';

async function assertGood(page, language) {
  await assertReads(page, language);
  await assertFits(page);
  await assertReflows(page);
  await assertAccessible(page);
}

// The address of the newest published review, by the community's page.
async function newestResults(page, language = 'en') {
  await page.goto(`${riverbend}?lang=${language}`);
  return page.locator('main a[href$="/results"]').first().getAttribute('href');
}

for (const size of Object.keys(sizes)) {
  for (const language of languages) {
    test(`instruments and published results can be read, ${size}, ${language}`, () =>
      visit({ size, language, name: `selfreview-read-${size}-${language}` }, async (page) => {
        const say = speak(language);
        await page.goto(`/self-review?lang=${language}`);
        await assertHeading(page, say('selfreview.reading.title'));
        assert.equal(await page.locator('main .c-card').count(), 7, 'each practice area has its instrument');
        await assertGood(page, language);
        await page.goto(instrument);
        await assertGood(page, language);
        assert.ok(await page.getByText(say('selfreview.reading.judgement')).count() > 0, 'what nobody measured says so');

        const results = await newestResults(page, language);
        await page.goto(results);
        await page.locator('[data-chart=ladder] svg').first().waitFor();
        await page.getByText(say('selfreview.results.generated', { seed: '7' })).waitFor();
        await assertGood(page, language);
        for (const kind of ['pairs', 'ladder', 'changes']) {
          assert.ok(await page.locator(`[data-chart=${kind}] svg`).count() > 0, `${kind} is drawn`);
        }
        const drawn = await page.locator('[data-chart=pairs]').first().locator('svg circle').count();
        assert.ok(drawn >= 5, 'the profile has a dot for each dimension');
        const ends = await page.locator('[data-chart=ladder] svg').evaluateAll((all) => all.map((svg) => {
          const bars = [...svg.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect());
          return { picture: svg.getBoundingClientRect().right, bars: Math.max(...bars.map(({ right }) => right)) };
        }));
        assert.ok(ends.every(({ picture, bars }) => bars <= picture), 'the shares of a practice make one whole');
        await page.locator('#for').selectOption('resident');
        await press(page.getByRole('main'), say('selfreview.results.show'));
        await page.waitForURL(/for=resident/);
        await page.getByRole('heading', { level: 3, name: say('selfreview.group.resident') }).waitFor();
      }));
  }
}

test('files of an instrument and of results', () =>
  visit({}, async (page) => {
    const results = await newestResults(page);
    const structure = await ask(page, `${instrument}/files/1.toml`);
    assert.match(structure.text, /format = "concord-instrument-1"/);
    assert.equal((await ask(page, `${instrument}/versions/1`)).status, 200);
    const csv = await ask(page, `${results}.csv`);
    assert.match(csv.type, /^text\/csv/);
    assert.match(csv.text, /^\uFEFF?kind,id,text,audience,people,/);
    assert.match(csv.text, /seed|made up/i, 'the file says that the answers are made up');
    const json = JSON.parse((await ask(page, `${results}.json`)).text);
    assert.equal(json.view, 'public');
    assert.equal(json.generated, true);
    for (const item of json.items) {
      for (const one of [item.all, ...Object.values(item.sides), ...Object.values(item.groups)]) {
        assert.ok(!one || one.people >= 10, `${item.id}: nothing in public is of fewer than ten`);
      }
    }
  }));

test('results are complete without JavaScript', () =>
  visit({ size: 'phone', language: 'es', javaScript: false, name: 'selfreview-results-plain' }, async (page) => {
    const results = await newestResults(page, 'es');
    await page.goto(results);
    const tables = page.locator('[data-chart] table');
    assert.ok(await tables.count() > 5);
    assert.ok(await tables.first().isVisible(), 'the numbers stand there');
    assert.ok(await tables.last().isVisible());
  }));

async function publish(page, say, choice, items = []) {
  await page.locator(`label[for=published-${choice}]`).click();
  for (const item of items) await page.locator('label.usa-checkbox__label').nth(item).click();
  await press(page.getByRole('main'), say('selfreview.results.publish_save'));
}

for (const [javaScript, language] of [[true, 'en'], [false, 'es']]) {
  test(`an admin publishes some practices, none and all, ${language}`, () =>
    meet([{ language, javaScript, expectStatus: 422 }, { expectStatus: 404 }], `selfreview-publish-${language}`, async (page, stranger) => {
      const say = speak(language);
      const results = await newestResults(stranger);
      await signInAs(page, people.communityAdmin, language);
      await page.goto(results);
      await page.getByText(say('selfreview.results.seen_inside', { count: '5' })).waitFor();
      await page.goto(`${results}/publish`);
      await publish(page, say, 'items');
      await assertErrorsLead1(page, say);
      await publish(page, say, 'items', [0, 1]);
      await page.getByText(say('selfreview.results.publish_done')).waitFor();
      await stranger.goto(results);
      assert.equal(await stranger.locator('[data-chart=ladder] tbody tr').count(), 2, 'two practices, and no other');
      assert.equal(await stranger.locator('[data-chart=pairs]').first().locator('tbody tr').count(), 2, 'no dimension is whole');
      await page.goto(`${results}/publish`);
      await publish(page, say, 'none');
      assert.equal((await stranger.goto(results)).status(), 404);
      await page.goto(`${results}?as=public`);
      await page.getByText(say('selfreview.results.seen_preview', { count: '10' })).waitFor();
      await page.goto(`${results}/publish`);
      await publish(page, say, 'whole');
      assert.equal((await stranger.goto(results)).status(), 200);
      await page.goto(`${results}/publish`);
      if (javaScript) await assertGood(page, language);
    }));

  test(`a gap becomes an action, ${language}`, () =>
    visit({ size: 'phone', language, javaScript, expectStatus: 422, name: `selfreview-action-${language}` }, async (page) => {
      const say = speak(language);
      await signInAs(page, people.communityAdmin, language);
      const results = await newestResults(page, language);
      await page.goto(results);
      await page.getByRole('link', { name: new RegExp(`^${say('selfreview.results.plan')}`) }).first().click();
      await assertHeading(page, say('selfreview.results.action_new'));
      assert.notEqual(await page.locator('#item').inputValue(), '', 'the gap is chosen');
      await press(page.getByRole('main'), say('selfreview.results.action_add'));
      await assertErrorsLead(page, say('selfreview.results.errors'), 4);
      const text = `Walk and ask ${language} ${Date.now()}`;
      await page.locator('#text').fill(text);
      await page.locator('#owner').fill('Community Engagement Office');
      await page.locator('#due').fill('2030-05-01');
      await press(page.getByRole('main'), say('selfreview.results.action_add'));
      assert.equal(await page.locator('#text').inputValue(), text, 'nothing is lost');
      if (javaScript) await assertGood(page, language);
      await page.locator('#measure').fill('More residents say they were asked');
      await press(page.getByRole('main'), say('selfreview.results.action_add'));
      await page.getByText(say('selfreview.results.action_saved')).waitFor();
      if (javaScript) await assertGood(page, language);
      const row = page.locator('.c-row', { hasText: text });
      await row.getByRole('link', { name: new RegExp(`^${say('selfreview.results.action_edit')}`) }).click();
      await page.locator('#state').selectOption('done');
      await press(page.getByRole('main'), say('selfreview.results.action_save'));
      await page.locator('.c-row', { hasText: text }).getByText(say('selfreview.results.state.done')).waitFor();
      await page.goto(results);
      await page.getByRole('link', { name: text }).first().waitFor();
    }));
}

test('what leads to actions is for who leads', () =>
  visit({ expectStatus: [403, 404] }, async (page) => {
    const results = await newestResults(page);
    const actions = results.replace(/results$/, 'actions');
    assert.equal((await ask(page, actions)).path, '/sign-in', 'not for who is signed out');
    await signInAs(page, people.member);
    assert.equal((await page.goto(actions)).status(), 200);
    assert.equal(await page.locator('main a[href$="/edit"]').count(), 0, 'a member reads');
    assert.equal((await page.goto(`${results}/publish`)).status(), 403);
  }));

// The one message leads to the first practice.
async function assertErrorsLead1(page, say) {
  const link = page.getByRole('alert').getByRole('link', { name: say('selfreview.results.publish_nothing') });
  assert.equal(await link.getAttribute('href'), '#item-1');
}
