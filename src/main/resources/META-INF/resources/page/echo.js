import { Connection } from './connection.js';
import { html, nothing, repeat } from './lit.js';
import { bytes, empty, time } from './words.js';

const LONGEST_BYTES = 64 * 1024;
const KEPT = 300;

/** A console on the echo: what went out, what came back, how long it took. */
export class Echo {
  title = 'Echo';
  #app;
  #connection;
  #state = 'disconnected';
  #why = '';
  #seconds = 0;
  #lastClose;
  #frames = [];
  #waiting = [];
  #count = 0;

  constructor(app) {
    this.#app = app;
  }

  leave() {
    this.#disconnect();
  }

  #connect() {
    this.#connection = new Connection('/ws', () => this.#app.access.query());
    this.#connection.addEventListener('state', ({ detail }) => this.#told(detail));
    this.#connection.addEventListener('message', ({ detail }) => this.#came(detail));
    this.#connection.open();
  }

  #disconnect() {
    this.#connection?.close();
    this.#connection = undefined;
    this.#told({ state: 'disconnected', why: '' });
  }

  #told({ state, why, seconds, close }) {
    this.#state = state;
    this.#why = why ?? '';
    this.#seconds = seconds;
    this.#lastClose = close ?? this.#lastClose;
    if (state !== 'connected') {
      this.#waiting = [];
    }
    this.#app.changed();
  }

  #came(text) {
    const sent = this.#waiting.shift();
    this.#add({ way: 'in', text, ms: sent && performance.now() - sent });
  }

  #add(frame) {
    frame.key = ++this.#count;
    frame.at = Date.now();
    frame.size = new TextEncoder().encode(frame.text).length;
    this.#frames = [frame, ...this.#frames].slice(0, KEPT);
    this.#app.changed();
  }

  #send(event) {
    event.preventDefault();
    const field = event.target.words;
    const text = field.value;
    if (new TextEncoder().encode(text).length > LONGEST_BYTES) {
      this.#app.toasts.wrong(new Error('A message may have 64 KiB; more would close the connection.'));
    } else if (this.#connection?.send(text)) {
      this.#waiting.push(performance.now());
      this.#add({ way: 'out', text });
      field.value = '';
    }
    field.focus();
  }

  view() {
    const on = Boolean(this.#connection);
    return html`<h1 tabindex="-1">Echo</h1>
      <p class="lead">A bare WebSocket on <code>/ws</code>: text in, <code>You said: …</code> out.</p>
      <section class="card console" aria-label="Console">
        <div class="heading">
          <p class="connection" data-state=${this.#state === 'connected' ? 'live' : on ? 'reconnecting' : 'closed'}>
            <span role="status">${this.#words()}</span
            ><span class="more" aria-hidden="true">${this.#seconds ? ` in ${this.#seconds} s` : ''}</span>
          </p>
          <button class="second" @click=${() => (on ? this.#disconnect() : this.#connect())}>
            ${on ? 'Disconnect' : 'Connect'}
          </button>
          <button
            class="quiet"
            ?disabled=${!this.#frames.length}
            @click=${() => {
              this.#frames = [];
              this.#app.changed();
            }}
          >
            Clear
          </button>
        </div>
        ${this.#lastClose ? html`<p class="hint">Last close: <b>${this.#lastClose.code}</b> – ${this.#lastClose.meaning}</p>` : nothing}
        <form class="row" @submit=${(event) => this.#send(event)}>
          <label class="aside" for="echo-words">Text to send</label>
          <input id="echo-words" name="words" placeholder="Text to send" autocomplete="off" enterkeyhint="send" />
          <button ?disabled=${this.#state !== 'connected'}>Send</button>
        </form>
        ${this.#frames.length ? this.#list() : empty(this.#state === 'connected' ? 'Send something.' : 'Connect, and send something.')}
      </section>`;
  }

  #words() {
    if (this.#state === 'connected') {
      return 'Connected';
    }
    return this.#state === 'connecting' ? 'Connecting…' : this.#why ? `Disconnected: ${this.#why}` : 'Disconnected';
  }

  #list() {
    return html`<div class="scroll" role="log" aria-label="Frames" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Way</th>
            <th scope="col">Frame</th>
            <th scope="col">Size</th>
            <th scope="col">Round trip</th>
            <th scope="col">When</th>
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
