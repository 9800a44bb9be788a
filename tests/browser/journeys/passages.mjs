// A search finds a page of a document, shows what it says, and opens it there.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepPictures, meet } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { people, press, signInAs } from '../support/people.mjs';
import { pdfOf } from '../support/pdf.mjs';
import { speak } from '../support/words.mjs';

const pages = [
  'Contents of the report',
  'Neighbors and officers met under the sycamore tree each Thursday and wrote down what they heard',
  'What was heard became a list of promises, and each promise had a date',
  'The sycamore meetings went on through the winter',
];

async function assertGood(page, language, name) {
  await keepPictures(page, name, async () => {
    await assertReads(page, language);
    await assertFits(page);
    await assertReflows(page);
    await assertAccessible(page);
  });
}

test('a search shows the page of a document that answers, and opens it there', () =>
  meet([{}, { size: 'phone' }], 'passages', async (curator, reader) => {
    const say = speak('en');
    await signInAs(curator, people.curator);
    await curator.goto('/search?q=oversight');
    const resource = await curator.locator('main .c-row__title a').first().getAttribute('href');
    await curator.goto(`${resource}/documents`);
    const main = curator.getByRole('main');
    await main.getByLabel(say('library.documents.given_yes')).check();
    await main.locator('#permission').fill('public domain');
    await main.locator('#file').setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: pdfOf(pages) });
    await press(main, say('library.documents.send'));

    // The job reads it, and the index takes it up, in a moment.
    const passage = reader.locator('.c-row__page');
    for (let tries = 0; tries < 100; ++tries) {
      await reader.goto('/search?q=neighbors+sycamore');
      if ((await passage.count()) > 0) break;
      await reader.waitForTimeout(200);
    }
    const row = reader.locator('.c-row', { has: passage }).first();
    assert.equal(await row.locator('.c-row__title a').getAttribute('href'), resource);
    assert.deepEqual(await row.locator('.c-row__page mark').allTextContents(), ['Neighbors', 'sycamore']);
    await assertGood(reader, 'en', 'passages');

    await reader.goto('/search?q=sycamore&lang=es');
    await reader.locator('.c-row__page').getByText(speak('es')('library.row.page', { page: '2' })).waitFor();
    await reader.getByText('y 1 página más').waitFor();
    await assertGood(reader, 'es', 'passages-es');

    await reader.goto('/search?q=%22each+promise%22&lang=en');
    await reader.locator('.c-row__page a').click();
    await reader.waitForURL(/\/read\/[0-9a-f-]+\?page=3&q=%22each%20promise%22#page-3$/);
    assert.deepEqual(await reader.locator('#page-3 mark').allTextContents(), ['each promise']);
  }));
