// A resident suggests, a curator answers; two resources become one; a search's result is changed and changed back; a
// curator rates evidence.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meet } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, field, people, press, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

async function assertGood(page, language) {
  await assertReads(page, language);
  await assertFits(page);
  await assertReflows(page);
  await assertAccessible(page);
}

test('a resident suggests a resource and reads the answer by the receipt', () =>
  meet([{ size: 'phone', language: 'es', expectStatus: 422 }, { expectStatus: 422 }], 'suggestion', async (resident, curator) => {
    const [say, en] = [speak('es'), speak('en')];
    await resident.goto('/search?q=zzqx+nowhere');
    await resident.getByRole('main').getByRole('link', { name: say('library.queue.suggest.link'), exact: true }).click();
    await assertHeading(resident, say('library.queue.suggest.title'));
    assert.equal(await field(resident, say('library.queue.field.title')).inputValue(), 'zzqx nowhere');
    await field(resident, say('library.queue.field.url')).fill('no es una dirección');
    await press(resident.getByRole('main'), say('library.queue.suggest.submit'));
    await assertErrorsLead(resident, say('library.queue.form.errors'), 2);
    await assertGood(resident, 'es');
    await field(resident, say('library.queue.field.url')).fill('example.org/guia-nueva');
    await field(resident, say('library.queue.field.why')).fill('La usamos en nuestro barrio.');
    await press(resident.getByRole('main'), say('library.queue.suggest.submit'));
    await assertHeading(resident, say('library.queue.receipt.title'));
    await assertGood(resident, 'es');
    const receipt = new URL(resident.url()).pathname;

    await signInAs(curator, people.curator);
    await curator.getByRole('main').getByRole('link', { name: /suggestion/ }).first().click();
    await assertHeading(curator, en('library.queue.list.title'));
    await curator.getByRole('link', { name: 'zzqx nowhere' }).click();
    await assertGood(curator, 'en');
    await press(curator.getByRole('main'), en('library.queue.one.decline_submit'));
    await curator.getByRole('alert').waitFor();
    await curator.getByLabel(en('library.queue.field.decline_words')).fill('We could not open it.');
    await press(curator.getByRole('main'), en('library.queue.one.decline_submit'));
    await curator.getByText(en('library.queue.state.declined'), { exact: true }).waitFor();

    await resident.goto(receipt);
    await resident.getByText('We could not open it.').waitFor();
    await assertGood(resident, 'es');
  }));

test('two resources become one, and the old address leads on', () =>
  meet([{ expectStatus: 404 }], 'merge', async (page) => {
    const say = speak('en');
    await signInAs(page, people.curator);
    await page.goto('/curation/doubles');
    await page.getByRole('link', { name: new RegExp(`^${say('library.queue.doubles.merge_label', { title: '' })}`) }).first().click();
    await assertHeading(page, say('library.queue.merge.title'));
    await assertGood(page, 'en');
    const merged = new URL(page.url()).searchParams.get('merge');
    const kept = new URL(page.url()).searchParams.get('keep');
    await press(page.getByRole('main'), say('library.queue.merge.submit'));
    await page.getByText(say('library.queue.doubles.done_merged')).waitFor();
    await page.goto(`/resources/${merged}`);
    assert.equal(new URL(page.url()).pathname, `/resources/${kept}`);
    await page.goto('/curation/merged');
    await page.getByRole('link', { name: merged, exact: true }).waitFor();
    await assertGood(page, 'en');
  }));

test('the whole result of a search is changed, and changed back', () =>
  meet([{}], 'bulk', async (page) => {
    const say = speak('en');
    await signInAs(page, people.curator);
    await page.goto('/search?q=foot+patrol&type=article');
    await page.getByText(say('library.search.save')).click();
    await page.getByRole('link', { name: say('library.queue.bulk.link') }).click();
    await field(page, say('library.queue.field.change')).selectOption({ label: say('library.queue.bulk.kind_add_audience') });
    await press(page.getByRole('main'), say('library.queue.bulk.preview'));
    await page.getByRole('button', { name: /^Change \d+ resources?$/ }).click();
    await page.getByRole('status').getByText(/changed/).waitFor();
    assert.match(new URL(page.url()).pathname, /^\/curation\/bulk\/[0-9a-f-]{36}$/);
    await assertGood(page, 'en');
    await press(page.getByRole('main'), say('library.queue.bulk.undo'));
    await page.getByText(say('library.queue.bulk.is_undo')).first().waitFor();
  }));

test('a curator rates an outcome, and the rating waits for a second one', () =>
  meet([{ expectStatus: 422 }], 'rating', async (page) => {
    const say = speak('en');
    await signInAs(page, people.curator);
    await page.goto('/curation/ratings');
    await page.locator('main a[href^="/curation/ratings/"]').first().click();
    await page.getByText(say('library.queue.rating.rate'), { exact: true }).first().click();
    await press(page.locator('div:has(> #outcome-1)'), say('library.queue.rating.give'));
    await page.getByRole('alert').waitFor();
    await assertGood(page, 'en');
    const form = page.locator('div:has(> #outcome-1)');
    await form.locator('#direction-1').selectOption('mixed');
    await form.locator('#certainty-1').selectOption('low');
    await form.locator('#basis-1').fill('Read by the browser test.');
    await press(form, say('library.queue.rating.give'));
    await page.getByText(say('library.queue.rating.done_given')).waitFor();
    await page.getByText(say('library.queue.rating.waits')).waitFor();
    await assertGood(page, 'en');
  }));
