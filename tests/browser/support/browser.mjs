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

// Everything that a page must never do, gathered while it is open. `expected` names what this visit may do (a 404).
export function watch(page, origin, { expectStatus = 200 } = {}) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    const isExpected = expectStatus >= 400 && message.text().includes(`status of ${expectStatus}`);
    if (['error', 'warning'].includes(message.type()) && !isExpected) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) faults.push(`asks another machine: ${url}`);
  });
  page.on('response', (response) => {
    const isMain = response.request().isNavigationRequest();
    if (response.status() >= 400 && !(isMain && response.status() === expectStatus)) {
      faults.push(`${response.status()} ${response.url()}`);
    }
  });
  return faults;
}

// A visitor: their own cookies, a size, a language of the browser, with or without JavaScript. use(page, origin, faults).
export async function visit({ size = 'desktop', language = 'en', javaScript = true, name, expectStatus }, use) {
  const { server, browser } = await world();
  const context = await browser.newContext({
    viewport: sizes[size] ?? size, locale: language, javaScriptEnabled: javaScript, acceptDownloads: true,
    reducedMotion: 'reduce', baseURL: server.origin,
  });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const faults = watch(page, server.origin, { expectStatus });
  const picture = name && join(out, `${name}.png`);
  try {
    await use(page, server.origin);
    assert.deepEqual(faults, [], 'the page does nothing that it must not');
    if (picture && process.env.CONCORD_SCREENSHOTS === 'all') await page.screenshot({ path: picture, fullPage: true });
  } catch (error) {
    if (picture) await page.screenshot({ path: picture.replace('.png', '.failed.png'), fullPage: true }).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

export async function scratchFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'concord-download-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
