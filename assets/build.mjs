// Builds the front end into one folder: `node build.mjs --out DIR`.
// Out come files with hashed names, their .gz and .br siblings, and manifest.json (logical name -> hashed name).
// The same sources give the same bytes: nothing of the time, the machine or the folder goes in.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const here = path.dirname(fileURLToPath(import.meta.url));
const uswds = path.join(here, 'node_modules/@uswds/uswds');
const browsers = ['chrome100', 'firefox100', 'safari15.4'];
const text = new Set(['.css', '.js', '.json', '.svg']);

const { values: options } = parseArgs({ options: { out: { type: 'string' } } });
if (!options.out) {
  console.error('Usage: node build.mjs --out DIR');
  process.exit(2);
}
const out = path.resolve(options.out);

class Output {
  manifest = {};

  constructor(folder) {
    this.folder = folder;
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
  }

  // Writes `bytes` as `logical` with its hash in the name, and returns that name.
  add(logical, bytes) {
    const data = Buffer.from(bytes);
    const { name, ext } = path.parse(logical);
    const hash = createHash('sha256').update(data).digest('hex').slice(0, 8).toUpperCase();
    const hashed = `${name}-${hash}${ext}`;
    this.manifest[logical] = hashed;
    this.write(hashed, data);
    if (text.has(ext)) this.#compress(hashed, data);
    return hashed;
  }

  write(name, data) {
    fs.writeFileSync(path.join(this.folder, name), data);
  }

  #compress(name, data) {
    this.write(`${name}.gz`, zlib.gzipSync(data, { level: 9 }));
    this.write(`${name}.br`, zlib.brotliCompressSync(data, {
      params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: data.length },
    }));
  }
}

function compileSass() {
  const result = sass.compile(path.join(here, 'styles/app.scss'), {
    loadPaths: [path.join(uswds, 'packages')],
    style: 'expanded',
    quietDeps: true,
  });
  return result.css;
}

// What the sheet's addresses name comes along: a font as a file with its hashed name, an icon of the design system
// inside the sheet. Anything else is a fault, so that a picture that nobody looked at does not slip into the program.
function bringAlong(css, output) {
  return css.replace(/url\((["']?)([^"')]+)\1\)/g, (whole, _quote, address) => {
    if (address.startsWith('data:')) return whole;
    const [, font] = /^fonts\/([\w-]+\.woff2)$/.exec(path.posix.normalize(address)) ?? [];
    if (font) return `url(${output.manifest[font] ?? output.add(font, fromUswds('fonts/public-sans', font))})`;
    const [, icon] = /^\.\.\/img\/((?:usa-icons(?:-bg)?\/)?[\w-]+\.svg)$/.exec(address) ?? [];
    if (icon) return `url("data:image/svg+xml,${encodeSvg(fromUswds('img', icon).toString())}")`;
    throw new Error(`The styles name a file that the build does not know: ${address}`);
  });
}

function fromUswds(folder, name) {
  return fs.readFileSync(path.join(uswds, 'dist', folder, name));
}

// Only what a URL in double quotes cannot hold is escaped: smaller than base64, and it compresses.
function encodeSvg(svg) {
  return svg.trim().replace(/"/g, "'").replace(/\s+/g, ' ').replace(/[%#<>{}]/g, encodeURIComponent);
}

async function buildStyles(output) {
  const css = bringAlong(compileSass(), output);
  const { code } = await esbuild.transform(css, { loader: 'css', minify: true, target: browsers, legalComments: 'none' });
  output.add('app.css', code);
}

async function bundle(logical, source, more = {}) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(here, source)],
    bundle: true,
    minify: true,
    write: false,
    target: browsers,
    legalComments: 'none',
    ...more,
  });
  output.add(logical, outputFiles[0].contents);
}

// The map is a script and a sheet of its own: only pages with a map fetch them (src/maps.ts). So is what draws charts
// (src/charts.ts).
async function buildIslands() {
  await bundle('app.js', 'src/app.ts', { format: 'iife' });
  await bundle('map.js', 'src/map.ts', { format: 'iife' });
  await bundle('chart.js', 'src/chart.ts', { format: 'iife' });
  await bundle('map.css', 'node_modules/leaflet/dist/leaflet.css', { loader: { '.png': 'dataurl' } });
}

function copyPictures(output) {
  const folder = path.join(here, 'img');
  for (const name of fs.readdirSync(folder).sort()) {
    // Comments and the space between tags are for the reader of the source.
    const svg = fs.readFileSync(path.join(folder, name), 'utf8').replace(/<!--[\s\S]*?-->/g, '').replace(/>\s+</g, '><').trim();
    output.add(name, svg);
  }
}

const output = new Output(out);
await buildStyles(output);
await buildIslands();
copyPictures(output);
output.write('manifest.json', JSON.stringify(output.manifest, null, 1) + '\n');
