/**
 * Many clients in one room, through whatever happens to the servers: node crowd.mjs PORT[,PORT…] CLIENTS PER_SECOND
 *
 * Of several ports each client takes the next one with each attempt, as a load balancer might send it. Says `ready`
 * when all are in, then publishes, each time as another client. A line on its input ends that; then it waits until
 * every client has heard all, and says in one line of JSON what came of it.
 */
import { createInterface } from 'node:readline';
import { connect } from '../../main/resources/META-INF/resources/handoff.js';

const [ports, [clients], [perSecond]] = process.argv.slice(2).map((list) => list.split(',').map(Number));
const ROOM = 'room:crowd';
const PATIENCE_MS = 60_000;

const heard = [];
const pending = new Set();
let sent = 0;
let lastSeq = 0;
let failed = 0;
let unrecovered = 0;
let reconnects = 0;

const members = await Promise.all(Array.from({ length: clients }, (_, i) => join(i)));
console.log('ready');

let next = 0;
const publishing = setInterval(() => publish(members[next++ % clients]), 1000 / perSecond);

createInterface({ input: process.stdin }).once('line', async () => {
  clearInterval(publishing);
  await Promise.all(pending);
  const all = await heardAll();
  members.forEach((member) => member.close());
  console.log(JSON.stringify({ sent, failed, lastSeq, all, unrecovered, reconnects, ...faults() }));
  process.exit(0);
});

function join(i) {
  return new Promise((resolve) => {
    const member = connect(`ws://127.0.0.1:${ports[0]}/ws/live`, { user: `c${i}`, WebSocket: balanced(i) });
    heard[i] = [];
    member.addEventListener('state', ({ detail }) => {
      reconnects += detail.state === 'reconnecting';
    });
    member.subscribe(ROOM, {
      after: 0,
      onEvent: ({ seq, data }) => seq && heard[i].push([seq, data]),
      onSubscribed: ({ recovered }) => {
        unrecovered += !recovered;
        resolve(member);
      },
    });
  });
}

function balanced(attempt) {
  return class extends WebSocket {
    constructor(address) {
      const url = new URL(address);
      url.port = ports[attempt++ % ports.length];
      super(url);
    }
  };
}

function publish(member) {
  const done = member
    .publish(ROOM, sent++)
    .then(
      ({ seq }) => {
        lastSeq = Math.max(lastSeq, seq);
      },
      () => {
        failed++;
      },
    )
    .finally(() => pending.delete(done));
  pending.add(done);
}

/** Whether everybody came to the end in time. */
function heardAll() {
  const deadline = Date.now() + PATIENCE_MS;
  return new Promise((resolve) => {
    const look = setInterval(() => {
      const all = heard.every((events) => events.length > 0 && events.at(-1)[0] >= lastSeq);
      if (all || Date.now() > deadline) {
        clearInterval(look);
        resolve(all);
      }
    }, 50);
  });
}

function faults() {
  let gaps = 0;
  let repeats = 0;
  let doubled = 0;
  let different = 0;
  for (const events of heard) {
    events.forEach(([seq], i) => {
      gaps += seq > i + 1 && (i === 0 || seq > events[i - 1][0] + 1);
      repeats += i > 0 && seq <= events[i - 1][0];
    });
    doubled += events.length - new Set(events.map(([, data]) => data)).size;
    different += events.some(([, data], i) => data !== heard[0][i]?.[1]);
  }
  return { gaps, repeats, doubled, different };
}
