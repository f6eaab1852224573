import { ReconnectingSocket } from '../handoff.js';
import { html, nothing, repeat } from './lit.js';
import { closeMeaning, ConnectionStatus } from './status.js';
import { bytes, empty, time } from './format.js';

const MAX_BYTES = 64 * 1024;
const MAX_FRAMES = 300;

/** A console for the echo: what was sent, what came back, and how long it took. */
export class Echo {
  title = 'Echo';
  #app;
  #socket;
  #status;
  #lastClose;
  /** Newest first. */
  #frames = [];
  /** When the texts were sent whose echo has not come yet. */
  #sentAt = [];
  #count = 0;

  constructor(app) {
    this.#app = app;
    this.#status = new ConnectionStatus(() => app.redraw(), 'Connected');
  }

  leave() {
    this.#disconnect();
  }

  #connect() {
    this.#status.update({ state: 'connecting' });
    this.#socket = new ReconnectingSocket('/ws', {
      ...this.#app.access.socketOptions,
      capacity: 'echo',
      onState: (detail) => this.#onState(detail),
      onMessage: (text) => this.#onMessage(text),
    });
  }

  #disconnect() {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #onState(detail) {
    const { state, why, closeCode } = detail;
    if (this.#status.isLive && closeCode) {
      const { reason } = this.#socket.lastClose;
      const meaning = closeMeaning(closeCode, why);
      this.#lastClose = { code: closeCode, meaning: meaning + (reason && reason !== meaning ? ` (${reason})` : '') };
    }
    this.#sentAt = [];
    if (state === 'closed') {
      this.#status.update(this.#socket ? detail : { state });
      this.#socket = undefined;
    } else {
      this.#status.update(detail);
    }
  }

  #onMessage(text) {
    const sentAt = this.#sentAt.shift();
    this.#add({ way: 'in', text, ms: sentAt && performance.now() - sentAt });
  }

  #add(frame) {
    frame.key = ++this.#count;
    frame.at = Date.now();
    frame.size = new TextEncoder().encode(frame.text).length;
    this.#frames = [frame, ...this.#frames].slice(0, MAX_FRAMES);
    this.#app.redraw();
  }

  #clear() {
    this.#frames = [];
    this.#app.redraw();
  }

  #send(event) {
    event.preventDefault();
    const field = event.target.text;
    const text = field.value;
    if (new TextEncoder().encode(text).length > MAX_BYTES) {
      this.#app.toasts.error(
        new Error('This text has more than 64 KiB, the most that a message may have. Shorten it.'),
      );
    } else if (this.#socket?.send(text)) {
      this.#sentAt.push(performance.now());
      this.#add({ way: 'out', text });
      field.value = '';
    }
    field.focus();
  }

  view() {
    const wanted = Boolean(this.#socket);
    const { isLive } = this.#status;
    return html`<h1 tabindex="-1">Echo</h1>
      <p class="lead">A plain WebSocket at <code>/ws</code>: it answers each text with <code>You said: …</code>.</p>
      <section class="card console" aria-label="Console">
        <div class="heading">
          ${this.#status.view()}
          <button class="secondary" @click=${() => (wanted ? this.#disconnect() : this.#connect())}>
            ${wanted ? 'Disconnect' : 'Connect'}
          </button>
          <button class="quiet" ?disabled=${!this.#frames.length} @click=${() => this.#clear()}>Clear</button>
        </div>
        ${
          this.#lastClose
            ? html`<p class="hint">Last close: <b>${this.#lastClose.code}</b> – ${this.#lastClose.meaning}</p>`
            : nothing
        }
        <form class="row" @submit=${(event) => this.#send(event)}>
          <label class="visually-hidden" for="echo-text">Text to send</label>
          <input id="echo-text" name="text" placeholder="Text to send" autocomplete="off" enterkeyhint="send" />
          <button ?disabled=${!isLive}>Send</button>
        </form>
        ${this.#frames.length ? this.#list() : empty(isLive ? 'Send a text to see its echo.' : 'Connect, then send a text.')}
      </section>`;
  }

  #list() {
    const titles = ['Direction', 'Text', 'Size', 'Round trip', 'Time'];
    return html`<div class="scroll" role="log" aria-label="Frames" tabindex="0">
      <table>
        <thead>
          <tr>
            ${titles.map((title) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.#frames,
            ({ key }) => key,
            ({ way, text, size, ms, at }) =>
              html`<tr data-way=${way}>
                <td>${way === 'in' ? '← in' : '→ out'}</td>
                <td><code>${text}</code></td>
                <td>${bytes(size)}</td>
                <td>${ms === undefined ? '' : `${ms.toFixed(1)} ms`}</td>
                <td>${time(at)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
