// A community is set up in steps and opened; an organization is changed, with mistakes on the way.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { meet, scratchFolder, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import {
  assertErrorsLead, assertHeading, field, people, police, press, riverbend, signInAs,
} from '../support/people.mjs';
import { repository } from '../support/server.mjs';
import { speak } from '../support/words.mjs';

async function assertGood(page, { language, javaScript }) {
  await assertReads(page, language);
  await assertFits(page);
  if (javaScript) await assertAccessible(page);
}

async function describe(page, say, name, how) {
  await page.goto('/hub/communities');
  await page.getByRole('link', { name: say('communities.hub.new'), exact: true }).click();
  await assertHeading(page, say('communities.setup.community_title'));
  await press(page, say('communities.setup.go_on')); // nothing filled in yet
  await page.getByRole('alert').waitFor();
  await assertGood(page, how);
  await field(page, say('communities.form.name')).fill(name);
  await field(page, say('communities.form.kind')).selectOption({ label: say('communities.kind.county') });
  await field(page, say('communities.form.place')).fill('Cedar County, Ohio');
  await field(page, say('communities.form.summary')).fill('Farms, two small towns and a lake.');
  await field(page, say('communities.form.time_zone')).selectOption('America/New_York');
  await page.getByLabel(say('communities.language.es'), { exact: true }).check();
  await press(page, say('communities.setup.go_on'));
  await page.waitForURL(/\/setup\/map/);
}

async function drawMap(page, say, t, name, how) {
  const broken = join(await scratchFolder(t), 'broken.geojson');
  await writeFile(broken, '{"type": "FeatureCollection", "features": [');
  await field(page, say('communities.map.file')).setInputFiles(broken);
  await press(page, say('communities.map.look'));
  await page.getByRole('alert').getByText(say('communities.map.error.not_json')).waitFor();
  await assertGood(page, how);
  await field(page, say('communities.map.file')).setInputFiles(join(repository, 'content/demo/riverbend.geojson'));
  await press(page, say('communities.map.look'));
  await page.getByRole('heading', { name: say('communities.map.read') }).waitFor();
  await page.getByText(say('communities.map.found_districts.other', { count: 5 })).first().waitFor();
  await assertGood(page, how);
  await press(page, say('communities.map.keep'));
  await assertHeading(page, say('communities.setup.organizations_title', { name }));
}

async function addOrganization(page, say, link, name, community) {
  await page.getByRole('link', { name: say(link), exact: true }).click();
  await field(page, say('communities.organization_form.name')).fill(name);
  await press(page, say('communities.organization_form.add'));
  await assertHeading(page, say('communities.setup.organizations_title', { name: community }));
  await page.getByText(name, { exact: true }).waitFor();
}

async function setUp(page, t, name, how) {
  const say = speak(how.language);
  await signInAs(page, people.hubAdmin, how.language);
  await describe(page, say, name, how);
  await drawMap(page, say, t, name, how);
  await addOrganization(page, say, 'communities.setup.add_police', `${name} Sheriff`, name);
  await addOrganization(page, say, 'communities.setup.add_oversight', `${name} Review Board`, name);
  await assertGood(page, how);
  await page.getByRole('main').getByRole('link', { name: say('communities.setup.next'), exact: true }).click();
  await assertHeading(page, say('communities.setup.people_title', { name }));
  await assertGood(page, how);
  await page.getByRole('main').getByRole('link', { name: say('communities.setup.next'), exact: true }).click();
  await assertHeading(page, say('communities.setup.open_title', { name }));
  await assertGood(page, how);
  return new URL(page.url()).pathname.replace('/setup/open', '');
}

for (const how of [
  { name: 'Cedar County', size: 'desktop', language: 'en', javaScript: true },
  { name: 'Condado del Lago', size: 'phone', language: 'es', javaScript: false },
]) {
  const { name, ...visitor } = how;
  const visitors = [{ ...visitor, expectStatus: 422 }, { language: how.language, expectStatus: 404 }];
  const title = `a community is set up in steps and opened, ${how.size}, ${how.language}`;
  test(`${title}${how.javaScript ? '' : ', without JavaScript'}`, (t) =>
    meet(visitors, `set-up-${how.size}`, async (admin, anyone) => {
      const say = speak(how.language);
      const home = await setUp(admin, t, name, how);
      assert.equal((await anyone.goto(home)).status(), 404, 'nobody else sees it while it is being prepared');
      await press(admin.getByRole('main'), say('communities.settings.open'));
      await anyone.goto(`/communities?lang=${how.language}`);
      await anyone.getByRole('main').getByRole('link', { name, exact: true }).first().click();
      await assertHeading(anyone, name);
      await anyone.getByRole('link', { name: `${name} Sheriff` }).first().waitFor();
      await assertGood(anyone, { ...how, javaScript: true });
    }));
}

for (const javaScript of [true, false]) {
  test(`an organization is changed, with mistakes on the way${javaScript ? '' : ', without JavaScript'}`, () =>
    visit({ size: 'phone', javaScript, expectStatus: 422, name: 'organization-edited' }, async (page) => {
      const say = speak('en');
      const form = (key) => field(page, say(`communities.organization_form.${key}`));
      await signInAs(page, people.commander);
      await page.goto(police);
      await page.getByRole('link', { name: say('communities.organization.edit') }).click();
      const kept = await form('summary').inputValue();
      await form('name').fill('');
      await form('contact_email').fill('not an address');
      await form('offers').fill('foot patrol\nhelp with a report');
      await press(page, say('communities.form.save'));
      assert.match(await page.title(), /^Please check/, 'the title says it first');
      await assertErrorsLead(page, say('communities.form.errors'), 2);
      assert.equal(await form('contact_email').inputValue(), 'not an address', 'nothing is lost');
      assert.equal(await form('offers').inputValue(), 'foot patrol\nhelp with a report');
      assert.equal(await form('summary').inputValue(), kept);
      await assertGood(page, { language: 'en', javaScript });
      await form('name').fill('Riverbend Police Department');
      await form('contact_email').fill('talk@police.riverbend.example');
      await press(page, say('communities.form.save'));
      await assertHeading(page, 'Riverbend Police Department');
      await page.getByRole('link', { name: 'talk@police.riverbend.example' }).waitFor();
      await page.getByText('help with a report').waitFor();
    }));
}

test('the map of a community can be moved about in by keyboard, and says what it shows', () =>
  visit({ name: 'map' }, async (page) => {
    const say = speak('en');
    await page.goto(riverbend);
    await page.getByRole('button', { name: say('communities.map.zoom_in') }).first().focus();
    await page.keyboard.press('Enter');
    await assertAccessible(page);
    const districts = JSON.parse(await readFile(join(repository, 'content/demo/riverbend.geojson'), 'utf8'))
      .features.filter(({ properties }) => properties.kind !== 'boundary').map(({ properties }) => properties.name);
    for (const name of districts) await page.getByRole('main').getByRole('link', { name, exact: true }).first().waitFor();
  }));
