// A curator imports an instrument: a faulty file is mended in the page, looked at, kept, read by everyone, downloaded
// again byte for byte, and changed and removed as long as no review uses it.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { download, keepPictures, meet } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads, assertReflows } from '../support/checks.mjs';
import { assertHeading, people, press, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

const structure = (slug) => `format = "concord-instrument-1"
slug = "${slug}"
version = 1
area = "public-transparency"
dated = 2026-11-22

[[dimensions]]
id = "main"

[[items]]
id = "asked"
dimension = "nowhere"
asks = ["officer", "resident"]
resources = ["crime-file-foot-patrol"]
evidence = []
`;
const texts = (title, statement) => `title = "${title}"
introduction = "${title}."
[dimensions.main]
title = "${title} 1"
introduction = "${title}."
[items.asked]
statement = "${statement}"
why = "${title}."
levels = ["${title} 0", "${title} 1", "${title} 2", "${title} 3", "${title} 4"]
`;
const file = (name, text) => ({ name, mimeType: 'application/toml', buffer: Buffer.from(text) });

async function assertGood(page, how, name) {
  await keepPictures(page, name, async () => {
    await assertReads(page, how.language);
    await assertFits(page);
    await assertReflows(page);
    if (how.javaScript) await assertAccessible(page);
  });
}

for (const how of [
  { slug: 'quiet-streets', language: 'en', size: 'desktop', javaScript: true },
  { slug: 'calles-tranquilas', language: 'es', size: 'phone', javaScript: false },
]) {
  test(`a curator writes an instrument, in ${how.language}${how.javaScript ? '' : ', on a phone, without JavaScript'}`, () =>
    meet([{ ...how, expectStatus: 422 }], `instrument-${how.language}`, async (page) => {
      const say = speak(how.language);
      const folder = await mkdtemp(join(tmpdir(), 'instrument-'));
      const name = `instrument-${how.language}`;
      const statement = how.language === 'en' ? 'Residents are asked.' : 'Se pregunta a las personas residentes.';
      // With line ends that no text field keeps.
      const english = texts('Quiet streets', how.language === 'en' ? statement : 'Residents are asked.').replaceAll('\n', '\r\n');
      const main = page.getByRole('main');
      await signInAs(page, people.curator, how.language);
      await page.goto('/curation/suggestions');
      await page.getByRole('link', { name: say('library.queue.tabs.instruments'), exact: true }).click();
      await assertHeading(page, say('selfreview.importing.title'));
      await assertGood(page, how, `${name}-room`);
      await main.getByRole('link', { name: say('selfreview.importing.add') }).click();
      await assertHeading(page, say('selfreview.importing.form_title'));

      await press(main, say('selfreview.importing.check'));
      await page.getByRole('alert').getByRole('link', { name: say('selfreview.importing.problem.nothing') }).waitFor();
      await page.locator('#files').setInputFiles([file(`${how.slug}-1.toml`, structure(how.slug)), file('1.en.toml', english),
        file('1.es (1).toml', texts('Calles tranquilas', how.language === 'es' ? statement : 'Se pregunta.'))]);
      await press(main, say('selfreview.importing.check'));
      const message = say('selfreview.instrument.no_dimension', { dimension: 'nowhere' });
      const line = say('selfreview.importing.place', { file: '1.toml', line: 12, message });
      await page.getByRole('alert').filter({ hasText: say('selfreview.importing.errors') }).getByRole('link').first().waitFor();
      const said = await page.getByRole('alert').getByRole('link').allTextContents();
      assert.equal(said.at(-1), line);
      await main.locator('mark').first().waitFor();
      assert.match(await main.locator('.c-faults').first().textContent(), /nowhere/);
      await assertGood(page, how, `${name}-faulty`);

      const field = page.getByLabel(`${say('selfreview.importing.text')}: 1.toml`);
      assert.equal(await field.inputValue(), structure(how.slug), 'nothing of what was sent is lost');
      await field.fill(structure(how.slug).replace('nowhere', 'main'));
      await press(main, say('selfreview.importing.check'));
      await page.getByRole('heading', { name: say('selfreview.importing.fine') }).waitFor();
      await assertGood(page, how, `${name}-fine`);
      await press(main, say('selfreview.importing.preview'));
      await page.getByText(say('selfreview.importing.preview_text')).waitFor();
      await page.getByRole('heading', { level: 3, name: statement }).waitFor();
      assert.equal((await page.request.get(`/self-review/${how.slug}`)).status(), 404, 'not kept yet');
      await assertGood(page, how, `${name}-preview`);
      await press(main, say('selfreview.importing.keep'));

      await main.getByRole('link', { name: say('selfreview.importing.open') }).click();
      await page.getByRole('heading', { level: 3, name: statement }).waitFor();
      assert.equal(new URL(page.url()).pathname, `/self-review/${how.slug}/versions/1`);
      await assertGood(page, how, `${name}-page`);
      const saved = await download(page, folder, () => page.getByRole('link', { name: '1.en.toml' }).click());
      assert.equal(await readFile(saved, 'utf8'), english, 'the same bytes');
      await page.goto('/self-review');
      await main.getByRole('link', { name: how.language === 'en' ? 'Quiet streets' : 'Calles tranquilas' }).waitFor();
      await assertGood(page, how, `${name}-list`);

      await page.goto(`/curation/instruments/new?from=${how.slug}`);
      await press(main, say('selfreview.importing.check'));
      await page.getByRole('heading', { name: say('selfreview.importing.fine') }).waitFor();
      assert.equal(await page.getByText(/“was”|«was»/).count(), 0, 'no trend ends');
      const next = page.getByLabel(`${say('selfreview.importing.text')}: 2.toml`);
      await next.fill((await next.inputValue()).replace('id = "asked"', 'id = "asked"\nwas = []'));
      await press(main, say('selfreview.importing.check'));
      await page.getByText(/^asked: /).waitFor();
      await assertGood(page, how, `${name}-ended`);

      await page.goto('/curation/instruments');
      await main.locator(`a[href="/curation/instruments/new?change=${how.slug}&version=1"]`).click();
      await assertHeading(page, say('selfreview.importing.form_change'));
      await page.goto(`/curation/instruments/${how.slug}/1/remove`);
      await assertGood(page, how, `${name}-remove`);
      await press(main, say('selfreview.importing.remove_do'));
      await page.getByText(say('selfreview.importing.removed')).waitFor();
      assert.equal((await page.request.get(`/self-review/${how.slug}`)).status(), 404);
      await rm(folder, { recursive: true });
    }));
}
