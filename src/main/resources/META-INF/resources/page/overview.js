import { Chart } from './chart.js';
import { count, duration, empty, headerRow, rate, time } from './format.js';
import { html, nothing } from './lit.js';
import { Samples } from './samples.js';

const REPLICA_COLUMNS = [
  'Name',
  'Up since',
  'Slots busy',
  'Submitted /s',
  'Echo connections',
  'Live connections',
  'Store',
  'Bus',
];

/** The current figures of all replicas, and charts of the last 15 minutes. */
export class Overview {
  #app;
  #subscription;
  #samples;
  #error;
  #charts = [];

  constructor(app) {
    this.#app = app;
  }

  start() {
    this.stop();
    this.#subscription = this.#app.live.subscribe('ops:monitor', {
      onEvent: ({ type, data }) => type === 'sample' && this.#add(data),
      onSubscribed: () => this.#load(),
      onError: (error) => this.#fail(error),
    });
  }

  stop() {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  /** Charts stay during a pause, and go with their canvases. */
  close() {
    this.#charts.forEach((chart) => chart.close());
    this.#charts = [];
  }

  async #load() {
    try {
      this.#samples = new Samples(await this.#app.api.get('/monitor'));
      this.#error = undefined;
    } catch (error) {
      this.#fail(error);
    }
    this.#app.redraw();
  }

  #fail(error) {
    this.#error = error;
    this.#app.redraw();
  }

  #add(sample) {
    this.#samples?.add(sample);
    this.#app.redraw();
  }

  afterDraw() {
    const series = this.#samples?.series;
    const [throughput, backlog] = ['throughput', 'backlog'].map((id) => document.getElementById(id));
    if (!series || !throughput || !this.#subscription) {
      return;
    }
    if (!this.#charts.length) {
      const seconds = this.#samples.step / 1000;
      this.#charts = [
        new Chart(throughput, [
          { name: 'submitted', colour: '--accent', value: ({ accepted }) => accepted / seconds },
          { name: 'succeeded', colour: '--good', value: ({ succeeded }) => succeeded / seconds },
          {
            name: 'failed',
            colour: '--bad',
            dash: [5, 4],
            value: ({ retried, dead }) => (retried + dead) / seconds,
          },
        ]),
        new Chart(backlog, [
          { name: 'waiting', colour: '--warm', value: ({ waiting }) => waiting },
          { name: 'running', colour: '--accent', dash: [5, 4], value: ({ running }) => running },
        ]),
      ];
    }
    this.#charts.forEach((chart) => chart.show(series).catch((error) => this.#fail(error)));
  }

  view() {
    if (this.#error) {
      return html`<p class="error" role="status">${this.#error.message}</p>`;
    }
    if (!this.#samples) {
      return html`<p role="status">Loading…</p>`;
    }
    const { now, flow, replicas } = this.#samples;
    const inAndOut = `${rate(flow.in)} submitted and ${rate(flow.out)} ended per second now`;
    const waitingAndRunning = `${count(now.waiting)} waiting and ${count(now.running)} running now`;
    return html`${tiles(now, flow)}
      <div class="columns even">
        ${figure('throughput', 'Throughput per second', inAndOut)}
        ${figure('backlog', 'Waiting and running tasks', waitingAndRunning)}
      </div>
      <section class="card">
        <h2 id="replicas">Replicas</h2>
        ${replicas.length ? this.#table(replicas) : empty('No replica has reported yet.')}
      </section>`;
  }

  #table(replicas) {
    return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="replicas">
      <table>
        <thead>
          ${headerRow(REPLICA_COLUMNS)}
        </thead>
        <tbody>
          ${replicas.map((replica) => this.#replica(replica))}
        </tbody>
      </table>
    </div>`;
  }

  #replica({ replica, startedAt, slotsBusy, slots, accepted, seconds, sockets, store, storeUp, bus, busUp }) {
    const used = (limit) => (limit ? `${count(limit.open)} of ${count(limit.cap)}` : '–');
    const health = (up) => (up ? 'ok' : 'down');
    return html`<tr>
      <th scope="row">
        ${replica}${replica === this.#app.live.replica ? html` <span class="hint">(this page)</span>` : nothing}
      </th>
      <td>${time(startedAt)}</td>
      <td>${slotsBusy} / ${slots}</td>
      <td>${rate(accepted / (seconds || 1))}</td>
      <td>${used(sockets?.echo)}</td>
      <td>${used(sockets?.live)}</td>
      <td data-health=${health(storeUp)}>${store} ${health(storeUp)}</td>
      <td data-health=${health(busUp)}>${bus} ${health(busUp)}</td>
    </tr>`;
  }
}

function tiles(now, flow) {
  const retained = (n) => (n >= now.endedMost ? `${count(now.endedMost)}+` : count(n));
  const slots = now.slots || 1;
  const meter = html`<meter min="0" max=${slots} .value=${now.running} aria-label="Slots busy"></meter>`;
  const scheduled = html`<a href="#/monitor/tasks/scheduled">${count(now.scheduled)} scheduled</a>`;
  const dead = html`<a href="#/monitor/tasks/dead">Show dead tasks</a>`;
  const ended = html`<a href="#/monitor/tasks/succeeded">succeeded</a> · ${retained(now.ended?.cancelled)} cancelled`;
  return html`<ul class="tiles">
    ${tile('Submitted', `${rate(flow.in)}/s`, `${rate(flow.out)}/s ended`)}
    ${tile('Success rate', percentage(flow.successRate), `of attempts, last minute · ${flow.retried} retried`)}
    ${tile('Queued', count(now.queued), scheduled)}
    ${tile('Longest wait', now.queued ? duration(now.oldestQueuedMillis) : '–', `limit ${count(now.queueLimit)} tasks`)}
    ${tile('Slots busy', `${count(now.running)} / ${count(now.slots)}`, meter)}
    ${tile('Queue time', duration(flow.waited.p50), `p95 ${duration(flow.waited.p95)} · last minute`)}
    ${tile('Run time', duration(flow.ran.p50), `p95 ${duration(flow.ran.p95)} · last minute`)}
    ${tile('Live connections', count(now.connections), `of ${count(now.cap)}, on all replicas`)}
    ${tile('Dead', retained(now.ended?.dead), dead, now.ended?.dead > 0)}
    ${tile('Retained', retained(now.ended?.succeeded), ended)}
  </ul>`;
}

/** With decimals just below 100 %, where they tell a few failures from none. */
function percentage(share) {
  return share === undefined ? '–' : `${(100 * share).toFixed(share < 1 && share > 0.99 ? 2 : 0)} %`;
}

const tile = (name, value, more, alarm = false) =>
  html`<li class="tile" data-alarm=${alarm ? 'yes' : 'no'}>
    <h2>${name}</h2>
    <p class="big">${value}</p>
    <p class="hint">${more}</p>
  </li>`;

function figure(id, name, current) {
  const label = `${name}. ${current}; lines show the last 15 minutes.`;
  return html`<figure class="card chart">
    <figcaption><h2>${name}</h2></figcaption>
    <div><canvas id=${id} role="img" aria-label=${label}></canvas></div>
  </figure>`;
}
