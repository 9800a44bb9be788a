// What one does with one's own account: language, data, browsers, the end.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { download, meet, scratchFolder } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import { assertHeading, field, newcomer, press, signIn } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

async function takeData(page, say, folder) {
  await page.goto('/me');
  const file = await download(page, folder, () => page.getByRole('link', { name: say('accounts.me.export') }).click());
  return JSON.parse(await readFile(file, 'utf8'));
}

test('the profile: another language, my data, my other browsers, and the end of the account', (t) =>
  meet([{}, {}, { size: 'phone' }, { expectStatus: 422 }], 'profile', async (admin, one, other, after) => {
    const en = speak('en');
    const say = speak('es');
    const person = await newcomer(admin, one);
    await other.goto('/sign-in');
    await signIn(other, person);
    await assertHeading(other, en('accounts.today.title'));

    await one.goto('/me');
    await field(one, en('accounts.me.language')).selectOption({ label: 'Español' });
    await press(one.getByRole('main'), en('accounts.me.save'));
    await assertHeading(one, say('accounts.me.title'));
    await assertReads(one, 'es');
    await one.getByRole('status').getByText(say('accounts.done.saved')).waitFor();
    await assertAccessible(one);

    const data = await takeData(one, say, await scratchFolder(t));
    const text = JSON.stringify(data);
    for (const own of [person.name, person.email]) assert.ok(text.includes(own), `my data names ${own}`);
    assert.ok(!/argon2|password_hash|totp"\s*:\s*"/.test(text), 'no secret goes out');

    await one.goto('/me/sessions');
    await one.getByText(say('accounts.sessions.this_one')).waitFor();
    assert.equal(await one.getByRole('main').getByRole('button').count(), 2, 'one other browser, and all others');
    await one.getByRole('main').getByRole('button').first().click();
    await one.getByRole('status').getByText(say('accounts.done.session_ended')).waitFor();
    await assertFits(one);
    await assertAccessible(one);
    await other.goto('/today');
    await assertHeading(other, speak(await other.evaluate(() => document.documentElement.lang))('accounts.sign_in.title'));

    await one.goto('/me/leave');
    await field(one, say('accounts.form.password')).fill(person.password);
    await press(one, say('accounts.leave.button'));
    await assertHeading(one, say('accounts.left.title'));
    await after.goto('/sign-in');
    await signIn(after, person);
    await after.getByRole('alert').getByText(en('accounts.error.sign_in')).waitFor();
    assert.equal(await field(after, en('accounts.form.email')).inputValue(), person.email, 'the address need not be typed again');
  }));

test('a new password signs out every other browser, also without JavaScript', () =>
  meet([{}, { javaScript: false, size: 'phone', expectStatus: 422 }, {}], 'password', async (admin, one, other) => {
    const say = speak('en');
    const person = await newcomer(admin, one);
    await other.goto('/sign-in');
    await signIn(other, person);
    await assertHeading(other, say('accounts.today.title'));
    await one.goto('/me/password');
    await field(one, say('accounts.password.old')).fill('not this one');
    await field(one, say('accounts.form.new_password')).fill('a lantern on the pier');
    await press(one, say('accounts.password.button'));
    await one.getByRole('alert').getByText(say('accounts.error.password')).waitFor();
    await field(one, say('accounts.password.old')).fill(person.password);
    await field(one, say('accounts.form.new_password')).fill('a lantern on the pier');
    await press(one, say('accounts.password.button'));
    await one.waitForURL((url) => url.pathname !== '/me/password');
    await other.goto('/today');
    await assertHeading(other, say('accounts.sign_in.title'));
    await signIn(other, { ...person, password: 'a lantern on the pier' });
    await assertHeading(other, say('accounts.today.title'));
  }));
