// The map that one can move about in, on Leaflet: the same areas and places as the drawing, from the GeoJSON that the
// figure names. No tiles: no other server learns who looks at what. Where anything fails, the drawing stays.
import { circleMarker, DomUtil, geoJSON, map as createMap } from 'leaflet/dist/leaflet-src.esm.js';

const manyNames = 12; // more names than this would lie over each other

interface Properties {
  name?: string;
  url?: string;
  kind?: string;
}

interface Feature {
  properties: Properties;
  geometry: { type: string };
}

async function mount(figure: HTMLElement): Promise<void> {
  const canvas = figure.querySelector<HTMLElement>('.c-map__canvas');
  if (!canvas || !figure.dataset.map) return;
  const response = await fetch(figure.dataset.map, { headers: { Accept: 'application/geo+json' } });
  if (!response.ok) return;
  const collection = await response.json();
  if (!collection.features?.length) return;

  const live = document.createElement('div');
  live.className = 'c-map__live';
  live.setAttribute('role', 'region');
  live.setAttribute('aria-label', figure.dataset.mapLabel ?? '');
  const drawing = [...canvas.children];
  canvas.append(live);

  const view = createMap(live, {
    attributionControl: false,
    scrollWheelZoom: false, // the wheel scrolls the page
    zoomSnap: 0.25,
    zoomControl: false,
  });
  addZoom(view, figure);
  const named = collection.features.filter(({ properties }: Feature) => properties.kind !== 'boundary');
  const layer = geoJSON(collection, {
    style: ({ properties, geometry }: Feature) => ({
      className: geometry.type === 'Point' ? 'c-map__place' : properties.kind === 'boundary' ? 'c-map__outline' : 'c-map__area',
      interactive: properties.kind !== 'boundary',
    }),
    pointToLayer: (_feature: unknown, at: unknown) => circleMarker(at, { radius: 10 }),
    onEachFeature: (feature: Feature, one: any) => {
      if (feature.properties.kind === 'boundary') return;
      describe(one, feature, figure.dataset.mapOpen ?? '{name}', named.length <= manyNames);
    },
  });
  layer.addTo(view);
  const fit = (): void => {
    view.setMinZoom(0);
    view.fitBounds(layer.getBounds(), { padding: [16, 16], maxZoom: 12, animate: false });
    view.setMinZoom(view.getZoom() - 2);
  };
  fit();
  // A phone that is turned shows all of it again, until somebody has chosen a part.
  let moved = false;
  live.addEventListener('pointerdown', () => (moved = true));
  figure.querySelector('.c-map__zoom')?.addEventListener('click', () => (moved = true));
  view.on('resize', () => moved || fit());
  layer.eachLayer((one: any) => makeReachable(one));
  for (const part of drawing) part.remove();
}

// Buttons of our own: Leaflet's are links that lead nowhere.
function addZoom(view: any, figure: HTMLElement): void {
  const bar = document.createElement('div');
  bar.className = 'c-map__zoom';
  const add = (sign: string, label: string | undefined, by: number): void => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.setAttribute('aria-label', label ?? sign);
    button.addEventListener('click', () => view.setZoom(view.getZoom() + by));
    bar.append(button);
  };
  add('+', figure.dataset.mapIn, 1);
  add('−', figure.dataset.mapOut, -1);
  figure.querySelector('.c-map__canvas')?.append(bar);
}

function describe(one: any, feature: Feature, open: string, always: boolean): void {
  const { name = '', url } = feature.properties;
  const above = feature.geometry.type === 'Point' ? { direction: 'top', offset: [0, -10] } : { direction: 'center' };
  one.areaName = name;
  one.bindTooltip(name, always ? { permanent: true, className: 'c-map__tip', ...above } : { sticky: true });
  const popup = document.createElement('div');
  const title = document.createElement('strong');
  title.textContent = name;
  popup.append(title);
  // Only addresses of this site.
  if (url?.startsWith('/') && !url.startsWith('//')) {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = open.replace('{name}', name);
    popup.append(document.createElement('br'), link);
  }
  one.bindPopup(popup);
}

// Areas and places take the focus one after the other; Enter or Space opens what the pointer would, and Escape
// goes back.
function makeReachable(one: any): void {
  const element: SVGElement | undefined = one.getElement?.();
  if (!element || !one.areaName) return;
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', one.areaName);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    one.openPopup();
    one.getPopup().getElement()?.querySelector('a')?.focus();
  });
  one.on('popupopen', () => {
    const popup: HTMLElement | undefined = one.getPopup().getElement();
    popup?.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      element.focus();
      one.closePopup();
    });
  });
  DomUtil.addClass(element, 'c-map__reachable');
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-map]')) {
  mount(figure).catch(() => {});
}
