import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, event, live, settle, world } from './fakes.mjs';

const within = (socket, ms) => socket.sent.filter(({ at }) => at - socket.sent[0].at < ms).length;

test('should ask for many channels at a rate the server takes', async () => {
  const { handoff, socket } = await world();
  for (let i = 0; i < 128; i++) {
    handoff.subscribe(`room:${i}`);
  }
  socket.accept();
  socket.answer('ping');
  assert.equal(socket.sent.length, 30);
  await clock.advance(6_700);

  assert.equal(socket.framesSent('subscribe').length, 128);
  assert.equal(new Set(socket.framesSent('subscribe').map(({ channel }) => channel)).size, 128);
  for (const seconds of [1, 2, 5]) {
    const sent = within(socket, seconds * 1_000);
    assert.ok(sent <= 30 + 15 * seconds && sent >= 14 * seconds, `${sent} in ${seconds} s`);
  }
});

test('should begin with full speed on each connection', async () => {
  const it = await world();
  for (let i = 0; i < 40; i++) {
    it.handoff.subscribe(`room:${i}`);
  }
  it.socket.accept();
  await it.reconnect();

  assert.equal(it.socket.sent.length, 30);
});

test('should be silent for a second where the server finds it too fast', async () => {
  const { handoff, socket } = await live();
  socket.say({ op: 'error', code: 'rate_limited', message: 'slowly', temporary: true });
  handoff.subscribe('room:a');
  await clock.advance(1_000);
  assert.equal(socket.framesSent('subscribe').length, 0);
  await clock.advance(100);

  assert.equal(socket.framesSent('subscribe').length, 1);
});

test('should tell of an error nobody waits for', async () => {
  const { socket, errors } = await live();
  socket.say({ op: 'error', code: 'bad_frame', message: 'what?', temporary: false });

  assert.deepEqual(errors, [{ code: 'bad_frame', message: 'what?', temporary: false }]);
});

test('should send the newest of ephemeral events that come too fast', async () => {
  const { handoff, socket } = await live();
  for (let i = 1; i <= 100; i++) {
    await handoff.publish('room:a', i, { type: 'cursor', ephemeral: true });
  }
  await clock.advance(5_000);
  const sent = socket.framesSent('publish').map(({ data }) => data);

  assert.equal(sent.length, 30);
  assert.equal(sent.at(-1), 100);
});

test('should bound what waits to be sent', async () => {
  const { handoff } = await live();
  let refused = 0;
  for (let i = 0; i < 1_100; i++) {
    handoff.presence('room:a').catch(({ code, temporary }) => (refused += code === 'lost' && temporary));
  }
  await settle();

  assert.equal(refused, 1_100 - 1_000 - 29, 'one of 30 was a ping');
});

test('should say who is there', async () => {
  const { handoff, socket } = await live();
  const users = handoff.presence('room:a');
  assert.equal(socket.framesSent('presence')[0].channel, 'room:a');
  socket.answer('presence', { users: [{ user: 'ann', connections: 2 }] });

  assert.deepEqual(await users, [{ user: 'ann', connections: 2 }]);
});

test('should reject a question that is refused, or cannot be asked', async () => {
  const it = await live();
  const users = it.handoff.presence('room:a');
  it.socket.refuse('presence', 'not_subscribed', false);
  await assert.rejects(users, { code: 'not_subscribed', message: 'no: not_subscribed' });
  const lost = assert.rejects(it.handoff.presence('room:a'), { code: 'lost', temporary: true });
  it.socket.end();
  await lost;

  await assert.rejects(it.handoff.presence('room:a'), { code: 'lost', temporary: true });
});

test('should measure the way there and back', async () => {
  const { handoff, socket } = await live();
  await clock.advance(80);
  socket.answer('ping');
  await settle();
  assert.equal(handoff.rtt, 80);
  const asked = handoff.ping();
  await clock.advance(30);
  socket.answer('ping', { replica: 'b:8080' });

  assert.equal(await asked, 30);
  assert.equal(handoff.rtt, 30);
  assert.equal(handoff.replica, 'b:8080');
});

test('should measure it every 25 s', async () => {
  const { socket } = await live();
  socket.answer('ping');
  await clock.advance(24_999);
  assert.equal(socket.framesSent('ping').length, 1);
  await clock.advance(1);

  assert.equal(socket.framesSent('ping').length, 2);
});

test('should leave a connection that is dead', async () => {
  const it = await live();
  const first = it.socket;
  await clock.advance(9_999);
  assert.equal(it.handoff.state, 'live');
  await clock.advance(1);

  assert.deepEqual(it.handoff.lastClose, { code: 4000, reason: 'no answer to a ping' });
  assert.equal(first.closedWith, 1000);
  await clock.advance(500);
  assert.equal(it.sockets.length, 2);
});

test('should take any frame for a sign of life', async () => {
  const it = await live();
  await clock.advance(9_000);
  it.socket.say(event(1));
  await clock.advance(5_000);

  assert.equal(it.handoff.state, 'live');
  await clock.advance(25_000);
  assert.equal(it.handoff.state, 'reconnecting', 'but for a new one each time');
});
