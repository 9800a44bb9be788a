// On a wide screen a changed checkbox shows its results at once. The page comes back where it was scrolled, with the focus
// on the same checkbox. On a phone the drawer keeps its button, so that several can be chosen first.
const kept = 'concord.filters';
const wide = window.matchMedia('(min-width: 64em)');

interface Place {
  path: string;
  top: number;
  name: string;
  value: string;
}

export function startFilters(): void {
  const form = document.querySelector<HTMLFormElement>('.c-filters__form');
  if (!form) return;
  openDrawerWhereStylesCannot(form);
  restore(form);
  form.addEventListener('change', (event) => {
    const box = event.target;
    if (!wide.matches || !(box instanceof HTMLInputElement) || box.type !== 'checkbox') return;
    const place: Place = { path: window.location.pathname, top: window.scrollY, name: box.name, value: box.value };
    keep(JSON.stringify(place));
    form.requestSubmit();
  });
}

function openDrawerWhereStylesCannot(form: HTMLFormElement): void {
  const drawer = form.closest('details');
  if (drawer && wide.matches && !CSS.supports('selector(::details-content)')) drawer.open = true;
}

function restore(form: HTMLFormElement): void {
  const stored = take();
  if (!stored) return;
  const place = JSON.parse(stored) as Place;
  if (place.path !== window.location.pathname) return;
  window.scrollTo({ top: place.top, behavior: 'instant' as ScrollBehavior });
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  boxes.find(({ name, value }) => name === place.name && value === place.value)?.focus({ preventScroll: true });
}

// Storage may be switched off; then the page starts at its top, as without script.
function keep(text: string): void {
  try {
    window.sessionStorage.setItem(kept, text);
  } catch {}
}

function take(): string | null {
  try {
    const text = window.sessionStorage.getItem(kept);
    window.sessionStorage.removeItem(kept);
    return text;
  } catch {
    return null;
  }
}
