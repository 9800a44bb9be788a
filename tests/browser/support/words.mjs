// What the pages say, by the key of the message catalogs, so that a test finds a button by its words in either language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repository } from './server.mjs';

function* catalogs(language) {
  for (const root of ['features', 'base']) {
    for (const entry of readdirSync(join(repository, root), { recursive: true, withFileTypes: true })) {
      const folder = entry.parentPath ?? entry.path;
      if (entry.isFile() && entry.name === `${language}.toml` && folder.includes('i18n')) yield join(folder, entry.name);
    }
  }
}

function unquote(text) {
  return text.startsWith('"') ? JSON.parse(text) : text;
}

// Of TOML only what the catalogs use: [tables], and keys with one-line strings.
function readCatalog(text, into) {
  let table = '';
  for (const line of text.split('\n')) {
    const head = line.match(/^\[(.+)\]\s*$/);
    if (head) table = `${head[1]}.`;
    const pair = line.match(/^("[^"]+"|[\w.-]+)\s*=\s*("(?:[^"\\]|\\.)*")/);
    if (pair) into.set(table + unquote(pair[1]), unquote(pair[2]));
  }
}

const read = new Map();

function catalogOf(language) {
  if (!read.has(language)) {
    const texts = new Map();
    for (const file of catalogs(language)) readCatalog(readFileSync(file, 'utf8'), texts);
    read.set(language, texts);
  }
  return read.get(language);
}

// speak('es') gives a function from a key, and what stands in the braces, to the text.
export function speak(language) {
  return (key, values = {}) => {
    const text = catalogOf(language).get(key);
    if (text === undefined) throw new Error(`no text for ${key} in ${language}`);
    return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  };
}
