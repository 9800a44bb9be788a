// Reading lists: made, put in order, shared, read by a stranger, taken back; a community's list; one in the address; the
// weekly letter's screen. With and without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, meet, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, people, press, riverbend, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

const patrol = '/resources/crime-file-foot-patrol';
const endings = ['list.bib', 'list.ris', 'list.csl.json', 'list.csv', 'list.json', 'table.csv', 'feed.atom'];

async function assertGood(page, language) {
  await assertReads(page, language);
  await assertFits(page);
  await assertAccessible(page);
}

async function assertFiles(page, base, query = '') {
  for (const ending of endings) {
    const answer = await ask(page, `${base}/${ending}${query}`);
    assert.equal(answer.status, 200, `${base}/${ending}`);
    assert.ok(/foot patrol/i.test(answer.text), `${ending} holds what is on the list`);
  }
}

async function titles(page) {
  return page.locator('main .c-list .c-row__title').allInnerTexts();
}

// From a row of a search and from a resource's page.
async function fillList(page, say, title) {
  await page.goto('/search?q=foot+patrol');
  const link = page.locator(`main a[href="${patrol}/lists"]`);
  await link.click();
  await page.waitForURL((url) => url.pathname === `${patrol}/lists`);
  await page.locator('#new').fill(title);
  await page.locator('#note').fill('Begin here.');
  await press(page.getByRole('main'), say('lists.add.button'));
  await assertHeading(page, title);
  const list = new URL(page.url()).pathname;
  for (const n of [1, 2]) {
    await page.goto('/search?q=foot+patrol');
    await page.locator('main .c-row__title a').nth(n + 1).click();
    await page.waitForURL(/\/resources\//);
    await page.locator(`main a[href$="/lists"]`).first().click();
    await page.locator('main label.usa-checkbox__label', { hasText: title }).click(); // its box is drawn by its label
    await press(page.getByRole('main'), say('lists.add.button'));
    await page.getByRole('status').getByText(say('lists.done.added')).waitFor();
  }
  return list;
}

for (const [javaScript, language] of [[true, 'en'], [false, 'es']]) {
  test(`a list of one's own, shared and taken back, ${language}${javaScript ? '' : ', without JavaScript'}`, () =>
    meet([{ language, javaScript, expectStatus: 422 }, { language, size: 'phone', expectStatus: 404 }], `lists-${language}`, async (page, stranger, origin) => {
      const say = speak(language);
      await signInAs(page, people.member, language);
      const title = `On foot ${language} ${Date.now()}`;
      const list = await fillList(page, say, title);
      await page.goto(list);
      const before = await titles(page);
      assert.equal(before.length, 3);
      await page.locator('textarea').nth(1).fill('Then this.');
      await page.locator('button[value^="up."]').last().click();
      await page.getByRole('status').waitFor();
      assert.deepEqual(await titles(page), [before[0], before[2], before[1]], 'the last one moved up');
      assert.equal(await page.locator('textarea').nth(2).inputValue(), 'Then this.', 'and the note that was typed is kept');
      if (javaScript) await assertGood(page, language);

      await page.getByRole('link', { name: say('lists.list.edit') }).click();
      await page.locator('#title').fill('');
      await press(page.getByRole('main'), say('lists.form.save'));
      await assertErrorsLead(page, say('lists.form.errors'), 1);
      if (javaScript) await assertGood(page, language);
      await page.locator('#title').fill(title);
      await page.locator('label[for=visibility-link]').click();
      await press(page.getByRole('main'), say('lists.form.save'));
      const address = (await page.locator('#share-link').innerText()).trim();
      assert.ok(address.startsWith(`${origin}/lists/`), address);

      await stranger.goto(address);
      await assertHeading(stranger, title);
      await stranger.getByText('Begin here.').waitFor();
      assert.equal(await stranger.getByRole('main').getByRole('button').count(), 0, 'a stranger changes nothing');
      await assertGood(stranger, language);
      await assertReflows(stranger);
      await assertFiles(stranger, new URL(address).pathname);
      if (javaScript) await assertFiles(page, list);

      await press(page.getByRole('main'), say('lists.share.new'));
      await page.getByRole('status').getByText(say('lists.done.new_link')).waitFor();
      assert.equal((await stranger.goto(address)).status(), 404, 'the old address leads nowhere');

      await press(page.getByRole('main'), say('lists.list.duplicate'));
      await page.getByRole('status').getByText(say('lists.done.duplicated')).waitFor();
      assert.equal((await titles(page)).length, 3);
      for (const end of [new URL(page.url()).pathname, list]) {
        await page.goto(`${end}/delete`);
        if (javaScript) await assertGood(page, language);
        await press(page.getByRole('main'), say('lists.delete.button'));
        await page.getByRole('status').getByText(say('lists.done.deleted')).waitFor();
      }
    }));
}

test('a list of the community is public under its address, and resources on it say so', () =>
  meet([{}, {}], 'lists-community', async (page, stranger) => {
    const say = speak('en');
    await signInAs(page, people.officer);
    await page.goto(`${riverbend}/lists/new?r=crime-file-foot-patrol`);
    await page.locator('#title').fill('First week on foot');
    await page.locator('label[for=visibility-public]').click();
    await press(page.getByRole('main'), say('lists.form.create'));
    await assertHeading(page, 'First week on foot');
    await assertGood(page, 'en');
    const base = new URL(page.url()).pathname;
    await page.goto(`${base}/edit`);
    await assertGood(page, 'en');
    await page.goto(`${base}/delete`);

    await stranger.goto(`${riverbend}/lists`);
    await stranger.getByRole('link', { name: 'First week on foot' }).click();
    await assertHeading(stranger, 'First week on foot');
    await assertGood(stranger, 'en');
    await assertFiles(stranger, base);
    await stranger.goto(patrol);
    await stranger.getByText(say('library.ties.used.one').replace('{count}', '1')).waitFor();
    await stranger.getByRole('link', { name: 'First week on foot' }).waitFor();
    await assertGood(stranger, 'en');
    await stranger.goto('/lists');
    await stranger.getByRole('link', { name: 'First week on foot' }).waitFor();
    await assertGood(stranger, 'en');

    await page.goto(`${base}/delete`);
    await press(page.getByRole('main'), say('lists.delete.button'));
    await stranger.goto(patrol);
    assert.equal(await stranger.getByRole('link', { name: 'First week on foot' }).count(), 0, 'the page is not an old one');
  }));

for (const javaScript of [true, false]) {
  test(`a resident keeps a list in the address, and no cookie${javaScript ? '' : ', without JavaScript'}`, () =>
    visit({ javaScript, size: 'phone', name: 'lists-here' }, async (page) => {
      const say = speak('en');
      await page.goto(`${patrol}/lists`);
      await page.getByRole('link', { name: say('lists.add.here_button') }).click();
      await page.locator('#here-q').fill('civilian oversight');
      await press(page.getByRole('main'), say('library.search.button'));
      await page.getByRole('link', { name: new RegExp(`^${say('lists.here.add')} ?:`) }).first().click();
      assert.equal((await titles(page)).length, 2);
      const before = await titles(page);
      await page.getByRole('link', { name: new RegExp(`^${say('lists.keep.down')}`) }).first().click();
      assert.deepEqual(await titles(page), before.toReversed());
      if (javaScript) await assertGood(page, 'en');
      const share = (await page.locator('#share-link').innerText()).trim();
      await page.goto(share);
      assert.deepEqual(await titles(page), before.toReversed(), 'the address is the list');
      await page.getByRole('link', { name: new RegExp(`^${say('lists.keep.remove')}`) }).first().click();
      assert.equal((await titles(page)).length, 1);
      const cookies = (await page.context().cookies()).map(({ name }) => name).filter((name) => name !== 'lang');
      assert.deepEqual(cookies, [], 'nothing is kept of who makes a list');
    }));
}

test('the weekly letter: topics, language, the feed where there is no mail', () =>
  visit({ expectStatus: 422, name: 'digest' }, async (page) => {
    const say = speak('en');
    await signInAs(page, people.analyst);
    await page.goto('/me/digest');
    await page.getByText(say('news.digest.no_mail')).waitFor();
    await page.locator('label[for=which-some]').click();
    await press(page.getByRole('main'), say('news.digest.save'));
    await page.getByRole('alert').getByText(say('news.error.topics')).waitFor();
    await page.locator('label[for=which-some]').click();
    await page.locator('input[name=topic][value=use-of-force]').check();
    await press(page.getByRole('main'), say('news.digest.save'));
    await page.getByRole('status').getByText(say('news.done.saved')).waitFor();
    assert.ok(await page.locator('input[name=topic][value=use-of-force]').isChecked());
    const feed = await page.getByRole('link', { name: say('news.digest.feed') }).getAttribute('href');
    assert.match((await ask(page, feed)).text, /<feed/);
    await assertGood(page, 'en');
    await press(page.getByRole('main'), say('news.digest.end'));
    await page.getByRole('status').getByText(say('news.done.ended')).waitFor();
  }));
