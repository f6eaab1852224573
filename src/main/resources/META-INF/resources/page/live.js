import { connect } from '../handoff.js';
import { html, nothing } from './lit.js';

const MEASURE_MS = 5_000;
const WORDS = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
  closed: 'Closed',
};

/** The one live connection of this page, how it is, and who hears what on it. */
export class Live {
  #app;
  #handoff;
  #timer;
  #state = 'connecting';
  #why = '';
  #retryAt = 0;

  constructor(app) {
    this.#app = app;
    this.#handoff = connect('/ws/live', app.access.options);
    this.#handoff.addEventListener('state', ({ detail }) => this.#told(detail));
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  close() {
    clearInterval(this.#timer);
    this.#handoff.close();
  }

  get isLive() {
    return this.#state === 'live';
  }

  /** The replica at the other end, once it has said so. */
  get replica() {
    return this.#handoff.replica;
  }

  subscribe(channel, listeners) {
    return this.#handoff.subscribe(channel, listeners);
  }

  publish(channel, data, options) {
    return this.#handoff.publish(channel, data, options);
  }

  presence(channel) {
    return this.#handoff.presence(channel);
  }

  #told({ state, why, retryInMs }) {
    this.#state = state;
    this.#why = why ?? '';
    this.#retryAt = retryInMs ? Date.now() + retryInMs : 0;
    if (state === 'live') {
      this.#measure();
    } else if (why === 'the server is full') {
      this.#askHowFull();
    }
    this.#app.changed();
  }

  async #askHowFull() {
    const { live } = await this.#app.api.get('/capacity').catch(() => ({}));
    if (live && this.#why === 'the server is full') {
      this.#why = `the server is full (${live.open} of ${live.cap} connections)`;
      this.#app.changed();
    }
  }

  #ticks = 0;

  #tick() {
    if (this.#retryAt) {
      this.#app.changed();
    } else if (this.isLive && !document.hidden && ++this.#ticks % (MEASURE_MS / 1000) === 0) {
      this.#measure();
    }
  }

  async #measure() {
    await this.#handoff.ping().catch(() => {});
    this.#app.changed();
  }

  /** What changes each second is for the eye only: read aloud, it would be news. */
  view() {
    const { rtt } = this.#handoff;
    const seconds = Math.max(0, Math.ceil((this.#retryAt - Date.now()) / 1000));
    const more = this.isLive
      ? [rtt && `${rtt < 10 ? rtt.toFixed(1) : Math.round(rtt)} ms`, this.replica].filter(Boolean).join(' · ')
      : this.#retryAt
        ? `in ${seconds} s`
        : '';
    return html`<p
      class="connection"
      data-state=${this.#state}
      title=${this.replica ? `Served by ${this.replica}` : nothing}
    >
      <span role="status"
        >${WORDS[this.#state]}${this.#why ? html`<span class="why">: ${this.#why}</span>` : nothing}</span
      >
      <span class="more" aria-hidden="true">${more}</span>
    </p>`;
  }
}
