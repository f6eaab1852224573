import { html, nothing, repeat } from './lit.js';

const SHOWN_MS = 8_000;
const MOST = 4;

/** Words that come and go. Those that say what went wrong stay until somebody takes them away. */
export class Toasts {
  #app;
  #items = [];
  #last = 0;

  constructor(app) {
    this.#app = app;
  }

  /** @param {string} [href] where there is more */
  say(words, href) {
    this.#add({ words, href, kind: 'news' });
  }

  wrong(error) {
    this.#add({ words: error.message ?? String(error), kind: 'wrong' });
  }

  #add(item) {
    item.key = ++this.#last;
    this.#items = this.#items.filter(({ words }) => words !== item.words);
    if (this.#items.length >= MOST) {
      this.#items.splice(
        Math.max(
          0,
          this.#items.findIndex(({ kind }) => kind === 'news'),
        ),
        1,
      );
    }
    this.#items = [...this.#items, item];
    if (item.kind === 'news') {
      setTimeout(() => this.#drop(item), SHOWN_MS);
    }
    this.#app.changed();
  }

  #drop(item) {
    this.#items = this.#items.filter((other) => other !== item);
    this.#app.changed();
  }

  view() {
    return html`<div class="toasts" role="status" aria-label="News">
      ${repeat(
        this.#items,
        ({ key }) => key,
        (item) =>
          html`<div class="toast" data-kind=${item.kind}>
            <p>
              ${item.kind === 'wrong' ? html`<b>That did not work.</b> ` : nothing}${item.words}
              ${item.href ? html`<a href=${item.href}>Look</a>` : nothing}
            </p>
            <button class="quiet" aria-label="Close" @click=${() => this.#drop(item)}>✕</button>
          </div>`,
      )}
    </div>`;
  }
}
