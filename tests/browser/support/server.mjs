// A Concord of the tests' own, as ./demo makes one: a fresh data folder with the real catalog and Riverbend, the made-up
// community as whose people anyone may sign in, on a free port of this machine.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const binary = process.env.CONCORD_BINARY ?? join(repository, 'build/test/app/concord');
const run = promisify(execFile);

async function freePort() {
  const probe = createServer();
  await new Promise((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

// What `concord ARGUMENTS` prints. Rejects, with what it said, where it ends with anything but 0.
export async function concord(...given) {
  const { stdout } = await run(binary, given, { maxBuffer: 64 << 20 });
  return stdout;
}

// Resolves to { origin, data, stop }. stop() ends the server as an operator would, and says how it ended.
export async function startServer() {
  const data = await mkdtemp(join(tmpdir(), 'concord-browser-'));
  await concord('init', '--data', data, '--name', 'Concord demonstration');
  await concord('import', '--quiet', join(repository, 'content/catalog'), '--data', data);
  await concord('demo', '--data', data);
  const port = await freePort();
  const child = spawn(binary, ['serve', '--demo', '--data', data, '--port', String(port), '--listen', '127.0.0.1'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, CONCORD_FETCH_ALLOW_INTERNAL: '127.0.0.1' } });
  let log = '';
  child.stderr.on('data', (chunk) => { log = (log + chunk).slice(-20000); });
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)));
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilReady(origin, child, () => log);
  return {
    origin,
    data,
    async stop() {
      child.kill('SIGTERM');
      const how = await Promise.race([ended, pause(10_000, 'still running after 10 s', { ref: false })]);
      if (how === 'still running after 10 s') child.kill('SIGKILL');
      await rm(data, { recursive: true, force: true });
      return how;
    },
  };
}

async function waitUntilReady(origin, child, log) {
  for (let tries = 0; tries < 200; ++tries) {
    if (child.exitCode !== null) throw new Error(`concord serve ended with ${child.exitCode}:\n${log()}`);
    try {
      if ((await fetch(`${origin}/readyz`)).ok) return;
    } catch { /* not listening yet */ }
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error(`concord serve was not ready within 20 s:\n${log()}`);
}
