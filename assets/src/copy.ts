// `button[data-copy="#id"]` copies the text of that element and says so in the live region beside it.
// The button is hidden until here: without script it could do nothing.
export function startCopy(): void {
  document.querySelectorAll<HTMLButtonElement>('button[data-copy]').forEach((button) => {
    const source = document.querySelector<HTMLElement>(button.dataset.copy ?? '');
    if (!source) return;
    button.hidden = false;
    button.addEventListener('click', () => void copy(button, source));
  });
}

async function copy(button: HTMLButtonElement, source: HTMLElement): Promise<void> {
  const said = button.parentElement?.querySelector<HTMLElement>('[aria-live]');
  if (said) said.textContent = '';
  const done = await write(source);
  if (done && said) said.textContent = button.dataset.copied ?? '';
}

async function write(source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText((source.textContent ?? '').trim());
    return true;
  } catch {
    // No clipboard without TLS: the selection stays visible, so that one can also copy it by hand.
    window.getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  }
}
