// What search does beyond the main job: suggestions by keyboard, spelling, no match, facets that widen and narrow, pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visit } from './support/browser.mjs';
import { assertAccessible } from './support/checks.mjs';

const field = 'main form[role=search] input[name=q]';

async function count(page) {
  return Number((await page.locator('#found').innerText()).match(/\d[\d.,\u00a0]*/)[0].replace(/\D/g, ''));
}

test('suggestions: arrows choose, Enter goes there', () =>
  visit({ name: 'suggestions' }, async (page) => {
    await page.goto('/?lang=en');
    await page.locator(field).pressSequentially('polic', { delay: 40 });
    const options = page.getByRole('option');
    await options.first().waitFor();
    await assertAccessible(page);
    assert.equal(await page.locator(field).getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    const active = await page.locator(field).getAttribute('aria-activedescendant');
    assert.equal(active, await options.first().getAttribute('id'), 'the first option is the active one');
    assert.equal(await options.first().getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
  }));

test('suggestions: Escape closes and keeps the words', () =>
  visit({}, async (page) => {
    await page.goto('/?lang=en');
    await page.locator(field).pressSequentially('polic', { delay: 40 });
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'hidden' });
    assert.equal(await page.locator(field).inputValue(), 'polic');
  }));

test('a misspelled word gets an offer that finds something', () =>
  visit({}, async (page) => {
    await page.goto('/search?q=polcing&lang=en');
    const offer = page.locator('main a[href*="q=policing"]').first();
    await offer.click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'policing');
    assert.ok(await page.locator('main a[href^="/resources/"]').count() > 0);
  }));

for (const language of ['en', 'es']) {
  test(`no match: says so and leads on, ${language}`, () =>
    visit({ language }, async (page) => {
      await page.goto(`/search?q=zzqxzzqx&lang=${language}`);
      assert.equal(await page.locator('main a[href^="/resources/"]').count(), 0);
      assert.ok(await page.locator('main a[href^="/modules/"]').count() > 0, 'the practice areas are offered');
    }));
}

test('two values of a facet widen, a second facet narrows', () =>
  visit({}, async (page) => {
    const value = (facet, n) => page.locator(`input[name=${facet}]`).nth(n).getAttribute('value');
    await page.goto('/search?q=police');
    const [one, two, type] = [await value('topic', 0), await value('topic', 1), await value('type', 0)];
    const found = async (...pairs) => {
      await page.goto(`/search?${new URLSearchParams([['q', 'police'], ...pairs])}`);
      return count(page);
    };
    const first = await found(['topic', one]);
    const both = await found(['topic', one], ['topic', two]);
    const narrowed = await found(['topic', one], ['topic', two], ['type', type]);
    assert.ok(both >= first && both > 0, `${first} widens to ${both}`);
    assert.ok(narrowed <= both, `${both} narrows to ${narrowed}`);
  }));

test('the next page holds other results, and the address says which page it is', () =>
  visit({}, async (page) => {
    const titles = () => page.locator('.c-rows a[href^="/resources/"]').allInnerTexts();
    await page.goto('/search?q=police');
    const first = await titles();
    await page.locator('a[rel=next]').first().click();
    await page.waitForURL((url) => url.searchParams.get('page') === '2');
    const second = await titles();
    assert.ok(second.length > 0);
    assert.deepEqual(second.filter((title) => first.includes(title)), []);
  }));

test('words of the search are marked in the results', () =>
  visit({}, async (page) => {
    await page.goto('/search?q=mediation');
    assert.ok(await page.locator('.c-rows mark').count() > 0);
  }));
