// Suggestions while one types, on every `input[data-suggest]`: the editable combobox with list popup of the ARIA
// Authoring Practices. Focus stays in the field; Enter without a chosen suggestion sends the plain form.
interface Suggestion {
  title: string;
  url: string;
  year?: number | string | null;
}

const delay = 150; // ms after the last key
const shortest = 2; // characters

export function startSuggest(): void {
  document.querySelectorAll<HTMLInputElement>('input[data-suggest]').forEach((input, index) => new Suggest(input, index));
}

class Suggest {
  private readonly list = document.createElement('ul');
  private readonly status = document.createElement('span');
  private found: Suggestion[] = [];
  private active = -1;
  private timer = 0;
  private request: AbortController | undefined;

  constructor(private readonly input: HTMLInputElement, index: number) {
    this.list.id = `suggestions-${index}`;
    this.list.className = 'c-suggestions';
    this.list.setAttribute('role', 'listbox');
    const label = input.labels?.[0]?.textContent;
    if (label) this.list.setAttribute('aria-label', label);
    this.list.hidden = true;
    this.status.className = 'usa-sr-only';
    this.status.setAttribute('role', 'status');
    input.after(this.list, this.status);

    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('input', () => this.typed());
    input.addEventListener('keydown', (event) => this.pressed(event));
    input.addEventListener('blur', () => this.close());
    input.form?.addEventListener('submit', () => this.close());
    // A press on a suggestion must not take the focus away before its click arrives.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest('[role=option]');
      if (option) this.follow([...this.list.children].indexOf(option));
    });
  }

  private typed(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
    const words = this.input.value.trim();
    if (words.length < shortest) {
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => void this.ask(words), delay);
  }

  private async ask(words: string): Promise<void> {
    const request = new AbortController();
    this.request = request;
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(words)}`, {
        signal: request.signal,
        headers: { Accept: 'application/json' },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const body = (await answer.json()) as { suggestions: Suggestion[] };
      if (!request.signal.aborted && document.activeElement === this.input) this.show(body.suggestions);
    } catch {
      // An older request that was given up, or a server that is away: the form still works.
      if (!request.signal.aborted) this.close();
    }
  }

  private show(suggestions: Suggestion[]): void {
    this.found = suggestions.filter(({ url }) => /^\/(?!\/)/.test(url));
    this.activate(-1);
    this.list.replaceChildren(...this.found.map((suggestion, index) => this.option(suggestion, index)));
    this.open(this.found.length > 0);
    const { suggestCount = '', suggestNone = '' } = this.input.dataset;
    this.status.textContent = this.found.length ? suggestCount.replace('{count}', String(this.found.length)) : suggestNone;
  }

  private option({ title, year }: Suggestion, index: number): HTMLLIElement {
    const item = document.createElement('li');
    item.id = `${this.list.id}-${index}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.append(title);
    if (year) {
      const when = document.createElement('span');
      when.className = 'c-muted';
      when.textContent = ` ${year}`;
      item.append(when);
    }
    return item;
  }

  private pressed(event: KeyboardEvent): void {
    const isOpen = !this.list.hidden;
    const last = this.found.length - 1;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && last >= 0) {
      if (!isOpen) this.open(true);
      this.activate(this.active >= last ? 0 : this.active + 1);
    } else if (event.key === 'ArrowUp' && isOpen) {
      this.activate(this.active <= 0 ? last : this.active - 1);
    } else if (event.key === 'Enter' && isOpen && this.active >= 0) {
      this.follow(this.active);
    } else if (event.key === 'Escape' && isOpen) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  private activate(index: number): void {
    this.list.children[this.active]?.setAttribute('aria-selected', 'false');
    this.active = index;
    const option = this.list.children[index];
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      this.input.setAttribute('aria-activedescendant', option.id);
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  private follow(index: number): void {
    const chosen = this.found[index];
    if (chosen) window.location.assign(chosen.url);
  }

  private open(shown: boolean): void {
    this.list.hidden = !shown;
    this.input.setAttribute('aria-expanded', String(shown));
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
    this.activate(-1);
    this.open(false);
    this.status.textContent = '';
  }
}
