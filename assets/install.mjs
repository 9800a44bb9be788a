// Installs the build's packages from the lock, and only when they are missing or older than the lock.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const changed = (file) => fs.statSync(path.join(here, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  console.log('Installing the packages of the web front end (npm ci)');
  const npm = spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
  if (npm.error) console.error(`npm could not be started: ${npm.error.message}`);
  process.exitCode = npm.status ?? 1;
}
