// A page with a map has its drawing at once. What lets one move about in it is fetched only there, when the map comes near
// the screen.
export function startMaps(): void {
  const figures = [...document.querySelectorAll<HTMLElement>('[data-map]')].filter((figure) => figure.dataset.map);
  if (figures.length === 0) return;
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      fetchIsland(figures[0]);
    },
    { rootMargin: '400px' },
  );
  for (const figure of figures) watcher.observe(figure);
}

function fetchIsland(figure: HTMLElement): void {
  const { mapScript, mapSheet } = figure.dataset;
  if (!mapScript || !mapSheet) return;
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = mapSheet;
  // Without its sheet the map would lie in pieces: the script comes after it.
  sheet.addEventListener('load', () => {
    const script = document.createElement('script');
    script.src = mapScript;
    document.head.append(script);
  });
  document.head.append(sheet);
}
