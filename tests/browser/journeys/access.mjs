// Who may not go somewhere is told so, or is led to sign in and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meet, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import { assertHeading, newcomer, people, riverbend, signIn, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

const closedToCommanders = ['/hub', '/hub/accounts', '/hub/jobs', '/hub/mail', '/hub/communities', '/hub/communities/new',
  `${riverbend}/settings`, `${riverbend}/settings/map`, `${riverbend}/setup`, `${riverbend}/organizations/new`,
  `${riverbend}/organizations/harbor-house/edit`, `${riverbend}/organizations/harbor-house/people`];

for (const language of ['en', 'es']) {
  test(`a commander may not open what belongs to administrators, ${language}`, () =>
    visit({ language, size: 'phone', expectStatus: 403, name: `forbidden-${language}` }, async (page) => {
      await signInAs(page, people.commander, language);
      for (const path of closedToCommanders) {
        const answer = await page.goto(path);
        assert.equal(answer.status(), 403, path);
        await assertReads(page, language);
        assert.ok(await page.getByRole('main').getByRole('link').count() > 0, `${path} leads on`);
      }
      await assertFits(page);
      await assertAccessible(page);
    }));
}

for (const javaScript of [true, false]) {
  test(`a signed-out visitor is led to sign in, and back${javaScript ? '' : ', without JavaScript'}`, () =>
    meet([{}, { javaScript, size: 'phone' }], 'led-back', async (admin, page) => {
      const say = speak('en');
      const person = await newcomer(admin, page);
      await page.getByRole('button', { name: say('html.frame.sign_out') }).click();
      await page.getByRole('link', { name: say('html.frame.sign_in') }).first().waitFor();
      await page.goto('/me/sessions');
      await assertHeading(page, say('accounts.sign_in.title'));
      await signIn(page, person);
      await page.waitForURL((url) => url.pathname === '/me/sessions');
      await assertHeading(page, say('accounts.sessions.title'));
    }));
}

test('who signs in never lands on another site', () =>
  meet([{}, {}], 'no-other-site', async (admin, page, origin) => {
    const say = speak('en');
    const person = await newcomer(admin, page);
    for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      await page.goto('/today');
      await page.getByRole('button', { name: say('html.frame.sign_out') }).click();
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await signIn(page, person);
      await assertHeading(page, say('accounts.today.title'));
      assert.equal(new URL(page.url()).origin, origin);
    }
  }));
