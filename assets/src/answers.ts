// `form[data-answers]`: the questions of a self-review are saved as one answers. What is not acknowledged yet stands in
// this browser's storage, so that a lost connection, a closed page or an empty battery loses nothing; it is sent when
// there is a connection again. Without this script the form is sent by its buttons.
type Fields = Record<string, string>;

interface Saved {
  saved: boolean;
  message?: string;
  refused?: Fields;
  hidden?: string[];
  tally?: string;
}

export function startAnswers(): void {
  document.querySelectorAll<HTMLFormElement>('form[data-answers]').forEach((form) => new Answers(form).start());
}

const kTyping = 1200; // milliseconds without a key, before a text is sent
const kAgain = [2000, 5000, 15000, 30000];

class Answers {
  private readonly key: string;
  private waiting: Fields = {};
  private refused: Fields = {}; // as the server refused them: not sent again until they change
  private timer = 0;
  private tries = 0;
  private sending: Promise<boolean> | undefined;
  private leaving = false;

  constructor(private readonly form: HTMLFormElement) {
    this.key = `concord.answers.${form.dataset.answers ?? ''}`;
  }

  start(): void {
    this.waiting = this.read();
    for (const [name, value] of Object.entries(this.waiting)) this.fill(name, value);
    this.form.addEventListener('input', (event) => this.changed(event.target, kTyping));
    this.form.addEventListener('change', (event) => this.changed(event.target, 0));
    this.form.addEventListener('submit', (event) => this.submitted(event));
    window.addEventListener('online', () => this.soon(0));
    document.addEventListener('visibilitychange', () => this.soon(0));
    if (this.due()) this.soon(0);
  }

  private changed(target: EventTarget | null, wait: number): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    if (!/^[ace]\./.test(target.name)) return;
    // Leaving a field is a change too, where its text was sent already.
    if (this.waiting[target.name] === target.value && wait > 0) return;
    this.waiting[target.name] = target.value;
    delete this.refused[target.name];
    this.keep();
    this.soon(wait);
  }

  private submitted(event: SubmitEvent): void {
    if (this.leaving) return;
    if (!this.due() && !this.sending && navigator.onLine) return;
    // The page is left only when everything is safe on the other side.
    event.preventDefault();
    const submitter = event.submitter;
    void this.flush().then((safe) => {
      if (!safe) return;
      this.leaving = true;
      this.form.requestSubmit(submitter);
    });
  }

  private async flush(): Promise<boolean> {
    window.clearTimeout(this.timer);
    if (this.sending) await this.sending;
    return this.due() || !navigator.onLine ? this.send() : true;
  }

  private due(): boolean {
    return Object.entries(this.waiting).some(([name, value]) => this.refused[name] !== value);
  }

  private soon(wait: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), wait);
  }

  private send(): Promise<boolean> {
    this.sending ??= this.sendNow().finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async sendNow(): Promise<boolean> {
    const fields = Object.fromEntries(Object.entries(this.waiting).filter(([name, value]) => this.refused[name] !== value));
    if (Object.keys(fields).length === 0) return true;
    this.say('saving');
    const token = this.form.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
    let answer: Saved;
    try {
      const response = await fetch(this.form.action, {
        method: 'POST',
        headers: { 'X-Concord-Save': '1' },
        body: new URLSearchParams({ csrf: token, ...fields }),
      });
      if (!(response.headers.get('Content-Type') ?? '').includes('json')) return this.notNow(response.status === 403);
      answer = (await response.json()) as Saved;
      if (!answer.saved && response.status >= 500) return this.notNow(false);
    } catch {
      return this.notNow(false);
    }
    this.tries = 0;
    if (!answer.saved) {
      this.write(answer.message ?? '');
      return true; // the next page says why
    }
    this.took(fields, answer);
    if (this.due()) this.soon(0);
    return true;
  }

  private took(fields: Fields, answer: Saved): void {
    const refused = answer.refused ?? {};
    for (const [name, value] of Object.entries(fields)) {
      if (refused[name] !== undefined) this.refused[name] = value;
      else if (this.waiting[name] === value) delete this.waiting[name];
    }
    this.keep();
    for (const question of this.form.querySelectorAll<HTMLElement>('.c-question')) {
      question.hidden = (answer.hidden ?? []).includes(question.id.slice(2));
    }
    const tally = document.querySelector<HTMLElement>('[data-tally]');
    if (tally && answer.tally) tally.textContent = answer.tally;
    const first = Object.values(refused)[0];
    if (first) this.write(first);
    else this.say('saved');
  }

  private notNow(stale: boolean): false {
    this.say(stale ? 'stale' : 'kept');
    this.soon(kAgain[Math.min(this.tries++, kAgain.length - 1)] ?? 30000);
    return false;
  }

  private fill(name: string, value: string): void {
    const fields = this.form.elements.namedItem(name);
    if (fields instanceof RadioNodeList) fields.value = value;
    else if (fields instanceof HTMLInputElement || fields instanceof HTMLTextAreaElement) {
      fields.value = value;
      fields.closest('details')?.setAttribute('open', '');
    }
  }

  private say(word: 'saving' | 'saved' | 'kept' | 'stale'): void {
    this.write(this.form.dataset[word] ?? '');
  }

  private write(text: string): void {
    const state = this.form.querySelector<HTMLElement>('[data-state]');
    if (state && state.textContent !== text) state.textContent = text;
  }

  private read(): Fields {
    try {
      return (JSON.parse(localStorage.getItem(this.key) ?? '{}') ?? {}) as Fields;
    } catch {
      return {};
    }
  }

  private keep(): void {
    try {
      if (Object.keys(this.waiting).length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(this.waiting));
    } catch {
      // No storage: the page itself holds what was typed, for as long as it is open.
    }
  }
}
