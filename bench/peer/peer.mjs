/**
 * A job queue on PostgreSQL that Handoff is measured against: node peer.mjs pg-boss|graphile-worker URL POOL
 *
 * One process hands jobs in, another one does them; both are this program. Reads one command a line, answers each with
 * one line, ends with its input.
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

const micros = () => Math.round((performance.timeOrigin + performance.now()) * 1000);
const job = (sentMicros) => ({ sentMicros, user: 'u-000017', item: 'report', note: 'please have it by noon' });
let done = 0;
let waits = [];

function did({ sentMicros }) {
  done++;
  waits.push(micros() - sentMicros);
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
          await boss.work(QUEUE, options, async (jobs) => jobs.forEach(({ data }) => did(data)));
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
      // Hears of new jobs by LISTEN; polls every 2 s besides, its default
      work: async () => {
        runner = await run({ ...shared, concurrency: CONCURRENCY, noHandleSignals: true, taskList: { [QUEUE]: did } });
      },
      rest: () => runner.stop(),
    };
  },
};

const peer = await peers[kind]();

const commands = {
  /** Each caller hands in the next when it knows the last one to be safe. */
  closed: async ({ callers, seconds }) => {
    const took = [];
    const start = micros();
    const end = start + seconds * 1e6;
    let inTime = 0;
    await Promise.all(Array.from({ length: callers }, async () => {
      for (let sent = micros(); sent < end; sent = micros()) {
        await peer.add(job(sent));
        took.push(micros() - sent);
        inTime += micros() < end;
      }
    }));
    return { count: inTime, accepted: took.length, elapsed: seconds, ...percentiles(took) };
  },
  /** So many a second, whether or not the last one is safe. */
  open: async ({ rate, seconds }) => {
    const under = [];
    const start = micros();
    for (let i = 0; i < rate * seconds; i++) {
      const due = start + (i / rate) * 1e6;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, (due - micros()) / 1000)));
      under.push(peer.add(job(micros())));
    }
    await Promise.all(under);
    return { accepted: under.length };
  },
  work: async () => { await peer.work(); return {}; },
  rest: async () => { await peer.rest(); return {}; },
  done: async () => ({ done }),
  /** From being handed in to being begun, since this was asked last. */
  waits: async () => {
    const all = waits;
    waits = [];
    return percentiles(all);
  },
};

function percentiles(values) {
  values.sort((one, other) => one - other);
  const at = (share) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

console.log('ok ready=1');
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...words] = line.trim().split(/ +/);
  const values = Object.fromEntries(words.map((word) => word.split('=')).map(([key, value]) => [key, Number(value)]));
  try {
    const answer = Object.entries(await commands[name](values)).map(([key, value]) => `${key}=${value}`);
    console.log(['ok', ...answer].join(' '));
  } catch (error) {
    console.log(`error ${name}: ${error.message.replaceAll('\n', ' ')}`);
  }
}
process.exit(0);
