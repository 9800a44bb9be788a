// A self-review from its draft to its end: an admin drafts, opens, asks and closes; a resident on a phone answers from an
// open link in Spanish, loses the connection in the middle and goes on with a code; both also without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meet } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, people, press, riverbend, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

const base = `${riverbend}/self-review`;

async function assertGood(page, language) {
  await assertReads(page, language);
  await assertFits(page);
  if (await isScripted(page)) await assertAccessible(page); // axe needs scripts itself
}

const isScripted = (page) => page.evaluate(() => document.documentElement.classList.contains('js'));

const main = (page) => page.getByRole('main');

// Drafted with a mistake first, changed once, opened. The address of the review.
async function openReview(page, say, title, thorough) {
  await page.goto(base);
  await main(page).getByRole('link', { name: say('reviews.list.desk') }).click();
  await main(page).getByRole('link', { name: say('reviews.desk.new') }).click();
  await page.locator('#closes').fill('2020-01-01');
  await press(main(page), say('reviews.desk.form.create'));
  await page.getByRole('alert').filter({ hasText: say('reviews.part.errors') }).waitFor();
  assert.equal(await page.locator('#closes').inputValue(), '2020-01-01', 'a form that fails comes back filled in');
  await page.locator('label[for="instrument-public-transparency/1"]').click();
  await page.locator('#title_en').fill(title);
  await press(main(page), say('reviews.desk.form.create'));
  await assertErrorsLead(page, say('reviews.part.errors'), 1);
  if (thorough) await assertGood(page, 'en');
  const soon = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('#closes').fill(soon);
  await press(main(page), say('reviews.desk.form.create'));
  await assertHeading(page, title);
  const address = new URL(page.url()).pathname.replace(/\/desk$/, '');
  await main(page).getByRole('link', { name: say('reviews.desk.draft.edit') }).click();
  await page.locator('#units').fill('Patrol\nRecords');
  await press(main(page), say('reviews.desk.form.save'));
  await main(page).getByText('Patrol, Records').waitFor();
  await press(main(page), say('reviews.desk.draft.open'));
  await page.getByRole('status').getByText(say('reviews.desk.done.opened')).waitFor();
  return address;
}

async function linkForResidents(page, say) {
  const name = new RegExp(`^${say('reviews.desk.links.make')}\\s*:\\s*${say('selfreview.group.resident')}$`);
  await main(page).getByRole('button', { name }).click();
  await page.getByRole('status').getByText(say('reviews.desk.done.link')).waitFor();
  const address = (await page.locator('[id^="link-"]').first().innerText()).trim();
  assert.match(address, /\/join\/[\w-]{43}$/);
  return new URL(address).pathname;
}

const question = (page, n) => page.locator('.c-question:not([hidden])').nth(n);
const level = (page, n, value) => question(page, n).locator(`input[type="radio"][value="${value}"]`);
const choose = async (page, n, value) => question(page, n).locator(`label[for$="-${value}"]`).click();
const state = (page) => page.locator('[data-state]');

// In a window of its own, because a lost connection is an error to the browser's console.
async function loseTheConnection(page, say) {
  const context = page.context();
  const window = await context.newPage();
  await window.goto(page.url());
  await choose(window, 0, 3);
  await state(window).getByText(say('reviews.part.saved')).waitFor();
  await context.setOffline(true);
  await choose(window, 1, 'dk');
  await question(window, 1).locator('.c-question__more summary').click();
  await question(window, 1).locator('textarea').fill('Nadie me lo ha contado.');
  await state(window).getByText(say('reviews.part.kept')).waitFor();
  await press(main(window), say('reviews.part.next'));
  await state(window).getByText(say('reviews.part.kept')).waitFor();
  assert.equal(window.url(), page.url(), 'without a connection the page stays');
  await window.close();
  await context.setOffline(false);
  await page.reload();
  assert.equal(await level(page, 1, 'dk').isChecked(), true, 'what was not sent yet survives a closed window');
  await state(page).getByText(say('reviews.part.saved')).waitFor();
  await page.reload();
  assert.equal(await level(page, 0, 3).isChecked(), true);
  assert.equal(await level(page, 1, 'dk').isChecked(), true, 'and is on the server now');
  assert.equal(await question(page, 1).locator('textarea').inputValue(), 'Nadie me lo ha contado.');
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'and no longer on the device');
}

async function answerAsResident(page, say, { link, address, javaScript }) {
  await page.goto(`${link}?lang=es`);
  if (javaScript) await assertGood(page, 'es');
  await press(main(page), say('reviews.start.begin'));
  await page.waitForURL((url) => url.pathname === `${address}/answer`);
  const code = (await page.locator('#code').innerText()).trim();
  await main(page).getByRole('link', { name: say('reviews.overview.next') }).click();
  await page.waitForURL(/\/answer\/[\w-]+$/);
  const part = page.url();
  if (javaScript) {
    await assertGood(page, 'es');
    await loseTheConnection(page, say);
  } else {
    await choose(page, 0, 3);
    await choose(page, 1, 'na');
    await question(page, 1).locator('.c-question__more summary').click();
    await question(page, 1).locator('input[type=url]').fill('no es un enlace');
  }
  if (!javaScript) {
    await press(main(page), say('reviews.part.next'));
    await assertErrorsLead(page, say('reviews.part.errors'), 1);
    assert.equal(await level(page, 0, 3).isChecked(), true, 'nothing that was typed is lost');
    await question(page, 1).locator('input[type=url]').fill('https://example.org/informe');
  }
  await press(main(page), say('reviews.part.next'));
  await page.waitForURL((url) => url.pathname !== new URL(part).pathname && /\/answer\/[\w-]+$/.test(url.pathname));
  await press(main(page), say('reviews.part.back'));
  await page.waitForURL(part);
  assert.equal(await level(page, 0, 3).isChecked(), true);
  return { code, part };
}

async function goOnWithTheCode(page, say, { address, code, part }) {
  await page.goto(`${address}/resume?lang=es`);
  await page.locator('#code').fill('K7QF-92MX-0ABT-4WZ3');
  await press(main(page), say('reviews.resume.go_on'));
  await page.getByText(say('reviews.error.code')).waitFor();
  await assertAccessible(page);
  await page.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '));
  await press(main(page), say('reviews.resume.go_on'));
  await page.waitForURL((url) => url.pathname === `${address}/answer`);
  await page.goto(part);
  assert.equal(await level(page, 0, 3).isChecked(), true, 'the answers are there on another device');
  await page.goto(`${address}/answer`);
  await press(main(page), say('reviews.overview.finish'));
  await page.getByRole('status').getByText(say('reviews.overview.thanks')).waitFor();
  await assertGood(page, 'es');
  const scripted = await isScripted(page);
  const unsent = async () => {
    const key = await page.locator('form[data-answers-forget]').getAttribute('data-answers-forget');
    await page.evaluate((at) => localStorage.setItem(at, JSON.stringify({ value: 'Mine', was: '', until: Date.now() + 1e7 })),
      `concord.answers.${key}:c.never-sent`);
  };
  if (scripted) await unsent();
  await press(main(page), say('reviews.overview.leave'));
  await main(page).getByRole('link', { name: say('reviews.start.code') }).waitFor();
  if (scripted) assert.equal(await page.evaluate(() => localStorage.length), 0, 'who leaves leaves nothing behind');
}

// An old window of the same part: what is typed into it stands beside what was saved elsewhere, with or without a script.
async function typeInTwoWindows(page, say, part) {
  const old = await page.context().newPage();
  await old.goto(part);
  await page.goto(part);
  for (const [window, text] of [[page, 'Lo que guardé primero'], [old, 'Lo que escribí después']]) {
    const more = question(window, 0).locator('.c-question__more');
    if ((await more.getAttribute('open')) === null) await more.locator('summary').click();
    await question(window, 0).locator('textarea').fill(text);
    await press(main(window), say('reviews.part.next'));
    if (window === page) await page.waitForURL((url) => url.pathname !== new URL(part).pathname);
  }
  await old.getByRole('alert').filter({ hasText: say('reviews.part.errors') }).waitFor();
  await assertErrorsLead(old, say('reviews.part.errors'), 1);
  assert.equal(await question(old, 0).locator('textarea').inputValue(), 'Lo que guardé primero');
  await question(old, 0).locator('.c-clash__typed').getByText('Lo que escribí después').waitFor();
  await assertGood(old, 'es');
  await question(old, 0).locator('textarea').fill('Las dos cosas');
  await press(main(old), say('reviews.part.next'));
  await old.waitForURL((url) => url.pathname !== new URL(part).pathname);
  await old.goto(part);
  assert.equal(await question(old, 0).locator('textarea').inputValue(), 'Las dos cosas');
  await old.close();
}

for (const javaScript of [true, false]) {
  test(`a self-review is opened, answered on a phone in Spanish, and closed${javaScript ? '' : ', without JavaScript'}`, () =>
    meet([{ javaScript, expectStatus: [422] }, { language: 'es', size: 'phone', javaScript, expectStatus: [409, 422] },
      { language: 'es', size: 'phone', expectStatus: [422, 404] }], `self-review-${javaScript}`, async (page, resident, elsewhere) => {
      const [say, diga] = [speak('en'), speak('es')];
      const title = `Where we stand ${javaScript ? 'now' : 'plainly'} ${Date.now()}`;
      await signInAs(page, people.communityAdmin);
      const address = await openReview(page, say, title, javaScript);
      const link = await linkForResidents(page, say);
      if (javaScript) await assertGood(page, 'en');
      const begun = await answerAsResident(resident, diga, { link, address, javaScript });
      await typeInTwoWindows(resident, diga, begun.part);
      await goOnWithTheCode(elsewhere, diga, { address, ...begun });

      await page.goto(`${address}/desk`);
      const residents = page.getByRole('row', { name: new RegExp(`^${say('selfreview.group.resident')}`) });
      assert.match(await residents.innerText(), /fewer than 5\s+fewer than 5/, 'one person is never counted out');
      await page.goto(`${address}/discard`);
      await press(main(page), say('reviews.desk.discard.button'));
      await page.getByText(say('reviews.error.has_answers')).waitFor();
      await page.goto(`${address}/desk`);
      await main(page).getByRole('link', { name: say('reviews.desk.end.close') }).click();
      await page.waitForURL(/\/close$/);
      if (javaScript) await assertGood(page, 'en');
      await press(main(page), say('reviews.desk.close.button'));
      await page.getByRole('status').getByText(say('reviews.desk.done.closed')).waitFor();

      const gone = await elsewhere.goto(`${link}?lang=es`);
      assert.equal(gone.status(), 200);
      await elsewhere.getByText(diga('reviews.start.closed')).waitFor();
      await elsewhere.goto(`${base}?lang=es`);
      await main(elsewhere).getByRole('link', { name: title }).waitFor();
      await assertGood(elsewhere, 'es');
    }));
}

test('an officer is asked on Today, answers by account, and chooses for whom', () =>
  meet([{}, { size: 'phone', expectStatus: 422 }], 'self-review-account', async (page, phone) => {
    const say = speak('en');
    await signInAs(page, people.communityAdmin);
    const title = `For officers ${Date.now()}`;
    await page.goto(`${base}/new`);
    await page.locator('label[for="instrument-public-transparency/1"]').click();
    await page.locator('#title_en').fill(title);
    await press(main(page), say('reviews.desk.form.create'));
    await press(main(page), say('reviews.desk.draft.open'));
    await page.getByRole('status').getByText(say('reviews.desk.done.opened')).waitFor();

    await signInAs(phone, people.officer);
    await main(phone).getByText(say('reviews.today.asked', { title })).waitFor();
    await phone.goto(`${new URL(page.url()).pathname.replace(/\/desk$/, '')}/answer`);
    await phone.locator('label[for="group-officer"]').click();
    await assertGood(phone, 'en');
    await press(main(phone), say('reviews.start.begin'));
    await main(phone).getByText(say('reviews.overview.by_account')).waitFor();
    await main(phone).getByRole('link', { name: say('reviews.overview.next') }).click();
    await choose(phone, 0, 0);
    await state(phone).getByText(say('reviews.part.saved')).waitFor();
    assert.equal(await phone.locator('#code').count(), 0, 'an account needs no code');
  }));

test('a link to hand over is shown once, and leads nowhere once somebody has answered', () =>
  meet([{}, { language: 'es', size: 'phone' }, { language: 'es', size: 'phone' }], 'self-review-handed-over',
    async (page, person, curious) => {
      const [say, diga] = [speak('en'), speak('es')];
      await signInAs(page, people.communityAdmin);
      await page.goto(`${base}/new`);
      await page.locator('label[for="instrument-public-transparency/1"]').click();
      await page.locator('#title_en').fill(`Handed over ${Date.now()}`);
      await press(main(page), say('reviews.desk.form.create'));
      await press(main(page), say('reviews.desk.draft.open'));
      const address = new URL(page.url()).pathname.replace(/\/desk$/, '');
      await page.locator('#group').selectOption('resident');
      await press(main(page), say('reviews.desk.links.make_personal'));
      const link = new URL((await page.locator('#fresh').innerText()).trim()).pathname;
      await assertGood(page, 'en');
      await page.goto(`${address}/desk`);
      assert.ok(!(await page.content()).includes(link), 'the desk does not show it again');

      await person.goto(`${link}?lang=es`);
      await main(person).getByText(diga('reviews.start.once')).waitFor();
      await press(main(person), diga('reviews.start.begin'));
      const code = (await person.locator('#code').innerText()).trim();
      await main(person).getByRole('link', { name: diga('reviews.overview.next') }).click();
      await choose(person, 0, 3);
      await state(person).getByText(diga('reviews.part.saved')).waitFor();

      await curious.goto(`${link}?lang=es`);
      await assertHeading(curious, diga('reviews.start.link_used'));
      await assertGood(curious, 'es');
      await curious.locator('#code').fill(code);
      await press(main(curious), diga('reviews.resume.go_on'));
      await curious.waitForURL((url) => url.pathname === `${address}/answer`);
    }));
