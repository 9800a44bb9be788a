// The people of the demonstration, and people whom the tests invite themselves.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { speak } from './words.mjs';

export const people = {
  hubAdmin: 'Ruth Abara', curator: 'Theo Lindqvist', secondCurator: 'Nadia Haddad', communityAdmin: 'Denise Okafor', commander: 'Marcus Hale',
  officer: 'María Torres', analyst: 'Priya Raman', overseer: 'Samuel Osei', member: 'Walter Briggs',
};
export const riverbend = '/c/riverbend';
export const police = `${riverbend}/organizations/riverbend-police`;
export const neighbors = `${riverbend}/organizations/millside-neighbors`;

export async function press(within, name) {
  await within.getByRole('button', { name, exact: true }).click();
}

// The field with this label, whatever stands after it in brackets: "(needed)".
export function field(page, label) {
  const words = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return page.getByRole('main').getByLabel(new RegExp(`^\\s*${words}\\s*(\\(|$)`));
}

export async function assertHeading(page, text) {
  await page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor();
}

// The summary of what is wrong: its links lead to fields, and each leads the keyboard there.
export async function assertErrorsLead(page, title, count) {
  const summary = page.getByRole('alert').filter({ hasText: title });
  const links = summary.getByRole('link');
  assert.equal(await links.count(), count, 'the summary names each error');
  for (const link of await links.all()) {
    const target = await link.getAttribute('href');
    await link.click();
    assert.equal(await page.evaluate(() => `#${document.activeElement?.id}`), target, 'the link puts the cursor into the field');
    assert.equal(await page.locator(target).getAttribute('aria-invalid'), 'true');
  }
}

// Signs in by the button of the home page, then chooses the language of the pages.
export async function signInAs(page, person, language = 'en') {
  await page.goto(`/?lang=${language}`);
  const section = page.getByRole('region', { name: speak(language)('accounts.demo.title') });
  await section.getByRole('button', { name: new RegExp(`^${person}`) }).click();
  await page.waitForURL(/\/today/);
  await page.getByRole('heading', { level: 1, name: speak(language)('accounts.today.title') }).waitFor();
}

export async function signIn(page, { email, password }, language = 'en') {
  const say = speak(language);
  await page.getByLabel(say('accounts.form.email')).fill(email);
  await page.getByLabel(say('accounts.form.password'), { exact: true }).fill(password);
  await press(page.getByRole('main'), say('accounts.sign_in.button'));
}

// The link of an invitation that a signed-in page makes.
export async function invite(page, { organization, role, language = 'en' }) {
  const say = speak(language);
  await page.goto(`${organization}/people`);
  await page.getByRole('radio', { name: new RegExp(`^${say(`accounts.role.${role}`)}`) }).focus(); // its label draws it
  await page.keyboard.press('Space');
  await press(page, say('accounts.invite.button'));
  await page.getByRole('heading', { level: 1, name: say('accounts.invited.title') }).waitFor();
  return page.getByLabel(say('accounts.invited.link')).inputValue();
}

export async function join(page, link, { name, email, password }, language = 'en') {
  const say = speak(language);
  const { pathname } = new URL(link, 'http://hub.invalid');
  await page.goto(`${pathname}?lang=${language}`);
  await page.getByLabel(say('accounts.field.name')).fill(name);
  await page.getByLabel(say('accounts.form.email')).fill(email);
  await page.getByLabel(say('accounts.form.new_password')).fill(password);
  await press(page, say('accounts.join.create_button'));
}

let made = 0;

// Somebody with a password of their own: invited by an administrator on `adminPage`, joining on `page`.
export async function newcomer(adminPage, page, { organization = neighbors, role = 'member', language = 'en' } = {}) {
  const person = { name: `Nia Newcomer ${++made}`, email: `nia${made}@example.org`, password: `quiet river stones ${made}` };
  await signInAs(adminPage, people.communityAdmin);
  const link = await invite(adminPage, { organization, role });
  await join(page, link, person, language);
  await page.waitForURL(/\/(today|me\/second-factor)/);
  return person;
}

function fromBase32(text) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const letter of text.toUpperCase().replace(/[^A-Z2-7]/g, '')) bits += letters.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

// The six digits that an app shows (RFC 6238, SHA-1, 30 s), `later` steps from now.
export function codeOf(secret, later = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const from = hash.at(-1) & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

assert.equal(fromBase32('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ').toString(), '12345678901234567890', 'the example of RFC 6238');
