// `[data-evidence]`: files beside an answer are sent as they are chosen, listed and removed without leaving the page. A
// file cannot wait in this browser's storage: where the connection is lost, the person is told to choose it again. Words
// stand on the form. Without this script a button leads to a page of the answer's files.
interface Row {
  id: string;
  text: string;
  href: string;
}
interface Answer {
  saved: boolean;
  message?: string;
  files?: Row[];
}

const kMostBytes = 10 * 1024 * 1024;
const kMostFiles = 3;
const kAccept = 'application/pdf,image/jpeg,image/png,text/plain,text/csv,.txt,.csv';

export function startEvidence(): void {
  document.querySelectorAll<HTMLFormElement>('form[data-answers]').forEach((form) => {
    const places = [...form.querySelectorAll<HTMLElement>('[data-evidence]')].map((place) => new Evidence(form, place));
    if (places.length === 0) return;
    // Leaving would cut off what is being sent, so the form waits for it.
    form.addEventListener(
      'submit',
      (event) => {
        const sending = places.map((place) => place.sending).filter((one) => one !== undefined);
        if (sending.length === 0) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const submitter = event.submitter;
        void Promise.all(sending).then((sent) => sent.every(Boolean) && form.requestSubmit(submitter));
      },
      true,
    );
  });
}

class Evidence {
  sending: Promise<boolean> | undefined;
  private readonly address: string;
  private readonly list: HTMLElement;
  private readonly state: HTMLElement;
  private readonly input = document.createElement('input');
  private readonly label = document.createElement('label');

  constructor(
    private readonly form: HTMLFormElement,
    place: HTMLElement,
  ) {
    this.address = place.dataset.evidence ?? '';
    this.list = place.querySelector<HTMLElement>('[data-files]')!;
    this.state = place.querySelector<HTMLElement>('[data-evidence-state]')!;
    const button = place.querySelector<HTMLElement>('[data-evidence-open]')!;
    this.input.type = 'file';
    this.input.accept = kAccept;
    this.input.id = this.list.getAttribute('aria-labelledby')!.replace(/-label$/, '');
    this.input.className = 'c-evidence__input';
    this.input.setAttribute('aria-describedby', `${this.input.id}-hint`);
    this.label.htmlFor = this.input.id;
    this.label.className = button.className;
    this.label.append(...button.childNodes);
    button.replaceWith(this.input, this.label);
    this.input.addEventListener('change', () => this.chosen());
    this.show(
      [...this.list.querySelectorAll('li')].map((row) => {
        const link = row.querySelector('a');
        return { id: row.dataset.id ?? '', text: link?.textContent ?? '', href: link?.getAttribute('href') ?? '' };
      }),
    );
  }

  private chosen(): void {
    const file = this.input.files?.[0];
    this.input.value = ''; // so that the same file can be chosen once more
    if (!file || this.sending) return;
    if (file.size > kMostBytes) {
      this.say(this.word('fileLarge'), true);
      return;
    }
    const body = new FormData();
    body.append('csrf', this.token());
    body.append('file', file, 'file'); // its name stays here
    this.input.disabled = true;
    this.sending = this.send(this.address, body, this.word('fileSent')).finally(() => {
      this.sending = undefined;
      this.input.disabled = false;
    });
  }

  private remove(id: string): void {
    const body = new URLSearchParams({ csrf: this.token(), file: id });
    void this.send(`${this.address}/remove`, body, this.word('fileRemoved')).then(() => this.input.focus());
  }

  // Whether it was taken. XMLHttpRequest, because fetch tells nothing of what is on its way.
  private send(address: string, body: FormData | URLSearchParams, done: string): Promise<boolean> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const lost = (): void => {
        this.say(this.word('fileLost'), true);
        resolve(false);
      };
      request.open('POST', address);
      request.setRequestHeader('X-Concord-Save', '1');
      if (body instanceof FormData) {
        request.upload.addEventListener('progress', (event) => {
          if (!event.lengthComputable) return;
          const percent = Math.floor((100 * event.loaded) / event.total);
          // Whole tens, so that a screen reader is not told of every one.
          this.say(this.word('fileSending').replace('{percent}', String(percent - (percent % 10))));
        });
        request.upload.addEventListener('load', () => this.say(this.word('fileChecking')));
      }
      request.addEventListener('error', lost);
      request.addEventListener('timeout', lost);
      request.addEventListener('load', () => resolve(this.answered(request, done)));
      request.timeout = 600_000;
      request.send(body);
    });
  }

  private answered(request: XMLHttpRequest, done: string): boolean {
    let answer: Answer;
    try {
      answer = JSON.parse(request.responseText) as Answer;
    } catch {
      this.say(this.word(request.status === 403 ? 'stale' : request.status === 413 ? 'fileLarge' : 'fileLost'), true);
      return false;
    }
    if (answer.files) this.show(answer.files);
    this.say(answer.saved ? done : (answer.message ?? ''), !answer.saved);
    return answer.saved;
  }

  private show(files: Row[]): void {
    this.list.replaceChildren(
      ...files.map((file) => {
        const row = document.createElement('li');
        const link = document.createElement('a');
        link.href = file.href;
        link.textContent = file.text;
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'usa-button usa-button--unstyled';
        const which = document.createElement('span');
        which.className = 'usa-sr-only';
        which.textContent = `: ${file.text}`;
        button.append(this.word('fileRemove'), which);
        button.addEventListener('click', () => this.remove(file.id));
        row.append(link, ' ', button);
        return row;
      }),
    );
    const enough = files.length >= kMostFiles;
    this.input.hidden = enough;
    this.label.hidden = enough;
    if (enough) this.say(this.word('fileEnough'));
  }

  private token(): string {
    return this.form.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
  }

  private word(name: string): string {
    return this.form.dataset[name] ?? '';
  }

  private say(text: string, wrong = false): void {
    this.state.classList.toggle('usa-error-message', wrong);
    if (this.state.textContent !== text) this.state.textContent = text;
  }
}
