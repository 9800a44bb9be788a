// The library in the hands of curators: a resource is added and edited, read by a second curator, seen in its history,
// withdrawn and brought back; two write at once; a reading list is put into order.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meet, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, field, people, press, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

async function assertGood(page, { language, javaScript = true }) {
  await assertReads(page, language);
  await assertFits(page);
  if (javaScript) await assertAccessible(page);
}

const follow = (page, name) => page.getByRole('main').getByRole('link', { name, exact: true }).first().click();

async function writeNew(page, say, title, how) {
  await page.goto(`/curation?lang=${how.language}`);
  await assertHeading(page, say('library.curation.desk.title'));
  await assertGood(page, how);
  await follow(page, say('library.curation.desk.add'));
  await field(page, say('library.resource.field_doi')).fill('not a DOI');
  await field(page, say('library.resource.field_year')).fill('about 2019');
  await press(page, say('library.curation.form.save_and_ask'));
  await assertErrorsLead(page, say('library.curation.form.errors'), 3); // the title too
  assert.equal(await field(page, say('library.resource.field_year')).inputValue(), 'about 2019', 'nothing is lost');
  await assertGood(page, how);
  await field(page, say('library.curation.field.title')).fill(title);
  await field(page, say('library.resource.field_doi')).fill('');
  await field(page, say('library.resource.field_year')).fill('2019');
  await field(page, say('library.resource.field_summary')).fill('A city asked its residents where to walk.');
  await field(page, say('library.resource.field_authors')).fill('Okoro, Ada');
  await press(page, say('library.curation.form.save_and_ask'));
  await page.getByText(say('library.curation.state.review'), { exact: true }).waitFor();
  await page.getByText(say('library.curation.draft.waits')).waitFor();
  await assertGood(page, how);
  return new URL(page.url()).pathname;
}

async function readSecond(page, say, draft, title, how) {
  await page.goto(`/today?lang=${how.language}`);
  await page.goto(`${draft}?lang=${how.language}`);
  await assertHeading(page, title);
  await assertGood(page, how);
  await follow(page, say('library.curation.draft.preview'));
  await page.getByText(say('library.curation.preview.lead')).waitFor();
  await assertGood(page, how);
  await follow(page, say('library.curation.preview.back'));
  await press(page, say('library.curation.act.send-back')); // without a word
  await page.getByText(say('library.curation.error.words')).first().waitFor();
  await page.getByLabel(say('library.curation.act.send-back_words')).fill('Which city?');
  await press(page, say('library.curation.act.send-back'));
  await page.getByText(say('library.curation.state.sent_back'), { exact: true }).waitFor();
}

for (const how of [
  { size: 'desktop', language: 'en', javaScript: true },
  { size: 'phone', language: 'es', javaScript: false },
]) {
  const title = `Where shall we walk, ${how.language}`;
  test(`a resource is added, read by a second curator and published, ${how.size}, ${how.language}`, () =>
    meet([{ ...how, expectStatus: 422 }, { ...how, expectStatus: 422 }, { language: how.language }], `curation-${how.size}`,
      async (writer, reader, anyone) => {
        const say = speak(how.language);
        await signInAs(writer, people.curator, how.language);
        await signInAs(reader, people.secondCurator, how.language);
        const draft = await writeNew(writer, say, title, how);
        await readSecond(reader, say, draft, title, how);
        await writer.goto('/today');
        await writer.getByRole('link', { name: say('library.curation.today.sent_back', { title }) }).click();
        await writer.getByText('Which city?').waitFor();
        await follow(writer, say('library.curation.draft.edit'));
        await field(writer, say('library.resource.field_summary')).fill('Knoxville asked its residents where to walk.');
        await press(writer, say('library.curation.form.save_and_ask'));
        await reader.goto(draft);
        await press(reader, say('library.curation.act.publish'));
        await assertHeading(reader, title);
        const page = new URL(reader.url()).pathname;
        await anyone.goto(`${page}?lang=${how.language}`);
        await anyone.getByText('Knoxville asked').first().waitFor();
        await follow(anyone, say('library.resource.history'));
        await assertHeading(anyone, say('library.curation.history.title', { title }));
        await assertGood(anyone, { ...how, javaScript: true });
        assert.equal(await anyone.getByText('Theo').count(), 0, 'readers see no names');
        await follow(anyone, say('library.curation.happened.create'));
        await assertGood(anyone, { ...how, javaScript: true });
        await reader.goto(`${page}/history`);
        await reader.getByText('Theo').first().waitFor();
        await assertGood(reader, how);
      }));
}

test('two who edit one resource at once see both, and nothing is lost', () =>
  meet([{ expectStatus: 409 }, { size: 'phone', expectStatus: [409, 422] }], 'curation-at-once', async (one, other) => {
    const say = speak('en');
    await signInAs(one, people.curator);
    await signInAs(other, people.secondCurator);
    await one.goto('/search?q=patrol');
    const resource = (await one.locator('main a[href^="/resources/"]').first().getAttribute('href')).split('?')[0];
    for (const page of [one, other]) {
      await page.goto(resource);
      await follow(page, say('library.curation.action.edit'));
    }
    const summary = (page) => field(page, say('library.resource.field_summary'));
    await summary(one).fill('What Theo wrote.');
    await press(one, say('library.curation.form.save_draft'));
    await summary(other).fill('What Nadia wrote.');
    await press(other, say('library.curation.form.save_draft'));
    await other.getByRole('heading', { name: say('library.curation.conflict.title') }).waitFor();
    await other.getByText('What Theo wrote.').first().waitFor();
    assert.equal(await summary(other).inputValue(), 'What Nadia wrote.');
    await assertGood(other, { language: 'en' });
    await press(other, say('library.curation.form.save_draft'));
    await other.getByText('What Nadia wrote.').first().waitFor();
    await press(other, say('library.curation.act.discard'));
    await other.getByText(say('library.curation.state.discarded'), { exact: true }).waitFor();
  }));

test('a resource is withdrawn, brought back and superseded', () =>
  visit({ size: 'phone', expectStatus: [422, 404], name: 'curation-states' }, async (page) => {
    const say = speak('en');
    await signInAs(page, people.curator);
    await page.goto('/search?q=camera');
    const resource = (await page.locator('main a[href^="/resources/"]').first().getAttribute('href')).split('?')[0];
    await page.goto(resource);
    await follow(page, say('library.curation.action.withdraw'));
    await press(page, say('library.curation.withdraw.submit'));
    await page.getByText(say('library.curation.error.why')).first().waitFor();
    await assertGood(page, { language: 'en' });
    await field(page, say('library.curation.field.why')).fill('Retracted by its journal');
    await press(page, say('library.curation.withdraw.submit'));
    await page.getByText('Retracted by its journal').waitFor();
    assert.equal((await page.goto(resource)).status(), 404);
    await page.goto(`${resource}/history`);
    await follow(page, say('library.curation.action.bring_back'));
    await assertGood(page, { language: 'en' });
    await field(page, say('library.curation.field.why')).fill('The notice was an error');
    await press(page, say('library.curation.bring_back.submit'));
    await follow(page, say('library.curation.action.supersede'));
    await field(page, say('library.curation.field.find')).fill('patrol');
    await press(page, say('library.curation.supersede.look'));
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await assertGood(page, { language: 'en' });
    await field(page, say('library.curation.field.why')).fill('A newer edition');
    await press(page, say('library.curation.supersede.submit'));
    await page.getByRole('link', { name: say('library.resource.superseded_link') }).waitFor();
    await follow(page, say('library.curation.action.history'));
    await follow(page, say('library.curation.action.bring_back'));
    await field(page, say('library.curation.field.why')).fill('Only a trial');
    await press(page, say('library.curation.bring_back.submit'));
    await page.getByText('Only a trial').waitFor();
  }));

test('a reading list is put into another order', () =>
  visit({ name: 'curation-order' }, async (page) => {
    const say = speak('en');
    await signInAs(page, people.curator);
    await page.goto('/curation/lists/collections');
    const list = await page.locator('main a[href^="/curation/lists/collections/"]:not([href$="/new"])').first()
      .getAttribute('href');
    await page.goto(list);
    await assertGood(page, { language: 'en' });
    const rows = page.locator('.c-order li');
    const second = await rows.nth(1).getByRole('link').textContent();
    await rows.nth(1).getByRole('spinbutton').fill('1');
    await rows.nth(0).getByRole('spinbutton').fill('2');
    await press(page, say('library.curation.lists.save'));
    await page.getByText(say('library.curation.lists.saved')).waitFor();
    assert.equal(await rows.nth(0).getByRole('link').textContent(), second);
    await follow(page, say('library.curation.draft.history'));
    await page.getByText(say('library.curation.happened.update')).first().waitFor();
    await assertGood(page, { language: 'en' });
  }));
