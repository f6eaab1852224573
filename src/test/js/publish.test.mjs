import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, live, settle, world } from './fakes.mjs';

const CHANNEL = 'room:a';

/** Publishes, and notes how each ends. */
function publish(handoff, count, options) {
  const ends = { acks: [], errors: [] };
  for (let i = 1; i <= count; i++) {
    handoff.publish(CHANNEL, i, options).then(
      (ack) => ends.acks.push(ack),
      (error) => ends.errors.push(error),
    );
  }
  return ends;
}

const ack = (socket, frame, seq) => socket.say({ op: 'ack', ref: frame.ref, channel: CHANNEL, seq, id: frame.id });
const refuse = (socket, { ref }, code, temporary) => socket.say({ op: 'error', ref, code, message: code, temporary });
const told = (frames) => frames.map(({ data }) => data);

test('should tell where the event is stored', async () => {
  const { handoff, socket } = await live();
  const sent = handoff.publish(CHANNEL, { text: 'hi' }, { type: 'greeting', id: 'mine' });
  const [{ ref, at, ...frame }] = socket.framesSent('publish');
  socket.answer('publish', { seq: 7, id: 'mine' });

  assert.deepEqual(frame, { op: 'publish', channel: CHANNEL, data: { text: 'hi' }, type: 'greeting', id: 'mine' });
  assert.deepEqual(await sent, { seq: 7, id: 'mine' });
});

test('should publish what it was told then, not what became of it', async () => {
  const { handoff, socket } = await world();
  const data = { text: 'before' };
  handoff.publish(CHANNEL, data).catch(() => {});
  data.text = 'after';
  socket.accept();

  assert.deepEqual(told(socket.framesSent('publish')), [{ text: 'before' }]);
});

test('should give each event an id of its own', async () => {
  const { handoff, socket } = await live();
  publish(handoff, 5);
  const ids = socket.framesSent('publish').map(({ id }) => id);

  assert.equal(new Set(ids).size, 5);
  assert.ok(ids.every((id) => typeof id === 'string' && id.length >= 10));
});

test('should send again, with the same ids and in order, what was not acknowledged', async () => {
  const it = await live();
  const ends = publish(it.handoff, 3);
  const before = it.socket.framesSent('publish');
  ack(it.socket, before[0], 1);
  await it.reconnect();
  const after = it.socket.framesSent('publish');
  after.forEach((frame, i) => ack(it.socket, frame, i + 2));
  await settle();

  assert.deepEqual(told(after), [2, 3]);
  assert.deepEqual(
    after.map(({ id }) => id),
    before.slice(1).map(({ id }) => id),
  );
  assert.deepEqual(
    ends.acks.map(({ seq }) => seq),
    [1, 2, 3],
  );
});

test('should keep what is published while not connected', async () => {
  const { handoff, socket } = await world();
  publish(handoff, 3);
  assert.deepEqual(socket.sent, []);
  socket.accept();

  assert.deepEqual(told(socket.framesSent('publish')), [1, 2, 3]);
});

test('should have a few of each channel under way', async () => {
  const { handoff, socket } = await live();
  publish(handoff, 20);
  handoff.publish('room:b', 'b').catch(() => {});
  assert.deepEqual(told(socket.framesSent('publish')), [1, 2, 3, 4, 5, 6, 7, 8, 'b']);
  ack(socket, socket.framesSent('publish')[0], 1);

  assert.equal(told(socket.framesSent('publish')).at(-1), 9);
});

test('should let nothing overtake an event that is tried again', async () => {
  const { handoff, socket } = await live();
  publish(handoff, 12);
  const [one, two, three, four, ...others] = socket.framesSent('publish');
  const again = () => socket.framesSent('publish').slice(8);
  refuse(socket, two, 'unavailable', true);
  refuse(socket, three, 'unavailable', true);
  ack(socket, one, 1);
  others.forEach((frame, i) => ack(socket, frame, i + 2));
  assert.deepEqual(again(), [], 'a pause');
  await clock.advance(500);
  ack(socket, four, 6);
  assert.deepEqual(told(again()), [2], 'first, and alone');
  ack(socket, again()[0], 7);

  assert.deepEqual(told(again()), [2, 3, 9, 10, 11, 12]);
  assert.equal(again()[0].id, two.id);
});

test('should count many refusals at once as one', async () => {
  const { handoff, socket } = await live();
  publish(handoff, 8);
  socket.framesSent('publish').forEach((frame) => refuse(socket, frame, 'unavailable', true));
  await clock.advance(500);
  assert.equal(socket.framesSent('publish').length, 9);
  refuse(socket, socket.framesSent('publish').at(-1), 'unavailable', true);
  await clock.advance(999);
  assert.equal(socket.framesSent('publish').length, 9);
  await clock.advance(1);

  assert.equal(socket.framesSent('publish').length, 10);
});

test('should not believe a connection it has left', async () => {
  const it = await live();
  const ends = publish(it.handoff, 1);
  const left = it.socket;
  await clock.advance(10_000);
  ack(left, left.framesSent('publish')[0], 1);
  await settle();
  assert.deepEqual(ends.acks, []);
  await clock.advance(500);
  it.socket.accept();
  ack(it.socket, it.socket.framesSent('publish')[0], 1);
  await settle();

  assert.equal(ends.acks.length, 1);
});

test('should wait longer each time it is refused', async () => {
  const { handoff, socket } = await live();
  publish(handoff, 1);
  for (const ms of [500, 1_000, 2_000, 4_000]) {
    const sent = socket.framesSent('publish').length;
    refuse(socket, socket.framesSent('publish').at(-1), 'unavailable', true);
    await clock.advance(ms - 1);
    assert.equal(socket.framesSent('publish').length, sent);
    await clock.advance(1);
    assert.equal(socket.framesSent('publish').length, sent + 1);
  }
});

test('should reject what is refused for good, and go on with the others', async () => {
  const { handoff, socket } = await live();
  const ends = publish(handoff, 2);
  const [one, two] = socket.framesSent('publish');
  refuse(socket, one, 'forbidden', false);
  ack(socket, two, 1);
  await settle();

  assert.deepEqual(
    ends.errors.map(({ code, temporary }) => [code, temporary]),
    [['forbidden', false]],
  );
  assert.equal(ends.acks.length, 1);
});

test('should hold no more than a thousand', async () => {
  const { handoff, socket } = await world();
  const ends = publish(handoff, 1_001);
  await settle();
  assert.deepEqual(
    ends.errors.map(({ code, message }) => [code, message]),
    [['full', '1000 publishes are waiting; publish again when some are acknowledged']],
  );

  socket.accept();
  ack(socket, socket.framesSent('publish')[0], 1);
  const more = publish(handoff, 2);
  await settle();

  assert.equal(more.errors.length, 1, 'one place is free again');
});

test('should send ephemeral events once, and wait for nothing', async () => {
  const it = await live();
  assert.equal(await it.handoff.publish(CHANNEL, 'typing', { type: 'typing', ephemeral: true }), undefined);
  const [{ at, ...frame }] = it.socket.framesSent('publish');
  await it.reconnect();

  assert.deepEqual(frame, { op: 'publish', channel: CHANNEL, data: 'typing', type: 'typing', ephemeral: true });
  assert.deepEqual(it.socket.framesSent('publish'), []);
});

test('should drop ephemeral events while not connected', async () => {
  const { handoff, socket } = await world();
  await handoff.publish(CHANNEL, 'typing', { ephemeral: true });
  socket.accept();

  assert.deepEqual(socket.framesSent('publish'), []);
});

test('should refuse what the server would close the connection for', async () => {
  const { handoff, socket } = await live();
  await assert.rejects(handoff.publish(CHANNEL, 'ü'.repeat(32_750)), { code: 'too_big' });
  await assert.rejects(handoff.publish(CHANNEL, 1n), TypeError);

  assert.deepEqual(socket.framesSent('publish'), []);
});

test('should give up the biggest where the server finds one too big', async () => {
  const it = await live();
  const small = it.handoff.publish(CHANNEL, 'small');
  const big = it.handoff.publish(CHANNEL, 'big'.repeat(10_000));
  const other = it.handoff.publish('room:b', 'other');
  const refused = assert.rejects(big, { code: 'too_big' });
  await it.reconnect(1009);
  await refused;
  it.socket.framesSent('publish').forEach((frame, i) => ack(it.socket, frame, i));
  await Promise.all([small, other]);

  assert.deepEqual(told(it.socket.framesSent('publish')), ['small', 'other']);
});

test('should reject what waits when closed', async () => {
  const { handoff } = await live();
  const ends = publish(handoff, 2);
  handoff.close();
  await settle();

  assert.deepEqual(
    ends.errors.map(({ code }) => code),
    ['closed', 'closed'],
  );
  await assert.rejects(handoff.publish(CHANNEL, 1), { code: 'closed' });
  assert.throws(() => handoff.subscribe(CHANNEL), { code: 'closed' });
});
