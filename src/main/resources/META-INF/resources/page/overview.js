import { Chart } from './chart.js';
import { html, nothing } from './lit.js';
import { Samples } from './samples.js';
import { count, duration, empty, rate, time } from './words.js';

const per = (name) => (point, step) => point[name] / (step / 1000);

/** The numbers of this moment, and how they came about. */
export class Overview {
  #app;
  #heard;
  #samples;
  #error;
  #charts = [];

  constructor(app) {
    this.#app = app;
  }

  async start() {
    this.stop();
    const heard = this.#app.live.subscribe('ops:monitor', {
      onEvent: ({ type, data }) => type === 'sample' && this.#add(data),
      onSubscribed: () => this.#begin(),
      onError: (error) => this.#wrong(error),
    });
    this.#heard = heard;
  }

  stop() {
    this.#heard?.close();
    this.#heard = undefined;
  }

  /** The lines stay while nothing moves, and go with their canvases. */
  close() {
    this.#charts.forEach((chart) => chart.close());
    this.#charts = [];
  }

  async #begin() {
    try {
      this.#samples = new Samples(await this.#app.api.get('/monitor'));
      this.#error = undefined;
    } catch (error) {
      this.#wrong(error);
    }
    this.#app.changed();
  }

  #wrong(error) {
    this.#error = error;
    this.#app.changed();
  }

  #add(sample) {
    this.#samples?.add(sample);
    this.#app.changed();
  }

  drawn() {
    const series = this.#samples?.series;
    const [flow, stock] = ['flow', 'stock'].map((id) => document.getElementById(id));
    if (!series || !flow || !this.#heard) {
      return;
    }
    if (!this.#charts.length) {
      const { step } = this.#samples;
      this.#charts = [
        new Chart(flow, [
          { name: 'in', colour: '--accent', of: (point) => per('accepted')(point, step) },
          { name: 'done', colour: '--good', of: (point) => per('succeeded')(point, step) },
          {
            name: 'failed',
            colour: '--bad',
            dash: [5, 4],
            of: (point) => (point.retried + point.dead) / (step / 1000),
          },
        ]),
        new Chart(stock, [
          { name: 'waiting', colour: '--warm', of: ({ waiting }) => waiting },
          { name: 'running', colour: '--accent', dash: [5, 4], of: ({ running }) => running },
        ]),
      ];
    }
    this.#charts.forEach((chart) => chart.show(series).catch((error) => this.#wrong(error)));
  }

  view() {
    if (this.#error) {
      return html`<p class="error" role="status">${this.#error.message}</p>`;
    }
    if (!this.#samples) {
      return html`<p role="status">Looking…</p>`;
    }
    const { now, flow, replicas } = this.#samples;
    return html`${this.#tiles(now, flow)}
      <div class="columns even">
        ${figure('flow', 'Throughput, per second', `In ${rate(flow.in)}, done ${rate(flow.out)} per second now; the last 15 minutes as lines.`)}
        ${figure('stock', 'Waiting and running', `${count(now.waiting)} waiting, ${count(now.running)} running now; the last 15 minutes as lines.`)}
      </div>
      ${this.#table(replicas)}`;
  }

  #tiles(now, flow) {
    const most = (n) => (n >= now.endedMost ? `${count(now.endedMost)}+` : count(n));
    return html`<ul class="tiles">
      ${tile('In', `${rate(flow.in)}/s`, `out ${rate(flow.out)}/s`)}
      ${tile('Succeeded', flow.good === undefined ? '–' : `${(100 * flow.good).toFixed(flow.good < 1 && flow.good > 0.99 ? 2 : 0)} %`, `of attempts in the last minute · ${flow.retried} retried`)}
      ${tile('Queued', count(now.queued), html`<a href="#/monitor/tasks/scheduled">${count(now.scheduled)} scheduled</a>`)}
      ${tile('Oldest waits', now.queued ? duration(now.oldestQueuedMillis) : '–', `limit ${count(now.queueLimit)} tasks`)}
      ${tile('Slots busy', `${count(now.running)} / ${count(now.slots)}`, html`<meter min="0" max=${now.slots || 1} .value=${now.running} aria-label="Slots busy"></meter>`)}
      ${tile('Waited', duration(flow.waited.p50), `p95 ${duration(flow.waited.p95)} · last minute`)}
      ${tile('Ran', duration(flow.ran.p50), `p95 ${duration(flow.ran.p95)} · last minute`)}
      ${tile('Live connections', count(now.connections), `of ${count(now.cap)}, on all replicas`)}
      ${tile('Dead', most(now.ended?.dead), html`<a href="#/monitor/tasks/dead">Look at dead letters</a>`, now.ended?.dead > 0)}
      ${tile('Kept', most(now.ended?.succeeded), html`<a href="#/monitor/tasks/succeeded">succeeded</a> · ${most(now.ended?.cancelled)} cancelled`)}
    </ul>`;
  }

  #table(replicas) {
    return html`<section class="card">
      <h2 id="replicas">Replicas</h2>
      ${
        replicas.length
          ? html`<div class="scroll" tabindex="0" role="region" aria-labelledby="replicas">
              <table>
                <thead>
                  <tr>
                    ${['Name', 'Up since', 'Slots busy', 'In /s', 'Echo sockets', 'Live connections', 'Store', 'Bus'].map((words) => html`<th scope="col">${words}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${replicas.map((one) => this.#replica(one))}
                </tbody>
              </table>
            </div>`
          : empty('No replica has said anything yet.')
      }
    </section>`;
  }

  #replica({ replica, startedAt, slotsBusy, slots, accepted, seconds, sockets, store, storeUp, bus, busUp }) {
    const open = (gate) => (gate ? `${count(gate.open)} of ${count(gate.cap)}` : '–');
    const health = (up) => (up ? 'ok' : 'down');
    return html`<tr>
      <th scope="row">
        ${replica}${replica === this.#app.live.replica ? html` <span class="hint">(you are here)</span>` : nothing}
      </th>
      <td>${time(startedAt)}</td>
      <td>${slotsBusy} / ${slots}</td>
      <td>${rate(accepted / (seconds || 1))}</td>
      <td>${open(sockets?.echo)}</td>
      <td>${open(sockets?.live)}</td>
      <td data-health=${health(storeUp)}>${store} ${health(storeUp)}</td>
      <td data-health=${health(busUp)}>${bus} ${health(busUp)}</td>
    </tr>`;
  }
}

const tile = (name, value, more, alarm = false) =>
  html`<li class="tile" data-alarm=${alarm ? 'yes' : 'no'}>
    <h2>${name}</h2>
    <p class="big">${value}</p>
    <p class="hint">${more}</p>
  </li>`;

function figure(id, name, words) {
  return html`<figure class="card chart">
    <figcaption><h2>${name}</h2></figcaption>
    <div><canvas id=${id} role="img" aria-label="${name}. ${words}"></canvas></div>
  </figure>`;
}
