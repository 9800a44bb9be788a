// The rounds of a person: every page that a role opens, in both languages, at desktop, phone and 320 pixels.
// axe looks at the desktop's page in English and at the phone's in Spanish, at both for who is signed out.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepPictures, languages, meet, sizes } from './support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from './support/checks.mjs';
import { neighbors, people, police, riverbend, signInAs } from './support/people.mjs';

const nothing = 'A'.repeat(43); // the form of a token that nobody was given
const own = ['/today', '/me', '/me/sessions', '/me/password', '/me/second-factor', '/me/confirm', '/me/leave',
  { path: `/me/email/${nothing}`, status: 404 }];
const setup = ['', '/map', '/organizations', '/people', '/open'].map((step) => `${riverbend}/setup${step}`);
const care = [`${riverbend}/people`, `${riverbend}/settings`, `${riverbend}/settings/map`, ...setup,
  `${riverbend}/organizations/new`, `${police}/edit`, `${police}/end`, `${police}/people`];

const rounds = {
  everyone: ['/about', '/sites', '/communities', '/communities?q=river&kind=city', '/communities?q=zzqx', riverbend,
    `${riverbend}/districts`, { from: `${riverbend}/districts`, link: `${riverbend}/districts/` },
    `${riverbend}/organizations`, `${riverbend}/organizations?offer=mediation&language=es`,
    `${riverbend}/organizations?offer=zzqx`, police, neighbors, '/journal', `${riverbend}/journal`, '/lists', '/lists/here', '/lists/here?q=foot+patrol',
    `${riverbend}/lists`, { path: `${riverbend}/lists/nothing`, status: 404 }, { path: `/lists/${nothing}`, status: 404 }, '/new',
    '/new?topic=use-of-force', { path: `/digest/off/${nothing}`, status: 404 },
    { from: '/search?q=foot+patrol', link: '/resources/crime-file-foot-patrol/lists' }, '/sign-in',
    '/sign-in?next=/me', '/sign-in/code', '/forgot', { path: `/welcome/${nothing}`, status: 404 },
    { path: `/reset/${nothing}`, status: 404 }, { path: `${riverbend}/join/${nothing}`, status: 404 }, '/left',
    '/library/suggest', { path: '/library/suggestions/K7QF-92MX-0ABT-4WZ3', status: 404 },
    { path: '/c/nowhere', status: 404 }, { path: `${riverbend}/organizations/nobody`, status: 404 }],
  hubAdmin: [...own, '/', riverbend, '/hub', '/hub/accounts', '/hub/accounts?q=zzqx',
    { from: '/hub/accounts?q=Walter', link: '/hub/accounts/', proves: true }, '/hub/jobs', '/hub/mail',
    '/hub/communities', '/hub/communities/new', `${riverbend}/settings`],
  communityAdmin: ['/today', '/me', riverbend, police, ...care,
    { path: `${police}/sign-in-provider`, proves: true }],
  commander: ['/today', '/me', '/me/lists', '/me/lists/new', '/me/digest', `${riverbend}/lists`, `${riverbend}/lists/new`,
    '/resources/crime-file-foot-patrol/lists', police, `${police}/edit`, `${police}/people`, { path: `${riverbend}/settings`, status: 403 }],
  overseer: ['/today', '/me', `${riverbend}/journal`, `${riverbend}/organizations/civilian-oversight-board/people`],
  curator: ['/today', '/me', '/curation/links', '/curation/links?state=never', '/curation', '/curation/no-summary', '/curation/new', { from: '/curation', link: '/resources/' },
    ...['topics', 'types', 'audiences', 'modules', 'collections', 'sites'].map((kind) => `/curation/lists/${kind}`),
    '/curation/lists/collections/new', ...['', '/history', '/remove'].map((end) => `/curation/lists/topics/use-of-force${end}`),
    '/curation/lists/collections/starting-a-partnership', '/curation/lists/modules/community-trust-and-partnerships', '/curation/lists/sites/knoxville-police-department',
    { path: '/curation/drafts/01890000-0000-7000-8000-000000000000', status: 404 },
    '/curation/suggestions', '/curation/suggestions?state=declined', '/curation/doubles',
    '/curation/doubles?state=apart', { from: '/curation/doubles', link: '/curation/merge?' }, '/curation/merged',
    '/curation/bulk', '/curation/bulk?q=foot+patrol&change=add_topic&set_topic=use-of-force', '/curation/ratings',
    { from: '/curation/ratings', link: '/curation/ratings/' },
    '/curation/instruments', '/curation/instruments/new', '/curation/instruments/new?from=public-transparency'],
  member: ['/today', '/me', `${neighbors}/people`, { path: '/hub', status: 403 }],
};

function inLanguage(path, language) {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

async function open(page, { path, from, link, proves, status = 200 }, language) {
  let address = path;
  if (from) {
    await page.goto(inLanguage(from, language));
    address = await page.locator(`main a[href^="${link}"]`).first().getAttribute('href');
  }
  let response = await page.goto(inLanguage(address, language));
  if (proves && new URL(page.url()).pathname === '/me/confirm') {
    await page.getByRole('main').getByRole('button').click();
    await page.waitForURL((url) => url.pathname !== '/me/confirm');
    response = await page.goto(inLanguage(address, language));
  }
  assert.equal(response.status(), status);
  if (!proves && !from) return;
  assert.equal(new URL(page.url()).pathname, address.split('?')[0]);
}

// `thorough`: axe looks at both sizes.
async function assertGood(page, language, thorough) {
  await assertReads(page, language);
  await assertFits(page);
  if (thorough || language === 'en') await assertAccessible(page);
  await page.setViewportSize(sizes.phone);
  await assertFits(page);
  if (thorough || language === 'es') await assertAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await assertFits(page);
}

for (const [role, pages] of Object.entries(rounds)) {
  for (const language of languages) {
    test(`rounds of ${role}, ${language}`, (t) =>
      meet([{ language, expectStatus: [403, 404] }], null, async (page) => {
        if (people[role]) await signInAs(page, people[role], language);
        for (const entry of pages.map((one) => (typeof one === 'string' ? { path: one } : one))) {
          await t.test(entry.path ?? `${entry.link}...`, async () => {
            await page.setViewportSize(sizes.desktop);
            await open(page, entry, language);
            const name = `${role}-${(entry.path ?? entry.link).replace(/\W+/g, '-')}-${language}`;
            await keepPictures(page, name, () => assertGood(page, language, role === 'everyone'));
          });
        }
      }));
  }
}
