// `form[data-answers]`: the questions of a self-review are saved as one answers. What is not acknowledged yet stands in
// this browser's storage, so that a lost connection, a closed page or an empty battery loses nothing; it is sent when
// there is a connection again. Without this script the form is sent by its buttons. With each field goes what the page had
// shown in it ("was.<field>", a hidden field), so that an old page writes over nothing that was changed elsewhere.
type Fields = Record<string, string>;

interface Saved {
  saved: boolean;
  message?: string;
  refused?: Fields;
  clashes?: Fields; // changed here and elsewhere: kept as it was there; the next page shows both
  was?: Fields;
  hidden?: string[];
  tally?: string;
}

// A field that the server has not acknowledged, and what the page had shown in it.
interface Waiting {
  value: string;
  was: string;
  until: number; // milliseconds since 1970; nobody takes it afterwards
}

const kPrefix = 'concord.answers.';

export function startAnswers(): void {
  forget((entry, until) => entry.startsWith(kPrefix) && until < Date.now());
  document.querySelectorAll<HTMLElement>('[data-answers-over]').forEach((over) => {
    forget((entry) => entry.startsWith(`${kPrefix}${over.dataset.answersOver ?? ''}.`));
  });
  document.querySelectorAll<HTMLFormElement>('form[data-answers-forget]').forEach((form) => {
    form.addEventListener('submit', () => {
      forget((entry) => entry.startsWith(`${kPrefix}${form.dataset.answersForget ?? ''}:`));
    });
  });
  document.querySelectorAll<HTMLFormElement>('form[data-answers]').forEach((form) => new Answers(form).start());
}

// What waited for a connection is nobody else's to find: not on a shared device, and not when the review is over.
function forget(which: (entry: string, until: number) => boolean): void {
  try {
    for (const entry of Object.keys(localStorage)) {
      if (!entry.startsWith(kPrefix)) continue;
      const { until } = JSON.parse(localStorage.getItem(entry) ?? '{}') as Partial<Waiting>;
      if (which(entry, until ?? 0)) localStorage.removeItem(entry);
    }
  } catch {
    // No storage, or not ours.
  }
}

const kTyping = 1200; // milliseconds without a key, before a text is sent
const kAgain = [2000, 5000, 15000, 30000];

class Answers {
  private readonly key: string;
  private readonly until: number;
  private waiting: Record<string, Waiting> = {};
  private refused: Fields = {}; // as the server refused them: not sent again until they change
  private timer = 0;
  private tries = 0;
  private sending: Promise<boolean> | undefined;
  private leaving = false;
  private stale = false;

  constructor(private readonly form: HTMLFormElement) {
    this.key = `${kPrefix}${form.dataset.answers ?? ''}`;
    this.until = Number(form.dataset.until ?? 0);
  }

  start(): void {
    this.waiting = this.read();
    for (const [name, { value, was }] of Object.entries(this.waiting)) {
      // Where the page shows what was typed beside what is kept, it need not be sent a second time.
      if (this.form.querySelector(`[id="${name.replace('.', '-')}-clash"]`)) this.drop(name);
      else this.fill(name, value, was);
    }
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
    if (this.waiting[target.name]?.value === target.value && wait > 0) return;
    this.waiting[target.name] = { value: target.value, was: this.was(target.name)?.value ?? '', until: this.until };
    delete this.refused[target.name];
    this.keep(target.name);
    this.soon(wait);
  }

  private submitted(event: SubmitEvent): void {
    if (this.leaving) return;
    if (!this.due() && !this.sending && navigator.onLine) return;
    // The page is left only when everything is safe on the other side.
    event.preventDefault();
    const submitter = event.submitter;
    void this.flush().then((safe) => {
      // What is out of date the server shows again, with what was typed; without a connection the page stays.
      if (!safe && !this.stale) return;
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
    return this.toSend().length > 0;
  }

  private toSend(): [string, Waiting][] {
    return Object.entries(this.waiting).filter(([name, { value }]) => this.refused[name] !== value);
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
    const sent = this.toSend();
    if (sent.length === 0) return true;
    const fields = Object.fromEntries(sent.map(([name, { value }]) => [name, value]));
    const was = Object.fromEntries(sent.map(([name, one]) => [`was.${name}`, one.was]));
    this.say('saving');
    const token = this.form.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
    let answer: Saved;
    try {
      const response = await fetch(this.form.action, {
        method: 'POST',
        headers: { 'X-Concord-Save': '1' },
        body: new URLSearchParams({ csrf: token, of: this.form.dataset.answers ?? '', ...was, ...fields }),
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
    const refused = { ...answer.refused, ...answer.clashes };
    for (const [name, value] of Object.entries(fields)) {
      if (refused[name] !== undefined) {
        this.refused[name] = value;
        continue;
      }
      const waiting = this.waiting[name];
      const now = answer.was?.[name];
      const was = this.was(name);
      if (was && now !== undefined) was.value = now;
      if (waiting?.value === value) this.drop(name);
      else if (waiting) {
        waiting.was = now ?? waiting.was; // typed on while it was sent
        this.keep(name);
      }
    }
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
    this.stale = stale;
    this.say(stale ? 'stale' : 'kept');
    this.soon(kAgain[Math.min(this.tries++, kAgain.length - 1)] ?? 30000);
    return false;
  }

  private was(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`input[name="was.${name}"]`);
  }

  private fill(name: string, value: string, before: string): void {
    const was = this.was(name);
    if (was) was.value = before;
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

  // One entry a field: two windows of the same part do not write over each other's.
  private read(): Record<string, Waiting> {
    const waiting: Record<string, Waiting> = {};
    try {
      for (const entry of Object.keys(localStorage)) {
        if (!entry.startsWith(`${this.key}:`)) continue;
        const name = entry.slice(this.key.length + 1);
        if (!/^[ace]\./.test(name)) continue;
        const one = JSON.parse(localStorage.getItem(entry) ?? '{}') as Partial<Waiting>;
        waiting[name] = { value: one.value ?? '', was: one.was ?? '', until: this.until };
      }
    } catch {
      // No storage, or not ours.
    }
    return waiting;
  }

  private keep(name: string): void {
    try {
      localStorage.setItem(`${this.key}:${name}`, JSON.stringify(this.waiting[name]));
    } catch {
      // No storage: the page itself holds what was typed, for as long as it is open.
    }
  }

  // Only what this window knows of: another may have typed into the same field meanwhile.
  private drop(name: string): void {
    const value = this.waiting[name]?.value;
    delete this.waiting[name];
    try {
      const kept = JSON.parse(localStorage.getItem(`${this.key}:${name}`) ?? '{}') as Partial<Waiting>;
      if (kept.value === value) localStorage.removeItem(`${this.key}:${name}`);
    } catch {
      // No storage.
    }
  }
}
