// Files as evidence: a resident on a phone attaches a photograph through an open link, in Spanish, is told why a file is
// not taken, removes one, attaches a PDF and finishes; the admin finds it once five people have answered. Both also
// without JavaScript.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { download, keepPictures, meet, scratchFolder } from '../support/browser.mjs';
import { assertAccessible, assertFits, assertReads } from '../support/checks.mjs';
import { pdfOf } from '../support/pdf.mjs';
import { people, press, riverbend, signInAs } from '../support/people.mjs';
import { speak } from '../support/words.mjs';

const base = `${riverbend}/self-review`;
const main = (page) => page.getByRole('main');
const question = (page, n) => page.locator('.c-question:not([hidden])').nth(n);
const files = (page, n) => question(page, n).locator('[data-files] li');

async function assertGood(page, language, name) {
  await keepPictures(page, name, async () => {
    await assertReads(page, language);
    await assertFits(page);
    await assertAccessible(page);
  });
}

async function openReview(page, say, title) {
  await signInAs(page, people.communityAdmin);
  await page.goto(`${base}/new`);
  await page.locator('label[for="instrument-public-transparency/1"]').click();
  await page.locator('#title_en').fill(title);
  await press(main(page), say('reviews.desk.form.create'));
  await press(main(page), say('reviews.desk.draft.open'));
  const name = new RegExp(`^${say('reviews.desk.links.make')}\\s*:\\s*${say('selfreview.group.resident')}$`);
  await main(page).getByRole('button', { name }).click();
  await page.getByRole('status').getByText(say('reviews.desk.done.link')).waitFor();
  const link = new URL((await page.locator('[id^="link-"]').first().innerText()).trim()).pathname;
  return { link, address: new URL(page.url()).pathname.replace(/\/desk$/, '') };
}

async function begin(page, say, link) {
  await page.goto(`${link}?lang=es`);
  await main(page).getByRole('button', { name: new RegExp(`^${say('reviews.start.begin')}`) }).click();
  await page.waitForURL(/\/answer$/);
  await main(page).getByRole('link', { name: say('reviews.overview.next') }).click();
  await page.waitForURL(/\/answer\/[\w-]+$/);
}

// A photograph that says who took it: what the browser draws, with a comment put in after its first two bytes.
async function photograph(page) {
  const drawn = await page.screenshot({ type: 'jpeg', quality: 40 });
  const comment = Buffer.from('Tomada por Ana Robles');
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return { name: 'Ana Robles.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([drawn.subarray(0, 2), head, comment, drawn.subarray(2)]) };
}

function report(lines) {
  const signed = pdfOf(lines).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R/Info<</Author(Ana Robles)>>');
  return { name: 'Informe de Ana.pdf', mimeType: 'application/pdf', buffer: Buffer.from(signed, 'latin1') };
}

// In a window of its own, because a refusal and a lost connection are errors to the browser's console.
async function beRefused(page, say, folder) {
  const window = await page.context().newPage();
  await window.goto(page.url());
  await question(window, 0).locator('.c-question__more summary').click();
  const state = question(window, 0).locator('[data-evidence-state]');
  const input = question(window, 0).locator('input[type=file]');
  await question(window, 0).locator('textarea').fill('Lo escribí antes.');
  await input.setInputFiles({ name: 'a.docx', mimeType: 'application/zip', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0]) });
  await state.getByText(say('reviews.files.error.kind')).waitFor();
  const large = join(folder, 'a.txt');
  await writeFile(large, Buffer.alloc(10 * 1024 * 1024 + 1, 'a'));
  await input.setInputFiles(large);
  await state.getByText(say('reviews.files.too_large')).waitFor();
  await window.locator('[data-state]').getByText(say('reviews.part.saved')).waitFor();
  await page.context().setOffline(true);
  await input.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await state.getByText(say('reviews.files.lost')).waitFor();
  assert.equal(await question(window, 0).locator('textarea').inputValue(), 'Lo escribí antes.');
  await assertGood(window, 'es', 'selfreview-files-lost');
  await page.context().setOffline(false);
  await window.close();
}

async function attachAsOneGoes(page, say, folder) {
  await beRefused(page, say, folder);
  await page.reload();
  assert.equal(await question(page, 0).locator('textarea').inputValue(), 'Lo escribí antes.', 'what was typed is kept');
  const more = question(page, 0).locator('.c-question__more');
  if (!(await more.evaluate((details) => details.open))) await more.locator('summary').click();
  const input = question(page, 0).getByLabel(new RegExp(`^${say('reviews.files.open')}`));
  await input.setInputFiles(await photograph(page));
  await question(page, 0).getByText(say('reviews.files.done.added')).waitFor();
  assert.match(await files(page, 0).first().innerText(), /^Archivo 1: foto, \d+ KB\s+Quitar/);
  await assertGood(page, 'es', 'selfreview-files-inline');
  await page.reload();
  assert.equal(await files(page, 0).count(), 1, 'it is there when one comes back');
  await files(page, 0).getByRole('button', { name: new RegExp(`^${say('reviews.files.remove')}`) }).click();
  await question(page, 0).getByText(say('reviews.files.done.removed')).waitFor();
  assert.equal(await files(page, 0).count(), 0);
  await input.setInputFiles(report(['Plan de patrullas a pie']));
  await question(page, 0).getByText(say('reviews.files.done.added')).waitFor();
  assert.match(await files(page, 0).first().innerText(), /^Archivo 1: PDF, \d+ KB/);
}

async function attachByPages(page, say) {
  const part = page.url();
  await question(page, 0).locator('.c-question__more summary').click();
  await question(page, 0).locator('textarea').fill('Lo escribí antes.');
  await question(page, 0).getByRole('button', { name: new RegExp(`^${say('reviews.files.open')}`) }).click();
  await page.waitForURL(/\/files\/[\w-]+$/);
  await press(main(page), say('reviews.files.add'));
  await page.getByRole('alert').getByText(say('reviews.files.error.choose')).waitFor();
  await page.locator('#file').setInputFiles(await photograph(page));
  await press(main(page), say('reviews.files.add'));
  await page.getByRole('status').getByText(say('reviews.files.done.added')).waitFor();
  await main(page).getByText(/^Archivo 1: foto, \d+ KB$/).waitFor();
  await main(page).getByRole('button', { name: new RegExp(`^${say('reviews.files.remove')}`) }).click();
  await page.getByRole('status').getByText(say('reviews.files.done.removed')).waitFor();
  await page.locator('#file').setInputFiles(report(['Plan de patrullas a pie']));
  await press(main(page), say('reviews.files.add'));
  await page.getByRole('status').getByText(say('reviews.files.done.added')).waitFor();
  await main(page).getByRole('link', { name: say('reviews.files.back'), exact: true }).click();
  await page.waitForURL((url) => url.href.split('#')[0] === part);
  assert.equal(await question(page, 0).locator('textarea').inputValue(), 'Lo escribí antes.', 'what was typed is kept');
  assert.match(await files(page, 0).first().innerText(), /^Archivo 1: PDF, \d+ KB/);
}

async function answerFirst(page, say, link) {
  await begin(page, say, link);
  await question(page, 0).locator('label[for$="-2"]').click();
  await press(main(page), say('reviews.part.next'));
  await page.waitForLoadState();
}

for (const javaScript of [true, false]) {
  test(`a resident attaches files, and the admin finds them after closing${javaScript ? '' : ', without JavaScript'}`, async (t) => {
    const folder = await scratchFolder(t);
    await meet([{ javaScript }, { language: 'es', size: 'phone', javaScript, expectStatus: 422 },
      { language: 'es', size: 'phone', javaScript: false }], `selfreview-files-${javaScript}`, async (page, resident, others) => {
      const [say, diga] = [speak('en'), speak('es')];
      const { link, address } = await openReview(page, say, `With files ${Date.now()}`);
      await begin(resident, diga, link);
      const part = resident.url();
      await (javaScript ? attachAsOneGoes : attachByPages)(resident, diga, folder);
      const own = await files(resident, 0).getByRole('link').getAttribute('href');
      if (javaScript) {
        // axe needs scripts: the page of one answer's files, which is for those who have none, is looked at here.
        await resident.goto(own.slice(0, own.lastIndexOf('/')));
        await assertGood(resident, 'es', 'selfreview-files-page');
        await press(main(resident), diga('reviews.files.add'));
        await resident.getByRole('alert').getByText(diga('reviews.files.error.choose')).waitFor();
        await assertGood(resident, 'es', 'selfreview-files-refused');
        await resident.goto(part);
      }
      const mine = await download(resident, folder, () => files(resident, 0).getByRole('link').click());
      assert.match(mine, /file-\d\.pdf$/);
      await question(resident, 0).locator('label[for$="-2"]').click();
      await press(main(resident), diga('reviews.part.next'));
      await resident.waitForURL((url) => url.href !== part);
      await resident.goto(`${address}/answer`);
      await press(main(resident), diga('reviews.overview.finish'));
      await resident.getByRole('status').getByText(diga('reviews.overview.thanks')).waitFor();
      assert.equal((await others.request.get(own)).status(), 404, 'it is nobody else\'s');
      for (let i = 0; i < 4; ++i) await answerFirst(others, diga, link);

      await page.goto(`${address}/close`);
      await press(main(page), say('reviews.desk.close.button'));
      await main(page).getByRole('link', { name: say('reviews.remarks.link') }).click();
      await page.waitForURL(/\/remarks$/);
      await main(page).getByText('Lo escribí antes.').waitFor();
      if (javaScript) await assertGood(page, 'en', 'selfreview-remarks');
      const given = await download(page, folder, () => main(page).getByRole('link', { name: /^File 1: PDF, \d+ KB$/ }).click());
      assert.match(given, /file-1\.pdf$/);
      const bytes = await readFile(given);
      assert.ok(bytes.subarray(0, 5).toString() === '%PDF-' && !bytes.includes('Ana'));
      assert.equal((await resident.request.get(own)).status(), 404, 'its owner does not find it any more');
    });
  });
}
