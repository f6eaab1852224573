/**
 * A job queue on PostgreSQL that Handoff is measured against: node peer.mjs pg-boss|graphile-worker URL POOL
 *
 * One process enqueues jobs, another one works on them; both are this program. Reads one command a line, answers each
 * with one line of JSON; ends with its input.
 */
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [kind, url, pool] = process.argv.slice(2);
const QUEUE = 'bench';
const CONCURRENCY = 64;
// What pg-boss's workers fetch at once, how many of them there are, and its shortest polling interval
const BATCH = 2_000;
const FETCHERS = 4;
const POLL_SECONDS = 0.5;

const millis = () => performance.timeOrigin + performance.now();
const job = (sentMicros) => ({ sentMicros, user: 'u-000017', item: 'report', note: 'please have it by noon' });
const enqueue = () => peer.add(job(Math.round(millis() * 1000)));
let done = 0;
let waits = [];

function work({ sentMicros }) {
  done++;
  waits.push(millis() - sentMicros / 1000);
}

const peers = {
  'pg-boss': async () => {
    const PgBoss = require('pg-boss');
    const boss = new PgBoss({ connectionString: url, max: Number(pool) });
    boss.on('error', console.error);
    await boss.start();
    await boss.createQueue(QUEUE);
    const options = { batchSize: BATCH, pollingIntervalSeconds: POLL_SECONDS };
    return {
      add: (data) => boss.send(QUEUE, data),
      work: async () => {
        for (let i = 0; i < FETCHERS; i++) {
          await boss.work(QUEUE, options, async (jobs) => jobs.forEach(({ data }) => work(data)));
        }
      },
      rest: () => boss.offWork(QUEUE),
    };
  },
  'graphile-worker': async () => {
    const { makeWorkerUtils, run, Logger } = require('graphile-worker');
    const logger = new Logger(() => (level, message) => level === 'error' && console.error(message));
    const shared = { connectionString: url, maxPoolSize: Number(pool), logger };
    const utils = await makeWorkerUtils(shared);
    await utils.migrate();
    let runner;
    return {
      add: (data) => utils.addJob(QUEUE, data),
      // Learns of new jobs by LISTEN; polls every 2 s besides, its default
      work: async () => {
        runner = await run({ ...shared, concurrency: CONCURRENCY, noHandleSignals: true, taskList: { [QUEUE]: work } });
      },
      rest: () => runner.stop(),
    };
  },
};

const peer = await peers[kind]();

const commands = {
  /** Each caller enqueues its next job when the last one is stored. */
  closed: async (callers, seconds) => {
    const took = [];
    const end = millis() + seconds * 1000;
    let count = 0;
    await Promise.all(Array.from({ length: callers }, async () => {
      for (let sent = millis(); sent < end; sent = millis()) {
        await enqueue();
        took.push(millis() - sent);
        count += millis() < end;
      }
    }));
    return { count, accepted: took.length, ...percentiles(took) };
  },
  /** Jobs at even intervals, whether or not the last one is stored. */
  open: async (rate, seconds) => {
    const calls = [];
    const start = millis();
    for (let i = 0; i < rate * seconds; i++) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + (i / rate) * 1000 - millis())));
      calls.push(enqueue());
    }
    await Promise.all(calls);
    return { accepted: calls.length };
  },
  work: () => peer.work(),
  rest: () => peer.rest(),
  done: () => ({ done }),
  /** From being enqueued to being started, since the last call. */
  waits: () => percentiles(waits.splice(0)),
};

function percentiles(values) {
  values.sort((one, other) => one - other);
  const at = (share) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

console.log('{}');
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const [name, ...numbers] = line.split(' ');
    console.log(JSON.stringify((await commands[name](...numbers.map(Number))) ?? {}));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}
process.exit(0);
