import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, live, settle, world } from './fakes.mjs';

/** Hands out t1, t2, t3… */
function source() {
  let count = 0;
  return async () => `t${++count}`;
}

test('should show a new ticket on each attempt', async () => {
  const it = await world({ ticket: source() });
  it.socket.accept();
  await it.reconnect(4005);
  it.socket.end();
  await it.next();

  assert.deepEqual(
    it.sockets.map(({ url }) => url.search),
    ['?ticket=t1', '?ticket=t2', '?ticket=t3'],
  );
});

test('should show a new token on each attempt', async () => {
  const it = await live({ token: source(), user: undefined });
  await it.reconnect(4005);

  assert.deepEqual(
    it.sockets.map(({ url }) => url.search),
    ['?access_token=t1', '?access_token=t2'],
  );
});

test('should not put a token on the address where there are tickets', async () => {
  const it = await world({ ticket: source(), token: source() });

  assert.equal(it.socket.url.search, '?ticket=t1');
});

test('should name a guest, whatever the name', async () => {
  const it = await world({ user: 'Ann & Bob', url: 'ws://there/ws/live?a=b' });

  assert.equal(it.socket.url.searchParams.get('user'), 'Ann & Bob');
  assert.equal(it.socket.url.searchParams.get('a'), 'b');
});

test('should try again where there is no ticket', async () => {
  let failures = 2;
  const ticket = async () => {
    if (failures-- > 0) {
      throw new Error('not signed in');
    }
    return 'good';
  };
  const it = await world({ ticket });
  assert.equal(it.sockets.length, 0);
  assert.equal(it.states.at(-1).why, 'Error: not signed in');
  await clock.advance(1_500);

  assert.equal(it.socket.url.search, '?ticket=good');
});

test('should not wait for a ticket for ever', async () => {
  let asked = 0;
  const ticket = () => (++asked > 1 ? 'second' : new Promise(() => {}));
  const it = await world({ ticket });
  await clock.advance(15_500);

  assert.equal(it.socket.url.search, '?ticket=second');
});

test('should not connect with a ticket that comes after the end', async () => {
  let give;
  const it = await world({ ticket: () => new Promise((resolve) => (give = resolve)) });
  it.handoff.close();
  give('late');
  await settle();

  assert.equal(it.sockets.length, 0);
});

test('should refresh a token that ends', async () => {
  const it = await live({ ticket: source(), token: source() });
  it.socket.say({ op: 'expiring', expiresInMs: 30_000 });
  await settle();
  assert.equal(it.socket.framesSent('refresh')[0].token, 't1');
  it.socket.answer('refresh', { expiresAt: '2030-01-01T00:00:00Z' });
  await settle();

  assert.deepEqual(it.errors, []);
});

test('should refresh nothing without tokens', async () => {
  const it = await live({ ticket: source() });
  it.socket.say({ op: 'expiring', expiresInMs: 30_000 });
  await settle();

  assert.deepEqual(it.socket.framesSent('refresh'), []);
});

test('should tell that a token was not good, and come back with another', async () => {
  const it = await live({ token: source() });
  it.socket.say({ op: 'expiring', expiresInMs: 30_000 });
  await settle();
  it.socket.refuse('refresh', 'bad_token', false);
  await settle();
  assert.equal(it.errors[0].code, 'bad_token');
  await it.reconnect(4005);

  assert.equal(it.socket.url.search, '?access_token=t3');
});
