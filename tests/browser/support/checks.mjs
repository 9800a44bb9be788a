// What holds on every page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function assertAccessible(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), rules);
  const found = violations.map((v) => `${v.id} (${v.impact}): ${v.help}\n` +
    v.nodes.slice(0, 4).map((n) => `    ${n.target.join(' ')}\n      ${n.html.slice(0, 160)}\n      ${(n.failureSummary ?? '').replace(/\s+/g, ' ')}`).join('\n'));
  assert.ok(passes.length > 10, 'axe looked at the page');
  assert.equal(found.length, 0, `axe found\n${found.join('\n')}`);
}

export async function assertFits(page) {
  const { wide, names } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1);
    return {
      wide: document.documentElement.scrollWidth - width,
      names: over.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className}`),
    };
  });
  assert.ok(wide <= 0, `the page scrolls sideways by ${wide} px at ${page.viewportSize().width} px: ${names.join(', ')}`);
}

export async function assertReads(page, language) {
  const { lang, title, headings, keys } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    keys: `${document.title} ${document.body.innerText}`.match(/\[[a-z_]+(\.[a-z_]+)+\]/g) ?? [],
  }));
  assert.equal(lang, language, 'the page says its language');
  assert.ok(title.trim().length > 3, 'the page has a title');
  assert.equal(headings, 1, 'the page has one main heading');
  assert.deepEqual(keys, [], 'every message has its text');
}

// The page behaves on a small phone too (WCAG 1.4.10), then is as wide as it was.
export async function assertReflows(page) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await assertFits(page);
  await page.setViewportSize(size);
}
