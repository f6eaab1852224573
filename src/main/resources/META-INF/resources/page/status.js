import { html, nothing } from './lit.js';

const LABELS = {
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
  closed: 'Disconnected',
};

/** What a close code means: 1006 is left out, as it only says that there was none. */
const MEANINGS = {
  1000: 'the server closed the connection',
  1001: 'the server is going away',
  1002: 'protocol error',
  1003: 'only text frames are accepted',
  1005: 'closed without a close code',
  1007: 'the text was not valid UTF-8',
  1009: 'the message was too big',
  1012: 'the server is restarting',
  1013: 'the server is busy',
  4000: 'no answer to a ping',
  4005: 'the token has expired',
  4008: 'too many messages were left unread',
  4529: 'too many messages were sent',
};

export const closeMeaning = (code, why) => MEANINGS[code] ?? why;

/** The state of a `ReconnectingSocket` in words, with a countdown to its next attempt. */
export class ConnectionStatus {
  state = 'closed';
  #why = '';
  #retryAt = 0;
  #countdown;
  #onChange;
  #labels;

  /** @param {string} liveLabel what to call the state in which it is connected */
  constructor(onChange, liveLabel) {
    this.#onChange = onChange;
    this.#labels = { ...LABELS, live: liveLabel };
  }

  /** Takes the detail of a `state` event. */
  update({ state, why = '', retryInMs = 0, closeCode, capacity }) {
    clearInterval(this.#countdown);
    this.state = state;
    this.#why = capacity
      ? `the server is full (${capacity.open} of ${capacity.cap} connections)`
      : closeMeaning(closeCode, why);
    this.#retryAt = retryInMs && Date.now() + retryInMs;
    this.#countdown = retryInMs ? setInterval(this.#onChange, 1000) : undefined;
    this.#onChange();
  }

  get isLive() {
    return this.state === 'live';
  }

  /**
   * What changes each second is hidden from screen readers, which would read it aloud each time.
   *
   * @param {string} details shown while connected
   */
  view(details = '', title = nothing) {
    const seconds = Math.max(0, Math.ceil((this.#retryAt - Date.now()) / 1000));
    return html`<p class="connection" data-state=${this.state} title=${this.#why || title}>
      <span role="status"
        >${this.#labels[this.state]}${this.#why ? html`<span class="why">: ${this.#why}</span>` : nothing}</span
      >
      <span class="more" aria-hidden="true">${this.#retryAt ? `in ${seconds} s` : details}</span>
    </p>`;
  }
}
