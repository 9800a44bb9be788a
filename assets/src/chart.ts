// Charts of a self-review, on Observable Plot: each is drawn from the table in its figure, so that both say the same.
// Where anything fails the table stays as it was.
import * as Plot from '@observablehq/plot';

const ink = '#1f2a2e';
const muted = '#56646a';
const line = '#d9d3c7';
const pine = '#0b4f4a';
const clay = '#a8481f';
// Levels 0 to 4 from light to dark, then "I don't know" and "does not apply": as in _chart.scss.
const shades = ['#d5e8e4', '#a9d0c9', '#6fb0a6', '#16746c', '#083a36', '#c9c2b4', '#f1ece3'];
const band = 46; // px for one row: its words above, its marks beneath

interface Row {
  label: string;
  key: string;
  a?: number;
  aLow?: number;
  aHigh?: number;
  b?: number;
  bLow?: number;
  bHigh?: number;
  aBandLow?: number;
  aBandHigh?: number;
  bBandLow?: number;
  bBandHigh?: number;
  found: boolean;
  counts: number[];
}

const numberOf = (text?: string): number | undefined => (text ? Number(text) : undefined);

function rowsOf(figure: HTMLElement): Row[] {
  return [...figure.querySelectorAll<HTMLElement>('tbody tr')].map(({ dataset: d }, place) => ({
    label: d.label ?? '',
    key: String(place),
    a: numberOf(d.a),
    aLow: numberOf(d.aLow),
    aHigh: numberOf(d.aHigh),
    b: numberOf(d.b),
    bLow: numberOf(d.bLow),
    bHigh: numberOf(d.bHigh),
    aBandLow: numberOf(d.aBandLow),
    aBandHigh: numberOf(d.aBandHigh),
    bBandLow: numberOf(d.bBandLow),
    bBandHigh: numberOf(d.bBandHigh),
    found: d.found === '1',
    counts: d.counts ? d.counts.split(',').map(Number) : [],
  }));
}

// What every chart has: a band for each row with its words on the left edge.
function frame(rows: Row[], width: number, x: object, marks: Plot.Markish[]): SVGElement | HTMLElement {
  return Plot.plot({
    width,
    height: rows.length * band + 44,
    marginLeft: 8,
    marginRight: 16,
    marginTop: 4,
    marginBottom: 40,
    style: { fontFamily: 'inherit', fontSize: '13px', color: ink, background: 'transparent' },
    x,
    y: { type: 'band', domain: rows.map(({ key }) => key), axis: null, padding: 0 },
    marks: [
      ...marks,
      Plot.text(rows, {
        y: 'key', text: 'label', frameAnchor: 'left', textAnchor: 'start', dy: -11, dx: 2, fill: ink,
        lineWidth: (width - 30) / 13, textOverflow: 'ellipsis',
      }),
    ],
  });
}

const low = 13; // px below the middle of a band: where its marks lie

const scale = (axis: string): Plot.ScaleOptions => ({
  domain: [0, 4], ticks: [0, 1, 2, 3, 4], label: axis, labelArrow: 'none', tickFormat: 'd',
});

// Both sides' marks, each a little above or below the other.
function marksOf(rows: Row[]): Plot.Markish[] {
  const one = rows.filter(({ a }) => a !== undefined);
  const other = rows.filter(({ b }) => b !== undefined);
  return [
    Plot.link(one, { y: 'key', x1: 'aLow', x2: 'aHigh', stroke: pine, strokeWidth: 3, strokeOpacity: 0.45, dy: low - 3 }),
    Plot.link(other, { y: 'key', x1: 'bLow', x2: 'bHigh', stroke: clay, strokeWidth: 3, strokeOpacity: 0.45, dy: low + 3 }),
    Plot.dot(one, { y: 'key', x: 'a', r: 5.5, fill: pine, stroke: 'white', dy: low - 3 }),
    Plot.dot(other, { y: 'key', x: 'b', r: 5.5, symbol: 'square', fill: clay, stroke: 'white', dy: low + 3 }),
    Plot.dot(rows.filter(({ found }) => found), { y: 'key', frameAnchor: 'right', symbol: 'diamond', r: 5, fill: ink, dy: low }),
  ];
}

function pairs(rows: Row[], width: number, axis: string): SVGElement | HTMLElement {
  const both = rows.filter(({ a, b }) => a !== undefined && b !== undefined);
  return frame(rows, width, scale(axis), [
    Plot.gridX({ ticks: [0, 1, 2, 3, 4], stroke: line, strokeOpacity: 1 }),
    Plot.link(both, { y: 'key', x1: 'a', x2: 'b', stroke: muted, strokeWidth: 1.5, dy: low }),
    ...marksOf(rows),
  ]);
}

// Each side before the band of other communities' same side: nothing links the two, which may rest on other practices.
function bands(rows: Row[], width: number, axis: string): SVGElement | HTMLElement {
  return frame(rows, width, scale(axis), [
    Plot.gridX({ ticks: [0, 1, 2, 3, 4], stroke: line, strokeOpacity: 1 }),
    Plot.barX(rows.filter(({ aBandLow }) => aBandLow !== undefined), {
      y: 'key', x1: 'aBandLow', x2: 'aBandHigh', fill: pine, fillOpacity: 0.16, insetTop: band / 2 + low - 9, insetBottom: band / 2 - low,
    }),
    Plot.barX(rows.filter(({ bBandLow }) => bBandLow !== undefined), {
      y: 'key', x1: 'bBandLow', x2: 'bBandHigh', fill: clay, fillOpacity: 0.16, insetTop: band / 2 + low, insetBottom: band / 2 - low - 9,
    }),
    ...marksOf(rows),
  ]);
}

function changes(rows: Row[], width: number, axis: string, all: Row[]): SVGElement | HTMLElement {
  const reach = Math.max(1, ...all.flatMap(({ aLow = 0, aHigh = 0 }) => [Math.abs(aLow), Math.abs(aHigh)]));
  return frame(rows, width, { domain: [-reach, reach], label: axis, labelArrow: 'none', ticks: 5 }, [
    Plot.gridX({ ticks: 5, stroke: line, strokeOpacity: 1 }),
    Plot.ruleX([0], { stroke: ink }),
    Plot.link(rows, { y: 'key', x1: 'aLow', x2: 'aHigh', stroke: pine, strokeWidth: 3, strokeOpacity: 0.45, dy: low }),
    Plot.dot(rows, { y: 'key', x: 'a', r: 5.5, fill: pine, stroke: 'white', dy: low }),
  ]);
}

function ladder(rows: Row[], width: number, axis: string): SVGElement | HTMLElement {
  const parts = rows.flatMap(({ key, counts }) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    let from = 0;
    return counts.map((count, place) => {
      const part = { key, place, from: from / all, to: (from + count) / all, count };
      from += count;
      return part;
    });
  });
  return frame(rows, width, { domain: [0, 100], percent: true, label: axis, labelArrow: 'none', ticks: 5 }, [
    Plot.barX(parts.filter(({ count }) => count > 0), {
      x1: 'from', x2: 'to', y: 'key', insetTop: band / 2 + 3, insetBottom: 3,
      fill: ({ place }: { place: number }) => shades[place], stroke: muted, strokeWidth: 0.75,
    }),
  ]);
}

const kinds: Record<string, typeof changes> = { pairs, bands, changes, ladder };

// A page of paper, or a look at the screen, has room for so many rows above one axis: a longer chart is drawn in pieces
// of about the same length, on the same scale.
const mostRows = 16;
function piecesOf(rows: Row[]): Row[][] {
  const length = Math.ceil(rows.length / Math.ceil(rows.length / mostRows));
  const pieces: Row[][] = [];
  for (let from = 0; from < rows.length; from += length) pieces.push(rows.slice(from, from + length));
  return pieces;
}

function draw(figure: HTMLElement): void {
  const details = figure.querySelector('details');
  const rows = rowsOf(figure);
  const kind = kinds[figure.dataset.chart ?? ''];
  if (!details || !kind || rows.length === 0) return;
  const canvas = document.createElement('div');
  canvas.className = 'c-chart__canvas';
  figure.classList.toggle('c-chart--long', rows.length > mostRows);
  const show = (): void => {
    const width = Math.round(canvas.clientWidth);
    if (width === 0 || canvas.dataset.width === String(width)) return;
    canvas.dataset.width = String(width);
    const name = figure.querySelector('figcaption')?.textContent?.trim() ?? '';
    const pieces = piecesOf(rows);
    canvas.replaceChildren(...pieces.map((piece, place) => {
      const drawn = kind(piece, width, figure.dataset.axis ?? '', rows);
      // The library's own sheet; the page's policy allows none, and _chart.scss says what is needed of it.
      for (const sheet of drawn.querySelectorAll('style')) sheet.remove();
      // Each is one picture; its name is the caption, and its numbers stand in the table.
      for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
      drawn.setAttribute('role', 'img');
      drawn.setAttribute('aria-label', pieces.length > 1 ? `${name} (${place + 1}/${pieces.length})` : name);
      return drawn;
    }));
  };
  details.before(canvas);
  show();
  new ResizeObserver(show).observe(canvas);
  // The table is one press away, and the words of the chart stand in full there.
  details.open = false;
  figure.querySelector<HTMLElement>('.c-chart__key')?.removeAttribute('hidden');
}

let drawn = false;
for (const figure of document.querySelectorAll<HTMLElement>('[data-chart]')) {
  try {
    draw(figure);
    drawn = true;
  } catch {
    figure.querySelector('.c-chart__canvas')?.remove();
    figure.querySelector('details')?.setAttribute('open', '');
  }
}
if (drawn) for (const key of document.querySelectorAll('[data-chart-key]')) key.removeAttribute('hidden');
