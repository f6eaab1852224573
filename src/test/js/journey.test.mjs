import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, settle, world } from './fakes.mjs';
import { dice, rateLimit, Room } from './room.mjs';

const CHANNEL = 'room:a';

const upTo = (count) => Array.from({ length: count }, (_, i) => i + 1);

/** A client that publishes 1, 2, 3… and listens, at a room. */
async function journey({ room, count, everyMs = 0, ...options }) {
  const it = await world(options);
  room.serve(it.socket);
  const heard = [];
  it.handoff.subscribe(CHANNEL, { after: 0, onEvent: ({ data }) => heard.push(data) });
  const acks = [];
  for (const data of upTo(count)) {
    it.handoff.publish(CHANNEL, data).then(
      ({ seq }) => acks.push(seq),
      () => {},
    );
    await clock.advance(everyMs);
  }
  return Object.assign(it, { heard, acks });
}

const stored = (room) => room.stored.map(({ data }) => data);

test('should publish ten a second over a line of 100 ms', async () => {
  const room = new Room({ delayMs: 50, refuses: rateLimit(20, 40) });
  const { acks } = await journey({ room, count: 300, everyMs: 100 });
  await clock.advance(150);

  assert.deepEqual(acks, upTo(300));
  assert.deepEqual(stored(room), upTo(300));
});

test('should keep below the rate of the server', async () => {
  let refusals = 0;
  const limit = rateLimit(20, 40);
  const room = new Room({ refuses: (frame) => limit(frame) && (refusals += 1) });
  const { acks } = await journey({ room, count: 500 });
  await clock.advance(40_000);

  assert.equal(refusals, 0);
  assert.deepEqual(acks, upTo(500));
});

test('should lose nothing where the server allows less than thought', async () => {
  const room = new Room({ refuses: rateLimit(4, 5) });
  const { acks, heard } = await journey({ room, count: 60, random: dice(1) });
  await clock.advance(300_000);

  assert.equal(acks.length, 60);
  assert.deepEqual(
    stored(room).toSorted((a, b) => a - b),
    upTo(60),
  );
  assert.deepEqual(heard, stored(room));
});

test('should keep the order where one at a time is refused', async () => {
  const random = dice(7);
  const room = new Room({
    delayMs: 5,
    refuses: ({ op }) => (op === 'publish' && random() < 0.3 ? 'unavailable' : undefined),
  });
  const { acks } = await journey({ room, count: 40, everyMs: 5_000, random });
  await clock.advance(300_000);

  assert.equal(acks.length, 40);
  assert.deepEqual(stored(room), upTo(40));
});

for (let seed = 1; seed <= 20; seed++) {
  test(`should store and hear each once and in order on a bad line (${seed})`, async () => {
    const random = dice(seed);
    const room = new Room({ delayMs: 80 });
    const it = await journey({ room, count: 100, random });
    for (let cuts = 0; cuts < 40; cuts++) {
      await clock.advance(random() * 600);
      room.cut(it.socket);
      await it.next();
      room.serve(it.socket);
      await settle();
    }
    await clock.advance(20_000);

    assert.deepEqual(stored(room), upTo(100));
    assert.deepEqual(it.heard, upTo(100));
    assert.deepEqual(it.acks, upTo(100));
  });
}
