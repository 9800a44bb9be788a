// Someone is invited, joins, signs in; with a second factor, without the phone, without the password.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { download, meet, scratchFolder, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import {
  assertHeading, codeOf, field, invite, join, neighbors, newcomer, people, press, signIn, signInAs,
} from '../support/people.mjs';
import { speak } from '../support/words.mjs';

async function assertGood(page, language, javaScript = true) {
  await assertReads(page, language);
  await assertFits(page);
  if (javaScript) await assertAccessible(page);
}

async function signOut(page, say) {
  await press(page, say('html.frame.sign_out'));
  await page.getByRole('link', { name: say('html.frame.sign_in'), exact: true }).first().waitFor();
}

// Each journey once on a phone in Spanish, once at a desk in English without JavaScript.
const hows = [
  { size: 'phone', language: 'es', javaScript: true, words: 'phone, es' },
  { size: 'desktop', language: 'en', javaScript: false, words: 'desktop, en, without JavaScript' },
];

for (const { words, ...how } of hows) {
  const { language, javaScript } = how;
  test(`an invitation leads to an account and to Today, ${words}`, () =>
    meet([{ javaScript }, { ...how, expectStatus: [410, 422] }], `joining-${language}`, async (admin, guest) => {
      const say = speak(language);
      const person = { name: 'Rosa Quintero', email: `rosa.${language}@example.org`, password: 'un puente de piedra' };
      await signInAs(admin, people.communityAdmin);
      const link = await invite(admin, { organization: neighbors, role: 'member' });
      await assertGood(admin, 'en', javaScript);

      await join(guest, link, { ...person, password: 'corta' }, language);
      await guest.getByRole('alert').waitFor();
      assert.equal(await field(guest, say('accounts.field.name')).inputValue(), person.name, 'nothing is lost');
      await assertGood(guest, language, javaScript);
      await field(guest, say('accounts.form.new_password')).fill(person.password);
      await press(guest, say('accounts.join.create_button'));
      await guest.waitForURL(/\/today/);
      await assertHeading(guest, say('accounts.today.title'));
      await guest.getByText(say('accounts.today.greeting', { name: person.name })).waitFor();
      await assertGood(guest, language, javaScript);

      await signOut(guest, say);
      await guest.goto(new URL(link).pathname);
      await assertHeading(guest, say('accounts.join.gone'));
      await assertGood(guest, language, javaScript);

      await guest.goto('/sign-in');
      await signIn(guest, person, language);
      await guest.waitForURL(/\/today/);
      await admin.goto(`${neighbors}/people`);
      await admin.getByText(person.email).waitFor();
    }));
}

async function turnOnSecondFactor(page, say) {
  await page.goto('/me/second-factor');
  await page.getByRole('img', { name: say('accounts.second_factor.picture') }).waitFor();
  const shown = page.getByRole('main').getByRole('listitem').locator('code');
  const secret = await shown.innerText();
  await field(page, say('accounts.second_factor.label')).fill('000000');
  await press(page, say('accounts.second_factor.button'));
  await page.getByRole('alert').waitFor();
  assert.equal(await shown.innerText(), secret, 'a wrong code keeps the key');
  await field(page, say('accounts.second_factor.label')).fill(codeOf(secret));
  await press(page, say('accounts.second_factor.button'));
  await assertHeading(page, say('accounts.codes.title'));
  return secret;
}

async function saveCodes(page, say, t) {
  const codes = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  assert.ok(codes.length >= 8, 'there are recovery codes');
  const file = await download(page, await scratchFolder(t), () => press(page, say('accounts.codes.save')));
  const text = await readFile(file, 'utf8');
  for (const code of codes) assert.ok(text.includes(code.trim()), 'the file holds every code');
  return codes.map((code) => code.trim());
}

for (const { words, ...how } of hows) {
  const { language, javaScript } = how;
  test(`a second factor from the page, then a code, then a recovery code, ${words}`, (t) =>
    meet([{}, { ...how, expectStatus: 422 }], `second-factor-${language}`, async (admin, page) => {
      const say = speak(language);
      const person = await newcomer(admin, page, { language });
      const secret = await turnOnSecondFactor(page, say);
      await assertGood(page, language, javaScript);
      const [recovery] = await saveCodes(page, say, t);
      await page.getByRole('link', { name: say('accounts.codes.done') }).click();
      await page.goto('/me/second-factor');
      await page.getByText(say('accounts.second_factor.on')).waitFor();
      await assertGood(page, language, javaScript);

      await signOut(page, say);
      await page.goto('/sign-in');
      await signIn(page, person, language);
      await assertHeading(page, say('accounts.code.title'));
      await assertGood(page, language, javaScript);
      await field(page, say('accounts.code.label')).fill(codeOf(secret, 1)); // each code works once
      await press(page.getByRole('main'), say('accounts.code.button'));
      await assertHeading(page, say('accounts.today.title'));

      await signOut(page, say);
      await page.goto('/sign-in');
      await signIn(page, person, language);
      await field(page, say('accounts.code.label')).fill(recovery);
      await press(page.getByRole('main'), say('accounts.code.button'));
      await assertHeading(page, say('accounts.today.title'));

      await signOut(page, say);
      await page.goto('/sign-in');
      await signIn(page, person, language);
      await field(page, say('accounts.code.label')).fill(recovery);
      await press(page.getByRole('main'), say('accounts.code.button'));
      await page.getByRole('alert').getByText(say('accounts.error.code')).waitFor();
    }));
}

test('a role that needs a second factor asks for it at once, and is closed until then', () =>
  meet([{}, { size: 'phone', expectStatus: 422 }], 'factor-owed', async (admin, page) => {
    const say = speak('en');
    await newcomer(admin, page, { organization: '/c/riverbend/organizations/city-of-riverbend', role: 'community_admin' });
    await page.goto('/today');
    await page.getByRole('link', { name: say('accounts.today.factor') }).waitFor();
    await page.goto('/c/riverbend/settings');
    assert.equal(new URL(page.url()).pathname, '/me/second-factor', 'the settings are closed without it');
    await turnOnSecondFactor(page, say);
    await page.getByRole('link', { name: say('accounts.codes.done') }).click();
    assert.equal((await page.goto('/c/riverbend/settings')).status(), 200);
    await assertHeading(page, say('communities.settings.title'));
  }));

for (const language of ['en', 'es']) {
  test(`a forgotten password, where the hub sends no mail: the page says whom to ask, ${language}`, () =>
    visit({ size: 'phone', language, javaScript: language === 'en', name: `forgot-${language}` }, async (page) => {
      const say = speak(language);
      await page.goto(`/sign-in?lang=${language}`);
      await page.getByRole('link', { name: say('accounts.sign_in.forgot') }).click();
      await page.getByText(say('accounts.forgot.no_mail')).waitFor();
      assert.equal(await page.getByRole('main').getByRole('textbox').count(), 0, 'no field that leads nowhere');
    }));
}

test('the administrator makes an account with a link to choose a password, and another after a reset', () =>
  meet([{}, { size: 'phone', expectStatus: [404, 410] }], 'welcome', async (admin, page) => {
    const say = speak('en');
    const person = { name: 'Oren Vale', email: 'oren.vale@example.org', password: 'a gate in the long wall' };
    await signInAs(admin, people.hubAdmin);
    await admin.goto('/hub/accounts');
    await field(admin, say('accounts.hub_accounts.name')).fill(person.name);
    await field(admin, say('accounts.form.email')).fill(person.email);
    await press(admin, say('accounts.hub_accounts.new_button'));
    const proving = admin.getByRole('button', { name: say('accounts.confirm.button') });
    await admin.getByLabel(say('accounts.hub_link.link'), { exact: true }).or(proving).waitFor();
    if (await proving.isVisible()) {
      await proving.click();
      await admin.goto('/hub/accounts');
      await field(admin, say('accounts.hub_accounts.name')).fill(person.name);
      await field(admin, say('accounts.form.email')).fill(person.email);
      await press(admin, say('accounts.hub_accounts.new_button'));
    }
    const choose = async (password) => {
      const link = await admin.getByLabel(say('accounts.hub_link.link'), { exact: true }).inputValue();
      await page.goto(new URL(link, 'http://hub.invalid').pathname);
      await assertGood(page, 'en');
      await field(page, say('accounts.form.new_password')).fill(password);
      await press(page.getByRole('main'), say('accounts.choose.button'));
      await assertHeading(page, say('accounts.today.title'));
    };
    await choose(person.password);
    await admin.getByRole('link', { name: say('accounts.hub_link.back') }).click();
    await press(admin, say('accounts.hub_account.reset_button'));
    await page.goto('/today');
    await page.waitForURL(/\/sign-in/); // signed out at once
    await choose('another gate in the wall');
  }));
