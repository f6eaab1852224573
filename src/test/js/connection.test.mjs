import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity, clock, Handoff, live, page, settle, world } from './fakes.mjs';

test('should connect to the address given, as a socket', async () => {
  const { socket, handoff } = await world({ url: 'https://there:8443/ws/live' });

  assert.equal(socket.url.href, 'wss://there:8443/ws/live');
  assert.ok(handoff instanceof Handoff && handoff instanceof EventTarget);
});

test('should connect to where the page comes from', async () => {
  globalThis.location = { href: 'http://page.example:8080/deep/page.html?x#y' };
  const { socket } = await world({ url: '/ws/live' });
  const byDefault = await world({ url: undefined });
  delete globalThis.location;

  assert.equal(socket.url.href, 'ws://page.example:8080/ws/live');
  assert.equal(byDefault.socket.url.href, 'ws://page.example:8080/ws/live');
});

test('should say in which state it is', async () => {
  const it = await world();
  assert.equal(it.handoff.state, 'connecting');
  it.socket.accept();
  assert.equal(it.handoff.state, 'live');
  it.socket.end(1012, 'restarting');
  assert.equal(it.handoff.state, 'reconnecting');
  await clock.advance(500);
  it.socket.accept();
  it.handoff.close();

  assert.deepEqual(it.states, [
    { state: 'live' },
    { state: 'reconnecting', why: 'restarting', retryInMs: 500, closeCode: 1012 },
    { state: 'reconnecting' },
    { state: 'live' },
    { state: 'closed', why: 'closed by this page', closeCode: undefined },
  ]);
  assert.deepEqual(it.handoff.lastClose, { code: 1012, reason: 'restarting' });
});

test('should wait twice as long after each failure, up to 20 s', async () => {
  const it = await world();
  const waits = [];
  for (let i = 0; i < 8; i++) {
    it.socket.end();
    await settle();
    waits.push(it.states.at(-1).retryInMs);
    await it.next();
  }

  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

test('should wait anything up to that, so that not all come at once', async () => {
  const it = await live({ random: () => 0.25 });
  it.socket.end();

  assert.equal(it.states.at(-1).retryInMs, 125);
});

test('should not take an open socket for a good one', async () => {
  const it = await live();
  const waits = [];
  for (let i = 0; i < 3; i++) {
    it.socket.end();
    waits.push(it.states.at(-1).retryInMs);
    await it.next();
    it.socket.accept();
  }

  assert.deepEqual(waits, [500, 1_000, 2_000]);
});

test('should forget the failures once a connection has been good for a while', async () => {
  const it = await live();
  it.socket.end();
  await clock.advance(500);
  it.socket.accept();
  it.socket.answer('ping');
  await clock.advance(4_999);
  it.socket.end();
  assert.equal(it.states.at(-1).retryInMs, 1_000, 'too short');
  await clock.advance(1_000);
  it.socket.accept();
  it.socket.answer('ping');
  await clock.advance(5_000);
  it.socket.end();

  assert.equal(it.states.at(-1).retryInMs, 500);
});

for (const code of [1000, 1001, 1002, 1006, 1007, 1009, 1011, 1012, 1013, 4000, 4005, 4008, 4499]) {
  test(`should come back after ${code}`, async () => {
    const it = await live();
    it.socket.end(code);
    await clock.advance(500);

    assert.equal(it.sockets.length, 2);
    assert.equal(it.handoff.lastClose.code, code);
  });
}

for (const code of [4500, 4529, 4999]) {
  test(`should not come back after ${code}`, async () => {
    const it = await live();
    const waiting = assert.rejects(it.handoff.publish('room:a', 1), { code: 'closed' });
    it.socket.end(code, 'far too many messages');
    await waiting;
    await clock.advance(100_000);
    page.dispatchEvent(new Event('online'));

    assert.equal(it.sockets.length, 1);
    assert.deepEqual(it.states.at(-1), { state: 'closed', why: 'far too many messages', closeCode: code });
  });
}

test('should come back when a draining server said', async () => {
  const it = await live();
  it.socket.say({ op: 'draining', retryAfterMs: 7_300 });
  assert.equal(it.handoff.state, 'live', 'until it is closed');
  it.socket.end(1012, 'restarting');
  assert.equal(it.states.at(-1).retryInMs, 7_300);
  await clock.advance(7_299);
  assert.equal(it.sockets.length, 1);
  await clock.advance(1);
  assert.equal(it.sockets.length, 2);
  it.socket.end();
  await settle();

  assert.ok(it.states.at(-1).retryInMs <= 500, 'said for once');
});

test('should not wait for more than an hour, whatever the server says', async () => {
  const it = await live();
  it.socket.say({ op: 'draining', retryAfterMs: 1e12 });
  it.socket.end(1012);

  assert.equal(it.states.at(-1).retryInMs, 3_600_000);
});

test('should say that a server is full', async () => {
  const it = await world({ url: 'wss://there:8443/ws/live' });
  globalThis.fetch = capacity({ open: 10, free: 0, cap: 10 });
  it.socket.end();
  await settle();

  assert.equal(it.states.at(-1).why, 'the server is full');
  assert.deepEqual(page.asked, ['https://there:8443/capacity']);
});

test('should understand a socket that fails without being closed', async () => {
  const it = await world();
  it.socket.onerror();
  it.socket.end();
  await settle();
  assert.deepEqual([it.states.length, it.handoff.lastClose.code], [1, 1006]);
  await it.next();
  it.socket.accept();
  it.socket.onerror();

  assert.equal(it.handoff.state, 'live', 'says later why it ends');
});

test('should say that a server refused', async () => {
  const it = await world();
  it.socket.end();
  await settle();

  assert.equal(it.states.at(-1).why, 'the server refused');
});

test('should say that a server is not there', async () => {
  const it = await world();
  globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
  it.socket.end();
  await settle();

  assert.equal(it.states.at(-1).why, 'the server cannot be reached');
});

test('should ask nobody why an open connection has ended', async () => {
  const it = await live();
  it.socket.end();
  await settle();

  assert.deepEqual(page.asked, []);
  assert.equal(it.states.at(-1).why, 'the connection was lost');
});

for (const status of [429, 503]) {
  test(`should wait as long as a ${status} says, and the back-off`, async () => {
    const it = await world();
    globalThis.fetch = capacity(undefined, { status, headers: { 'Retry-After': '9' } });
    it.socket.end();
    await settle();

    assert.equal(it.states.at(-1).retryInMs, 9_500);
  });
}

test('should not be confused by a Retry-After that is a date', async () => {
  const it = await world();
  globalThis.fetch = capacity(undefined, { status: 503, headers: { 'Retry-After': 'Wed, 21 Oct 2030 07:28:00 GMT' } });
  it.socket.end();
  await settle();

  assert.equal(it.states.at(-1).retryInMs, 500);
});

test('should stay closed if closed while it asks why', async () => {
  const it = await world();
  it.socket.end();
  it.handoff.close();
  await clock.advance(60_000);

  assert.equal(it.sockets.length, 1);
  assert.equal(it.states.at(-1).state, 'closed');
});

test('should give up an attempt that takes too long', async () => {
  const it = await world();
  assert.equal(await it.next(), 15_500);
  assert.equal(it.sockets[0].closedWith, 1000);
});

test('should come back at once when the page is online again', async () => {
  const it = await live();
  page.onLine = false;
  it.socket.end();
  assert.equal(it.handoff.state, 'offline');
  page.onLine = true;
  page.dispatchEvent(new Event('online'));
  await settle();
  assert.equal(it.sockets.length, 2);
  await clock.advance(1_000);

  assert.equal(it.sockets.length, 2, 'the wait is over');
});

test('should look after the connection when the page is online again', async () => {
  const it = await live();
  it.socket.answer('ping');
  page.dispatchEvent(new Event('online'));

  assert.equal(it.socket.framesSent('ping').length, 2);
  await clock.advance(10_000);
  assert.equal(it.handoff.state, 'reconnecting');
});

test('should close for good', async () => {
  const it = await live();
  const { socket } = it;
  it.handoff.close();
  it.handoff.close();
  socket.end(1000);
  await clock.advance(100_000);

  assert.equal(socket.closedWith, 1000);
  assert.equal(it.sockets.length, 1);
  assert.deepEqual(
    it.states.map(({ state }) => state),
    ['live', 'closed'],
  );
});

test('should stay closed if closed while it waits', async () => {
  const it = await live();
  it.socket.end();
  it.handoff.close();
  page.dispatchEvent(new Event('online'));
  await clock.advance(100_000);

  assert.equal(it.sockets.length, 1);
});
