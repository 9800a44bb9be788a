// A review beside other communities: who leads it takes part and withdraws, those inside see bands, and the public does not;
// answers of people in a made-up community, and days by its time zone.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, languages, meet, sizes, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { assertHeading, people, press, riverbend, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

async function assertGood(page, language) {
  await assertReads(page, language);
  await assertFits(page);
  await assertReflows(page);
  await assertAccessible(page);
}

async function newestResults(page, language = 'en') {
  await page.goto(`${riverbend}?lang=${language}`);
  return page.locator('main a[href$="/results"]').first().getAttribute('href');
}

const main = (page) => page.getByRole('main');
const section = (page) => page.locator('section[aria-labelledby=others]');

for (const size of Object.keys(sizes)) {
  for (const language of languages) {
    test(`bands of other communities can be read, ${size}, ${language}`, () =>
      visit({ size, language, name: `selfreview-bands-${size}-${language}` }, async (page) => {
        const say = speak(language);
        const results = await newestResults(page, language);
        await signInAs(page, people.member, language);
        await page.goto(results);
        await section(page).locator('[data-chart=bands] svg').first().waitFor();
        const dimensions = await section(page).locator('[data-chart=bands]').locator('tbody tr').count();
        const drawn = await section(page).locator('[data-chart=bands]').locator('svg rect').count();
        const bands = await section(page).locator('[data-chart=bands]').locator('tbody tr').evaluateAll((rows) =>
          rows.flatMap(({ dataset }) => [dataset.aBandLow, dataset.bBandLow]).filter(Boolean).length);
        assert.ok(bands > dimensions, `most dimensions have a band: ${bands} of both sides`);
        assert.equal(drawn, bands, 'each is drawn');
        assert.ok(await section(page).locator('table').first().locator('tbody tr').count() <= dimensions);
        await section(page).getByText(say('selfreview.results.others_limit_good')).waitFor();
        const words = await section(page).locator('table').first().textContent();
        assert.match(words, language === 'en' ? /\d to \d.*\(6 communities\)/ : /\d a \d.*\(6 comunidades\)/);
        await section(page).locator('summary').last().click();
        await assertGood(page, language);
      }));
  }
}

for (const [javaScript, language] of [[true, 'en'], [false, 'es']]) {
  test(`an admin withdraws from the comparison and takes part again, ${language}`, () =>
    meet([{ language, javaScript, size: 'phone' }, {}], `selfreview-compare-${language}`, async (page, stranger) => {
      const say = speak(language);
      const results = await newestResults(stranger);
      await stranger.goto(results);
      assert.equal(await section(stranger).count(), 0, 'nothing of it in public');
      assert.doesNotMatch((await ask(stranger, `${results}.csv`)).text, /others/);
      assert.doesNotMatch((await ask(stranger, `${results}.json`)).text, /others/);

      await signInAs(page, people.communityAdmin, language);
      await page.goto(results);
      assert.equal(await section(page).count(), 1);
      if (javaScript) {
        assert.match((await ask(page, `${results}.csv`)).text, /,others_low,others_high,others_communities\r\n/);
        assert.equal((await ask(page, `${results}.csv?as=public`)).text.includes('others_low'), false);
      }
      await main(page).getByRole('link', { name: say('selfreview.results.compare_agreed') }).click();
      await assertHeading(page, say('selfreview.bands.title'));
      if (javaScript) await assertGood(page, language);
      await press(main(page), say('selfreview.bands.withdraw'));
      await page.getByRole('status').getByText(say('selfreview.bands.done_no')).waitFor();
      await page.goto(results);
      assert.equal(await section(page).count(), 0, 'who takes no part sees none');
      await main(page).getByRole('link', { name: say('selfreview.results.compare_link') }).click();
      await press(main(page), say('selfreview.bands.agree'));
      await page.getByRole('status').getByText(say('selfreview.bands.done_yes')).waitFor();
      if (javaScript) await assertGood(page, language);
      await main(page).getByRole('link', { name: say('selfreview.bands.to_results') }).click();
      await section(page).waitFor();
    }));
}

test('taking part is for who leads the review', () =>
  visit({ expectStatus: 403 }, async (page) => {
    const results = await newestResults(page);
    const compare = results.replace(/results$/, 'compare');
    assert.equal((await ask(page, compare)).path, '/sign-in');
    await signInAs(page, people.member);
    assert.equal((await page.goto(compare)).status(), 403);
  }));

// Riverbend is in New York: what is chosen as the last day is what everybody reads, whatever the hour in London is.
test('a review of people in the made-up community says what is true of it, and ends with its last day', () =>
  meet([{}, { size: 'phone' }], 'selfreview-tried', async (page, visitor) => {
    const say = speak('en');
    await signInAs(page, people.communityAdmin);
    await page.goto(`${riverbend}/self-review/new`);
    const first = await page.locator('#opens').inputValue();
    const there = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date());
    assert.equal(first, there, 'it can begin today, as the day is there');
    await page.locator('label[for="instrument-public-transparency/1"]').click();
    await page.locator('#title_en').fill('Tried out');
    await page.locator('#closes').fill('2027-03-14');
    await press(main(page), say('reviews.desk.form.create'));
    await press(main(page), say('reviews.desk.draft.open'));
    assert.equal(await page.locator('#closes').inputValue(), '2027-03-14', 'the day on which clocks change');
    const desk = new URL(page.url()).pathname;
    await visitor.goto(`${riverbend}/self-review`);
    await visitor.locator('.c-card, .c-row, li').filter({ hasText: 'Tried out' }).getByText('March 14, 2027').first().waitFor();
    const name = new RegExp(`^${say('reviews.desk.links.make')}\\s*:\\s*${say('selfreview.group.resident')}$`);
    await main(page).getByRole('button', { name }).click();
    const link = new URL((await page.locator('[id^="link-"]').first().innerText()).trim()).pathname;
    await visitor.goto(link);
    await press(main(visitor), say('reviews.start.begin'));
    await main(visitor).getByRole('link', { name: say('reviews.overview.next') }).click();
    await visitor.locator('.c-question:not([hidden])').first().locator('label[for$="-2"]').click();
    await visitor.locator('[data-state]').getByText(say('reviews.part.saved')).waitFor();
    await page.goto(desk.replace(/desk$/, 'close'));
    await press(main(page), say('reviews.desk.close.button'));
    await page.goto(desk.replace(/desk$/, 'results'));
    await main(page).getByText(say('selfreview.results.demonstration', { place: 'Riverbend' })).waitFor();
    const json = JSON.parse((await ask(page, desk.replace(/desk$/, 'results.json'))).text);
    assert.equal(json.generated, false, 'people gave these answers');
    assert.equal(json.demonstration, true);
    await page.goto(desk.replace(/desk$/, 'compare'));
    await press(main(page), say('selfreview.bands.agree'));
    await main(page).getByRole('link', { name: say('selfreview.bands.to_results') }).click();
    await section(page).getByText(say('selfreview.results.no_others')).waitFor();
    await assertAccessible(page);
  }));
