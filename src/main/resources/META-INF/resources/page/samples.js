const MINUTE_MS = 60_000;
const RATE_MS = 10_000;

/** The samples that each replica publishes once a second, added up. */
export class Samples {
  /** One point per step, oldest first: {at, accepted, succeeded, retried, dead, waiting, running}. */
  series = [];
  #step;
  #keep;
  #lease;
  #newest = new Map();
  #recent = [];

  /** @param {object} start the answer of `GET /monitor` */
  constructor({ series, samples, step, lease }) {
    this.#step = step;
    this.#keep = Math.ceil((15 * MINUTE_MS) / step);
    this.#lease = lease;
    this.series = series;
    samples.forEach((sample) => this.#newest.set(sample.replica, sample));
  }

  add(sample) {
    this.#newest.set(sample.replica, sample);
    this.#recent.push(sample);
    this.#recent = this.#recent.filter(({ at }) => at > sample.at - MINUTE_MS);
    this.#newest.forEach(({ at }, replica) => at < sample.at - this.#lease && this.#newest.delete(replica));
    this.#plot(sample);
  }

  #plot(sample) {
    const at = Math.floor(sample.at / this.#step) * this.#step;
    let point = this.series.at(-1);
    if (!point || point.at < at) {
      point = { at, accepted: 0, succeeded: 0, retried: 0, dead: 0 };
      this.series.push(point);
      this.series.splice(0, this.series.length - this.#keep);
    }
    for (const name of ['accepted', 'succeeded', 'retried', 'dead']) {
      point[name] += sample[name];
    }
    const { waiting, running } = this.now;
    Object.assign(point, { waiting, running });
  }

  get step() {
    return this.#step;
  }

  get replicas() {
    return [...this.#newest.values()].sort((one, other) => (one.replica < other.replica ? -1 : 1));
  }

  /** The current figures of all replicas together. */
  get now() {
    const all = this.replicas;
    const live = all.map(({ sockets }) => sockets?.live ?? {});
    const newest = all.reduce((one, other) => (other.at > (one?.at ?? 0) ? other : one), undefined) ?? {};
    return {
      ...newest,
      waiting: (newest.queued ?? 0) + (newest.scheduled ?? 0),
      running: sum(all, 'slotsBusy'),
      slots: sum(all, 'slots'),
      connections: sum(live, 'open'),
      cap: sum(live, 'cap'),
    };
  }

  /** Rates per second over the last ten seconds, and the last minute's success rate, waits and run times. */
  get flow() {
    const latest = this.#recent.at(-1)?.at ?? 0;
    const short = this.#recent.filter(({ at }) => at > latest - RATE_MS);
    const seconds = Math.max(1, Math.min(RATE_MS, latest - (this.#recent[0]?.at ?? latest) + 1000) / 1000);
    const minute = this.series.slice(-MINUTE_MS / this.#step);
    const succeeded = sum(minute, 'succeeded');
    const ended = succeeded + sum(minute, 'retried') + sum(minute, 'dead');
    return {
      in: sum(short, 'accepted') / seconds,
      out: (sum(short, 'succeeded') + sum(short, 'dead') + sum(short, 'cancelled')) / seconds,
      successRate: ended ? succeeded / ended : undefined,
      retried: sum(minute, 'retried'),
      waited: percentiles(this.#recent.map(({ waited }) => waited)),
      ran: percentiles(this.#recent.map(({ ran }) => ran)),
    };
  }
}

const sum = (list, name) => list.reduce((total, item) => total + (item[name] ?? 0), 0);

/**
 * The median and the 95th percentile in milliseconds: upper edges of the histogram buckets they fall into, which
 * `GET /monitor` describes.
 */
export function percentiles(histograms) {
  const total = new Map();
  for (const [edge, n] of histograms.flatMap((histogram) => Object.entries(histogram ?? {}))) {
    const bucket = Number(edge);
    total.set(bucket, (total.get(bucket) ?? 0) + n);
  }
  const buckets = [...total].sort(([one], [other]) => one - other);
  const all = buckets.reduce((n, [, more]) => n + more, 0);
  const at = (share) => {
    let left = share * all;
    const found = buckets.find(([, n]) => (left -= n) <= 0);
    return found && 2 ** ((found[0] + 1) / 4);
  };
  return { p50: at(0.5), p95: at(0.95) };
}
