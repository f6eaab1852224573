import { html, nothing, repeat } from './lit.js';

const SHOWN_MS = 8_000;
const MAX_TOASTS = 4;

/** Short messages over the page. Information disappears after a while, an error stays until it is closed. */
export class Toasts {
  #app;
  #items = [];
  #count = 0;

  constructor(app) {
    this.#app = app;
  }

  /** @param {string} [href] where to read more */
  info(text, href) {
    this.#add({ text, href, kind: 'info' });
  }

  error(error) {
    this.#add({ text: error.message ?? String(error), kind: 'error' });
  }

  /** Replaces one with the same text; where there are too many, the oldest information goes first. */
  #add(item) {
    item.key = ++this.#count;
    this.#items = this.#items.filter(({ text }) => text !== item.text);
    if (this.#items.length >= MAX_TOASTS) {
      const oldestInfo = this.#items.findIndex(({ kind }) => kind === 'info');
      this.#items.splice(Math.max(0, oldestInfo), 1);
    }
    this.#items = [...this.#items, item];
    if (item.kind === 'info') {
      setTimeout(() => this.#remove(item), SHOWN_MS);
    }
    this.#app.redraw();
  }

  #remove(item) {
    this.#items = this.#items.filter((other) => other !== item);
    this.#app.redraw();
  }

  view() {
    return html`<div class="toasts" role="status" aria-label="Messages">
      ${repeat(
        this.#items,
        ({ key }) => key,
        (item) => this.#toast(item),
      )}
    </div>`;
  }

  #toast(item) {
    return html`<div class="toast" data-kind=${item.kind}>
      <p>
        ${item.kind === 'error' ? html`<b>Error:</b> ` : nothing}${item.text}
        ${item.href ? html`<a href=${item.href}>Open</a>` : nothing}
      </p>
      <button class="quiet" aria-label="Close" @click=${() => this.#remove(item)}>✕</button>
    </div>`;
  }
}
