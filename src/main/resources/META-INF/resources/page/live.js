import { connect } from '../handoff.js';
import { nothing } from './lit.js';
import { ConnectionStatus } from './status.js';

const MEASURE_MS = 5_000;

/** The page's one live connection: its subscriptions, and how it is shown. */
export class Live {
  #app;
  #handoff;
  #status;
  #measuring;

  constructor(app) {
    this.#app = app;
    this.#status = new ConnectionStatus(() => app.redraw(), 'Live');
    this.#status.update({ state: 'connecting' });
    this.#handoff = connect('/ws/live', app.access.socketOptions);
    this.#handoff.addEventListener('state', ({ detail }) => this.#onState(detail));
    this.#measuring = setInterval(() => document.hidden || this.#measure(), MEASURE_MS);
  }

  close() {
    clearInterval(this.#measuring);
    this.#handoff.close();
  }

  get isLive() {
    return this.#status.isLive;
  }

  /** The replica that answers, once it is known. */
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

  #onState(detail) {
    this.#status.update(detail);
    this.#measure();
  }

  async #measure() {
    if (this.isLive) {
      await this.#handoff.ping().catch(() => {});
      this.#app.redraw();
    }
  }

  view() {
    const { rtt } = this.#handoff;
    const roundTrip = rtt && `${rtt < 10 ? rtt.toFixed(1) : Math.round(rtt)} ms`;
    return this.#status.view(
      this.isLive ? [roundTrip, this.replica].filter(Boolean).join(' · ') : '',
      this.replica ? `Served by ${this.replica}` : nothing,
    );
  }
}
