import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity, clock, page, plainSocket, settle } from './fakes.mjs';

test('should carry plain text both ways', async () => {
  const it = await plainSocket();
  assert.equal(it.client.send('too early'), false);
  it.socket.accept();
  assert.equal(it.client.send('hi'), true);
  it.socket.say('You said: hi');

  assert.deepEqual(
    it.socket.sent.map(({ text }) => text),
    ['hi'],
  );
  assert.deepEqual(it.texts, ['You said: hi']);
});

test('should send nothing of its own', async () => {
  const it = await plainSocket();
  it.socket.accept();
  await clock.advance(60_000);

  assert.deepEqual(it.socket.sent, []);
  assert.equal(it.client.state, 'live');
});

test('should reconnect, and then say nothing of what was lost', async () => {
  const it = await plainSocket();
  it.socket.accept();
  it.socket.end(1012, 'restarting');
  assert.equal(it.client.send('lost'), false);
  await clock.advance(500);
  it.socket.accept();

  assert.equal(it.sockets.length, 2);
  assert.deepEqual(it.socket.sent, []);
  assert.deepEqual(it.states, [
    { state: 'live' },
    { state: 'reconnecting', why: 'restarting', retryInMs: 500, closeCode: 1012 },
    { state: 'reconnecting' },
    { state: 'live' },
  ]);
});

test('should not send on a socket that is closing', async () => {
  const it = await plainSocket();
  it.socket.accept();
  it.socket.readyState = 2;

  assert.equal(it.client.send('hi'), false);
});

test('should back off until the server has spoken, and five seconds longer', async () => {
  const it = await plainSocket();
  const waits = [];
  const loseAfter = async (ms, text) => {
    it.socket.accept();
    text && it.socket.say(text);
    await clock.advance(ms);
    it.socket.end();
    waits.push(it.states.at(-1).retryInMs);
    await clock.advance(waits.at(-1));
  };
  await loseAfter(60_000);
  await loseAfter(60_000);
  await loseAfter(4_999, 'hello');
  await loseAfter(5_000, 'hello');

  assert.deepEqual(waits, [500, 1_000, 2_000, 500]);
});

test('should say how full the server is', async () => {
  const it = await plainSocket();
  const full = { open: 10, free: 0, cap: 10 };
  globalThis.fetch = async (url) => {
    page.asked.push(String(url));
    return new Response(JSON.stringify({ live: { open: 0, free: 5, cap: 5 }, echo: full }));
  };
  it.socket.end();
  await settle();

  assert.deepEqual(page.asked, ['http://there/capacity']);
  assert.deepEqual(it.states, [
    { state: 'reconnecting', why: 'the server is full', capacity: full, retryInMs: 500, closeCode: 1006 },
  ]);
});

test('should not say that the server is full where there is room', async () => {
  const it = await plainSocket();
  globalThis.fetch = capacity({ open: 9, free: 1, cap: 10 });
  it.socket.end();
  await settle();

  assert.equal(it.states.at(-1).why, 'the server refused');
});

test('should drop a connection and open another', async () => {
  const it = await plainSocket();
  it.client.drop(4000, 'too early');
  it.client.drop(4000, 'and again, while there is none');
  await settle();
  await clock.advance(500);
  it.socket.accept();
  it.client.drop(4000, 'no answer');

  assert.equal(it.sockets.length, 2);
  assert.equal(it.socket.closedWith, 1000);
  assert.deepEqual(it.client.lastClose, { code: 4000, reason: 'no answer' });
});

test('should close for good', async () => {
  const it = await plainSocket();
  it.socket.accept();
  it.client.close();
  it.client.close();
  it.socket.say('late');
  await clock.advance(60_000);

  assert.equal(it.sockets.length, 1);
  assert.deepEqual(it.texts, []);
  assert.deepEqual(it.states.at(-1), { state: 'closed', why: 'closed by this page', closeCode: undefined });
  assert.equal(it.client.send('late'), false);
});
