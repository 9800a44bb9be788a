// What anyone can do with the journal: take it along, and check it without the hub.
import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { download, scratchFolder, visit } from '../support/browser.mjs';
import { riverbend } from '../support/people.mjs';
import { concord } from '../support/server.mjs';
import { speak } from '../support/words.mjs';

for (const how of [{ language: 'en', size: 'desktop' }, { language: 'es', size: 'phone', javaScript: false }]) {
  test(`the journal is downloaded and verified, with proofs, ${how.language}, ${how.size}`, (t) =>
    visit({ ...how, name: `journal-${how.language}` }, async (page) => {
      const say = speak(how.language);
      const folder = await scratchFolder(t);
      const main = page.getByRole('main');
      const take = (role, key) => download(page, folder, () => main.getByRole(role, { name: say(key) }).click());
      await page.goto(`${riverbend}/journal?lang=${how.language}`);
      const head = await take('link', 'journal.page.keep');
      const journal = await take('link', 'journal.page.part_all');
      await concord('journal', 'verify', '--export', journal, '--head', head);

      await page.getByLabel(say('journal.page.entry'), { exact: true }).fill('3');
      const entry = await take('button', 'journal.page.prove_entry');
      await concord('journal', 'check-proof', entry, '--head', head);
      await page.getByLabel(say('journal.page.from'), { exact: true }).fill('2');
      const growth = await take('button', 'journal.page.prove_grown');
      await concord('journal', 'check-proof', growth, '--head', head);

      const text = await readFile(journal, 'utf8');
      const lines = text.trimEnd().split('\n');
      const altered = join(folder, 'altered.jsonl');
      await writeFile(altered, `${lines.filter((_, n) => n !== Math.floor(lines.length / 2)).join('\n')}\n`);
      await assert.rejects(concord('journal', 'verify', '--export', altered), 'an entry is missing');
      await appendFile(journal, lines.at(-1));
      await assert.rejects(concord('journal', 'verify', '--export', journal), 'an entry stands twice');
    }));
}
