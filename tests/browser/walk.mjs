// The main job, as a person does it: home, words, a facet, a resource, its citation saved. With JavaScript and without,
// at both sizes, in both languages.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { languages, scratchFolder, sizes, visit } from './support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from './support/checks.mjs';

const searchForm = 'main form[role=search]';

async function searchFromHome(page, words) {
  const field = page.locator(`${searchForm} input[name=q]`);
  await field.fill(words);
  await field.press('Enter');
  await page.waitForURL(/\/search\?/);
  assert.equal(new URL(page.url()).searchParams.get('q'), words);
  assert.equal(await page.locator(`${searchForm} input[name=q]`).inputValue(), words, 'the words are still there');
}

// Ticks the first value of a facet; the count beside it is the number of results that follows.
async function narrowBy(page, facet) {
  const box = page.locator(`input[type=checkbox][name=${facet}]`).first();
  if (!(await box.isVisible())) await page.locator('main details > summary').first().click(); // the drawer of a phone
  const label = page.locator('label', { has: page.locator(`input[name=${facet}]`) }).first();
  const value = await box.getAttribute('value');
  const promised = Number((await label.innerText()).match(/([\d.,]+)\s*$/)[1].replace(/\D/g, ''));
  const before = page.url();
  await box.check();
  await page.waitForURL((url) => url.href !== before, { timeout: 500 }).catch(() => {});
  if (page.url() === before) await page.locator('form', { has: page.locator(`input[name=${facet}]`) }).locator('button[type=submit]').first().click();
  await page.waitForURL((url) => url.searchParams.getAll(facet).includes(value));
  return promised;
}

async function foundCount(page) {
  const text = await page.locator('#found').innerText();
  return Number(text.match(/\d[\d.,\u00a0]*/)[0].replace(/\D/g, ''));
}

function chips(page) {
  return page.locator('.c-chips a:not(.c-chip--reset)');
}

async function openFirst(page) {
  const link = page.locator('main a[href^="/resources/"]').first();
  const title = (await link.innerText()).trim();
  await link.click();
  await page.waitForURL(/\/resources\//);
  assert.equal((await page.locator('h1').innerText()).trim(), title, 'the page is that of the result');
  return title;
}

// Every longer plain word of the title stands in the file.
function assertCites(text, title) {
  for (const word of title.match(/(?<![\p{L}\p{N}])[A-Za-z]{4,}(?![\p{L}\p{N}])/gu) ?? []) {
    assert.ok(text.replace(/[{}\\]/g, '').includes(word), `the citation names "${word}":\n${text}`);
  }
}

async function saveCitation(page, ending, folder) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`a[href*="/cite${ending}"]`).first().click(),
  ]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  assert.ok(file.endsWith(ending.split('.').pop()), `${file} has the ending of its format`);
  return readFile(file, 'utf8');
}

async function walk(page, { language, folder, javaScript }) {
  await page.goto(`/?lang=${language}`);
  await searchFromHome(page, 'police');
  const all = await foundCount(page);
  assert.ok(all > 1, 'the catalog holds more than one resource about police');

  const promised = await narrowBy(page, 'topic');
  assert.equal(await foundCount(page), promised, 'the count beside the facet was right');
  assert.ok(promised <= all);
  assert.equal(await chips(page).count(), 1, 'a chip names what was chosen');
  await assertReads(page, language);
  await assertFits(page);
  if (javaScript) await assertAccessible(page);

  const title = await openFirst(page);
  await assertReads(page, language);
  const bibtex = await saveCitation(page, '.bib', folder);
  assert.match(bibtex, /^@\w+\{[^,\s]+,/m);
  assertCites(bibtex, title);
  const ris = await saveCitation(page, '.ris', folder);
  assert.match(ris, /^TY {2}- \w+\r?$/m);
  assert.match(ris, /^ER {2}- ?\r?$/m);
  assertCites(ris, title);

  await page.goBack();
  await chips(page).first().click();
  await page.waitForURL((url) => !url.searchParams.has('topic'));
  assert.equal(await foundCount(page), all, 'without the chip all are back');
}

for (const javaScript of [true, false]) {
  for (const size of Object.keys(sizes)) {
    for (const language of languages) {
      const how = javaScript ? '' : ', without JavaScript';
      const name = `walk-${size}-${language}${javaScript ? '' : '-plain'}`;
      test(`from home to a saved citation, ${size}, ${language}${how}`, async (t) => {
        const folder = await scratchFolder(t);
        await visit({ size, language, javaScript, name }, (page) => walk(page, { language, folder, javaScript }));
      });
    }
  }
}
