// Cites works with citeproc-js, in the styles that Concord has, for comparison.
// Standard input: {"items": [CSL-JSON...], "accessed": [2026, 11, 21], "lists": [[item, item], ...]}.
// Standard output: {"made_with": {...}, "output": {"apa": {"en": {"alone": [html...], "lists": [[html...]...], "orders": [[item...]...]}, ...}}}.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const CSL = createRequire(import.meta.url)("citeproc");
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../features/library/csl/styles");
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const styles = { apa: read("apa.csl"), chicago: read("chicago-author-date.csl"), vancouver: read("vancouver.csl") };
const locales = { "en-US": read("locales-en-US.xml"), "es-ES": read("locales-es-ES.xml") };

const input = JSON.parse(fs.readFileSync(0, "utf8"));
const items = input.items.map((item, index) => {
  const { custom, ...shown } = item;
  if (input.accessed && (item.URL || item.DOI)) shown.accessed = { "date-parts": [input.accessed] };
  return { ...shown, id: String(index) };
});

// The entry without the boxes, and without its number, which stands in a box of its own.
function bare(entry) {
  let html = entry.replace(/^\s*<div class="csl-entry">\s*/, "").replace(/<\/div>\s*$/, "");
  html = html.replace(/<div class="csl-left-margin">.*?<\/div>/s, "").replace(/<div class="csl-right-inline">(.*)<\/div>/s, "$1");
  return html
    .replace(/<span style="font-variant:\s*small-caps;">/g, '<span class="smallcaps">')
    .replace(/&#38;/g, "&amp;")
    .replace(/&#60;/g, "&lt;")
    .replace(/&#62;/g, "&gt;")
    .replace(/<sup>([ao])<\/sup>/g, (_, letter) => (letter === "a" ? "ª" : "º"))
    .trim();
}

function engineFor(style, locale) {
  const sys = {
    retrieveLocale: (wanted) => locales[wanted] ?? locales["en-US"],
    retrieveItem: (id) => structuredClone(items[Number(id)]),
  };
  const engine = new CSL.Engine(sys, styles[style], locale, true);
  engine.opt.development_extensions.wrap_url_and_doi = false;
  return engine;
}

const out = {};
for (const style of Object.keys(styles)) {
  out[style] = {};
  for (const locale of Object.keys(locales)) {
    const engine = engineFor(style, locale);
    const alone = items.map((item) => {
      engine.updateItems([item.id]);
      return bare(engine.makeBibliography()[1][0]);
    });
    const lists = [];
    const orders = [];
    for (const list of input.lists ?? []) {
      const fresh = engineFor(style, locale);
      fresh.updateItems(list.map(String));
      const [about, entries] = fresh.makeBibliography();
      lists.push(entries.map(bare));
      orders.push(about.entry_ids.map((ids) => Number(ids[0])));
    }
    out[style][locale.slice(0, 2)] = { alone, lists, orders };
  }
}
const updated = (xml) => /<updated>([^<]*)<\/updated>/.exec(xml)[1];
const dates = (files) => Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, updated(xml)]));
const made_with = { citeproc: CSL.PROCESSOR_VERSION, styles: dates(styles), locales: dates(locales), accessed: input.accessed };
process.stdout.write(JSON.stringify({ made_with, output: out }));
