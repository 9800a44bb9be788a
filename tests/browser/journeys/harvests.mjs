// A curator adds another library as a source, looks what comes of it, and says what its words are here. The other library
// is the server itself, by its own OAI-PMH address: what comes is known already.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, visit } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import { assertErrorsLead, assertHeading, field, people, press, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

for (const how of [{ size: 'phone', language: 'es' }, { size: 'desktop', language: 'en' }]) {
  const { language } = how;
  test(`records of another library come in, ${how.size}, ${language}`, () =>
    visit({ ...how, name: `harvests-${language}`, expectStatus: [422] }, async (page, origin) => {
      const say = speak(language);
      const good = async () => {
        await assertReads(page, language);
        await assertFits(page);
        await assertAccessible(page);
      };
      const name = `Archive ${language}`;
      await signInAs(page, people.curator, language);
      await page.goto('/curation/harvests');
      await assertHeading(page, say('harvest.page.title'));
      await good();

      await page.getByRole('link', { name: say('harvest.page.new'), exact: true }).click();
      await field(page, say('harvest.form.base_url')).fill('not an address');
      await field(page, say('harvest.form.name')).fill(name);
      await press(page, say('harvest.form.add'));
      await assertErrorsLead(page, say('harvest.form.errors'), 1);
      assert.equal(await field(page, say('harvest.form.name')).inputValue(), name, 'nothing is lost');
      await good();
      await field(page, say('harvest.form.base_url')).fill(`${origin}/oai`);
      await press(page, say('harvest.form.test'));
      await page.getByText('Concord demonstration', { exact: false }).first().waitFor();
      await field(page, say('harvest.form.set')).fill('topic:hate-crime');
      await press(page, say('harvest.form.add'));
      await page.waitForURL(/done=added/);
      await good();
      const source = new URL(page.url()).pathname;

      // A server looks at once; a harvest of few records takes seconds.
      const link = page.locator('main table a').first();
      for (let tries = 0; tries < 60 && !(await page.getByText(say('harvest.state.done')).count()); ++tries) {
        await page.waitForTimeout(500);
        await page.goto(source);
      }
      await page.getByText(say('harvest.state.done')).first().waitFor();
      await good();
      await link.click();
      await page.getByText(say('harvest.run.no_problems')).waitFor();
      await good();

      await page.goto(`${source}/words?kind=type`);
      await assertHeading(page, say('harvest.words.title'));
      await good();
      await page.locator('main select').first().selectOption({ label: say('harvest.words.ignore') });
      await press(page, say('harvest.words.save'));
      await page.waitForURL(/done=mapped/);
      assert.equal(await page.locator('main select').first().inputValue(), '-');
      assert.match((await ask(page, `${source}/words.csv`)).text, /^kind,word,records/);
      assert.match((await ask(page, '/curation/harvests.csv')).text, /^name,address/);

      await page.goto(`${source}/edit`);
      await good();
      await page.goto(source);
      await press(page, say('harvest.page.pause'));
      await press(page, say('harvest.page.resume'));
      await page.locator('main details summary').click();
      await press(page, say('harvest.page.remove'));
      await page.waitForURL(/done=removed/);
      await good();
    }));
}
