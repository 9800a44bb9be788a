// Each page in both languages, at phone and desktop width: readable, accessible, quiet, no wider than the screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { languages, sizes, visit } from './support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from './support/checks.mjs';

// `from` and `link`: the address is that of the first link on another page, so that no slug is written here.
const pages = [
  { name: 'home', path: '/' },
  { name: 'search-all', path: '/search' },
  { name: 'search-words', path: '/search?q=community+policing' },
  { name: 'search-narrowed', path: '/search?q=police&sort=newest', narrowed: true },
  { name: 'search-second-page', path: '/search?q=police&page=2' },
  { name: 'search-misspelled', path: '/search?q=comunity+polcing' },
  { name: 'search-no-match', path: '/search?q=zzqxzzqx' },
  { name: 'resource', from: '/search?q=trust', link: '/resources/' },
  { name: 'resource-newest', from: '/search?sort=newest', link: '/resources/' },
  { name: 'cite', from: '/search?q=trust', link: '/resources/', more: '/cite' },
  { name: 'bibliography-search', path: '/search/bibliography?q=foot+patrol&style=chicago' },
  { name: 'bibliography-list', from: '/collections', link: '/collections/', more: '/bibliography?style=vancouver' },
  { name: 'modules', path: '/modules' },
  { name: 'module', from: '/modules', link: '/modules/' },
  { name: 'collections', path: '/collections' },
  { name: 'collection', from: '/collections', link: '/collections/' },
  { name: 'site', from: '/sites', link: '/sites/' },
  { name: 'not-found', path: '/no/such/page', status: 404 },
  { name: 'no-such-resource', path: '/resources/no-such-resource', status: 404 },
];

function inLanguage(path, language) {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

async function open(page, { path, from, link, more = '', narrowed, status = 200 }, language) {
  let address = path;
  if (from) {
    await page.goto(inLanguage(from, language));
    address = (await page.locator(`main a[href^="${link}"]`).first().getAttribute('href')) + more;
  }
  let response = await page.goto(inLanguage(address, language));
  if (narrowed) {
    const topic = await page.locator('input[name=topic]').first().getAttribute('value');
    response = await page.goto(inLanguage(`${address}&topic=${encodeURIComponent(topic)}`, language));
  }
  assert.equal(response.status(), status);
}

for (const entry of pages) {
  for (const size of Object.keys(sizes)) {
    for (const language of languages) {
      const name = `${entry.name}-${size}-${language}`;
      test(`page ${entry.name}, ${size}, ${language}`, () =>
        visit({ size, language, name, expectStatus: entry.status }, async (page) => {
          await open(page, entry, language);
          await assertReads(page, language);
          await assertFits(page);
          await assertReflows(page);
          await assertAccessible(page);
        }));
    }
  }
}

test('the keyboard reaches the main part by the skip link', () =>
  visit({}, async (page) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    const target = await page.evaluate(() => document.activeElement?.getAttribute('href'));
    assert.match(target ?? '', /^#./, 'the first stop is a link within the page');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate((id) => document.querySelector(id).contains(document.activeElement), target),
      'the next stop lies in the main part');
  }));

test('a chosen language stays chosen', () =>
  visit({ language: 'en' }, async (page) => {
    await page.goto('/?lang=es');
    await page.goto('/modules');
    await assertReads(page, 'es');
  }));

test('the browser\'s own language is spoken first', () =>
  visit({ language: 'es' }, async (page) => {
    await page.goto('/');
    await assertReads(page, 'es');
  }));
