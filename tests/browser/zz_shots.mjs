import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const port = readFileSync('/tmp/results_port','utf8').trim();
const axe = readFileSync('node_modules/axe-core/axe.min.js','utf8');
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox','--disable-gpu'] });
const shots = JSON.parse(process.argv[2]);
for (const [name, path, width, lang, who] of shots) {
  const c = await b.newContext({ viewport: { width, height: 900 }, locale: lang, baseURL: `http://127.0.0.1:${port}`, reducedMotion: 'reduce' });
  const p = await c.newPage();
  p.on('console', m => { if (['error','warning'].includes(m.type())) console.log(name, m.text()); });
  p.on('pageerror', e => console.log(name, 'ERR', e.message));
  if (who) { await p.goto('/?lang=' + lang); await p.getByRole('button', { name: new RegExp('^' + who) }).click(); await p.waitForURL(/today/); }
  const r = await p.goto(path + (path.includes('?') ? '&' : '?') + 'lang=' + lang);
  await p.waitForTimeout(600);
  const wide = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await p.evaluate(axe);
  const v = await p.evaluate(() => window.axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }, resultTypes: ['violations'] }));
  for (const x of v.violations) console.log(name, 'AXE', x.id, x.help, x.nodes.slice(0,2).map(n => n.html.slice(0,150)).join(' || '));
  console.log(name, r.status(), 'over', wide);
  const h = await p.evaluate(() => document.documentElement.scrollHeight); console.log(name,'height',h); for (let i = 0; i < (process.argv[3] ?? 2); i++) await p.screenshot({ path: `/tmp/results_shots/${name}-${i}.png`, fullPage: true, clip: { x: 0, y: i * 2200, width, height: Math.min(2200, h - i * 2200) } });
  await c.close();
}
await b.close();
