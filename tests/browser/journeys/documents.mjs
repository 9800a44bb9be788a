// Documents: a curator adds PDFs, a reader reads their text, and what may not be given out is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, keepPictures, meet, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, field, people, press, signInAs } from '../support/people.mjs';
import { pdfOf } from '../support/pdf.mjs';
import { speak } from '../support/words.mjs';

const lines = Array.from({ length: 24 }, (_, n) => `On page ${n + 1} the officers walk with the residents of the river bank`);

async function someResource(page) {
  await page.goto('/search?q=foot+patrol');
  return (await page.locator('main .c-row__title a').first().getAttribute('href')).split('?')[0];
}

async function send(page, say, name, bytes, permission) {
  const main = page.getByRole('main');
  await main.getByLabel(say(permission ? 'library.documents.given_yes' : 'library.documents.given_no')).check();
  if (permission) await main.locator('#permission').fill(permission);
  await main.locator('#file').setInputFiles({ name, mimeType: 'application/pdf', buffer: bytes });
  await press(main, say('library.documents.send'));
}

// Waits until the job has read what was sent.
async function waitUntilRead(page, say) {
  const waiting = page.getByText(say('library.documents.waiting'));
  for (let tries = 0; tries < 100 && (await waiting.count()) > 0; ++tries) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  assert.equal(await waiting.count(), 0, 'the text was read');
}

async function assertGood(page, language, name) {
  await keepPictures(page, name, async () => {
    await assertReads(page, language);
    await assertFits(page);
    await assertReflows(page);
    await assertAccessible(page);
  });
}

test('a curator adds PDFs, and readers read, search and open them', () =>
  meet([{ expectStatus: [409, 413, 422] }, { size: 'phone', javaScript: true }], 'documents', async (curator, reader) => {
    const say = speak('en');
    await signInAs(curator, people.curator);
    const resource = await someResource(curator);
    await curator.goto(resource);
    await curator.getByRole('link', { name: say('library.documents.curate') }).click();
    await assertHeading(curator, say('library.documents.manage'));
    await assertGood(curator, 'en', 'documents-manage');

    await send(curator, say, 'walk.pdf', pdfOf(lines), ' ');
    await assertErrorsLead(curator, say('library.documents.errors'), 1);
    await send(curator, say, 'walk.txt', Buffer.from('not a PDF at all'), 'public domain');
    await assertErrorsLead(curator, say('library.documents.errors'), 1);
    assert.equal(await curator.locator('#permission').inputValue(), 'public domain', 'what was typed is still there');
    await assertGood(curator, 'en', 'documents-refused');

    await send(curator, say, 'walk.pdf', pdfOf(lines), 'public domain');
    await send(curator, say, 'scan.pdf', pdfOf([null, null]), '');
    await send(curator, say, 'kept-back.pdf', pdfOf(['Only for search', 'A second page about mediation']), '');
    await send(curator, say, 'damaged.pdf', Buffer.from('%PDF-1.7\nnothing more'), '');
    await waitUntilRead(curator, say);
    await curator.getByText(say('library.documents.no_text')).waitFor();
    await curator.getByText('This PDF is damaged').waitFor();
    await assertGood(curator, 'en', 'documents-added');

    await reader.goto(resource);
    const documents = reader.getByRole('region', { name: say('library.documents.title') });
    assert.equal(await documents.getByText('damaged.pdf').count(), 0, 'what was refused is the curators\' business');
    await assertGood(reader, 'en', 'documents-resource');
    await reader.goto(`${resource}?lang=es`);
    await assertGood(reader, 'es', 'documents-resource-es');
    await reader.goto(`${resource}?lang=en`);

    await documents.getByRole('link', { name: /walk\.pdf$/ }).first().click();
    await reader.getByRole('heading', { name: 'Page 10', exact: true }).waitFor();
    assert.equal(await reader.getByRole('heading', { name: 'Page 11', exact: true }).count(), 0);
    await assertGood(reader, 'en', 'documents-read');
    await field(reader, say('library.documents.jump')).fill('17');
    await field(reader, say('library.documents.words')).fill('walking residents');
    await press(reader.getByRole('main'), say('library.documents.show'));
    await reader.waitForURL(/page=17&q=walking%20residents#page-17$/);
    const seventeenth = reader.locator('#page-17');
    assert.deepEqual(await seventeenth.locator('mark').allTextContents(), ['walk', 'residents']);
    assert.equal(await seventeenth.evaluate((e) => e.getBoundingClientRect().top < 200), true, 'the page is in sight');
    const pdf = await seventeenth.getByRole('link', { name: say('library.documents.open_page') }).getAttribute('href');
    assert.match(pdf, /^\/resources\/[^/]+\/documents\/[0-9a-f-]+#page=17$/);
    const file = await ask(reader, pdf);
    assert.equal(file.type, 'application/pdf');
    assert.ok(file.text.startsWith('%PDF-1.7'));
    await reader.goto(`${new URL(reader.url()).pathname}?page=2&lang=es`);
    await assertGood(reader, 'es', 'documents-read-es');

    await reader.goto(`${resource}?lang=en`);
    await documents.getByRole('link', { name: /kept-back\.pdf$/ }).first().click();
    await reader.getByText(say('library.documents.search_only_lead')).waitFor();
    assert.equal(await reader.getByText('Only for search').count(), 0, 'it is not shown whole');
    await field(reader, say('library.documents.jump')).fill('2');
    await field(reader, say('library.documents.words')).fill('mediation');
    await press(reader.getByRole('main'), say('library.documents.show'));
    await reader.locator('#page-2 mark').waitFor();
    await assertGood(reader, 'en', 'documents-search-only');
  }));

test('a curator decides anew who may have a document, and removes it', () =>
  meet([{ language: 'es' }], 'documents-removed', async (page) => {
    const say = speak('es');
    await signInAs(page, people.curator, 'es');
    await page.goto('/search?q=recruitment');
    const resource = (await page.locator('main .c-row__title a').first().getAttribute('href')).split('?')[0];
    await page.goto(`${resource}/documents`);
    await send(page, say, 'mediación.pdf', pdfOf(['Una página']), '');
    await waitUntilRead(page, say);
    await page.getByText(say('library.documents.change_permission')).click();
    await page.locator('textarea[id^="permission-"]').fill('CC BY 4.0');
    await press(page.getByRole('main'), say('library.documents.keep_permission'));
    await page.getByRole('link', { name: new RegExp(say('library.documents.open')) }).waitFor();
    await page.getByRole('link', { name: new RegExp(say('library.documents.remove')) }).click();
    await assertHeading(page, say('library.documents.remove_title'));
    await assertGood(page, 'es', 'documents-remove');
    await press(page.getByRole('main'), say('library.documents.remove_now'));
    await page.getByText(say('library.documents.none_yet')).waitFor();
  }));

test('documents are for curators to change', () =>
  visit({ expectStatus: 403 }, async (page) => {
    const resource = await someResource(page);
    await page.goto(`${resource}/documents`);
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    await signInAs(page, people.member);
    assert.equal((await page.goto(`${resource}/documents`)).status(), 403);
  }));
