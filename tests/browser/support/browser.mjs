// One browser and one server for the whole run, started at the first use and stopped at the end.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

import { repository, startServer } from './server.mjs';

export const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
export const languages = ['en', 'es'];
export const out = join(repository, 'tests/browser/out');

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-dev-shm-usage'];

let running;
let stopped = false;

async function start() {
  await mkdir(out, { recursive: true });
  const server = await startServer();
  const browser = await chromium.launch({
    executablePath: process.env.CONCORD_BROWSER ?? '/usr/bin/chromium', headless: true, args: quiet,
  });
  return { server, browser };
}

export function world() {
  if (stopped) throw new Error('the server was stopped already');
  return (running ??= start());
}

after(async () => {
  if (!running) return;
  stopped = true;
  const { server, browser } = await running;
  await browser.close();
  assert.equal(await server.stop(), 0, 'SIGTERM ends the server with 0');
});

// The paths that the tests asked for with GET, so that the last test can say which address nobody opened.
export const opened = new Set();

function remember(url, origin) {
  if (url.startsWith(origin)) opened.add(new URL(url).pathname);
}

// Everything that a page must never do, gathered while it is open. `expectStatus` names what this visit may be answered
// (a 404, or a list such as [403, 422]).
export function watch(page, origin, { expectStatus = [] } = {}) {
  const expected = [expectStatus].flat();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    const isExpected = expected.some((status) => status >= 400 && message.text().includes(`status of ${status}`));
    if (['error', 'warning'].includes(message.type()) && !isExpected) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) faults.push(`asks another machine: ${url}`);
    if (request.method() === 'GET') remember(url, origin);
  });
  page.on('response', (response) => {
    const isMain = response.request().isNavigationRequest();
    if (response.status() >= 400 && !(isMain && expected.includes(response.status()))) {
      faults.push(`${response.status()} ${response.url()}`);
    }
  });
  return faults;
}

// Asks as a script of this page would, with its cookies: files, and what only programs read. Follows to where it is led.
export function ask(page, path) {
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, path: new URL(answer.url).pathname, text: await answer.text() };
  }, path);
}

// The file that `act` (a click) makes the browser save, in a folder of its own.
export async function download(page, folder, act) {
  const [saved] = await Promise.all([page.waitForEvent('download'), act()]);
  remember(saved.url(), new URL(page.url()).origin);
  const file = join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  return file;
}

async function arrive({ size = 'desktop', language = 'en', javaScript = true, expectStatus }) {
  const { server, browser } = await world();
  const context = await browser.newContext({
    viewport: sizes[size] ?? size, locale: language, javaScriptEnabled: javaScript, acceptDownloads: true,
    reducedMotion: 'reduce', baseURL: server.origin,
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  return { page, faults: watch(page, server.origin, { expectStatus }), leave: () => context.close() };
}

// Several visitors at once, each with their own cookies, size, language of the browser, with or without JavaScript:
// meet([{ size: 'phone' }, { language: 'es' }], 'name of the pictures', async (one, other) => ...), pages as arguments.
export async function meet(visitors, name, use) {
  const { server } = await world();
  const there = [];
  const picture = (n, ending) => join(out, `${name}${there.length > 1 ? `-${n + 1}` : ''}${ending}.png`);
  const keep = (ending) => Promise.all(there.map(({ page }, n) =>
    page.screenshot({ path: picture(n, ending), fullPage: true }).catch(() => {})));
  try {
    for (const visitor of visitors) there.push(await arrive(visitor));
    await use(...there.map(({ page }) => page), server.origin);
    assert.deepEqual(there.flatMap(({ faults }) => faults), [], 'the page does nothing that it must not');
    if (name && process.env.CONCORD_SCREENSHOTS === 'all') await keep('');
  } catch (error) {
    if (name) await keep('.failed');
    throw error;
  } finally {
    await Promise.all(there.map(({ leave }) => leave()));
  }
}

// One visitor. use(page, origin).
export function visit({ name, ...visitor }, use) {
  return meet([visitor], name, use);
}

// A picture of the page where `use` fails, and with CONCORD_SCREENSHOTS=all also at each size where it does not.
export async function keepPictures(page, name, use) {
  try {
    await use();
  } catch (error) {
    await page.screenshot({ path: join(out, `${name}.failed.png`), fullPage: true }).catch(() => {});
    throw error;
  }
  if (process.env.CONCORD_SCREENSHOTS !== 'all') return;
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: join(out, `${name}-${size}.png`), fullPage: true });
  }
}

export async function scratchFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'concord-download-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
