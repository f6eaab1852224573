import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, event, live, settle, world } from './fakes.mjs';

const CHANNEL = 'room:a';

function listen(handoff, options) {
  const heard = { events: [], starts: [], errors: [] };
  heard.subscription = handoff.subscribe(CHANNEL, {
    onEvent: ({ seq, data }) => heard.events.push(seq ?? data),
    onSubscribed: (start) => heard.starts.push(start),
    onError: (error) => heard.errors.push(error),
    ...options,
  });
  return heard;
}

async function subscribed(options, answer = { after: 5, seq: 5, recovered: true }) {
  const it = await live();
  const heard = listen(it.handoff, options);
  it.socket.answer('subscribe', answer);
  return { it, heard, last: () => it.socket.framesSent('subscribe').at(-1) };
}

test('should subscribe once connected', async () => {
  const { handoff, socket } = await world();
  listen(handoff, { after: 3 });
  assert.deepEqual(socket.sent, []);

  socket.accept();

  const [{ op, channel, after }] = socket.framesSent('subscribe');
  assert.deepEqual({ op, channel, after }, { op: 'subscribe', channel: CHANNEL, after: 3 });
});

test('should let the server choose where to begin', async () => {
  const { it, heard } = await subscribed();

  assert.ok(!('after' in it.socket.framesSent('subscribe')[0]));
  assert.equal(heard.subscription.position, 5);
});

test('should hand over events without their frame', async () => {
  const it = await live();
  const heard = [];
  it.handoff.subscribe(CHANNEL, { onEvent: (told) => heard.push(told) });
  it.socket.answer('subscribe', { after: 0, seq: 0, recovered: true });
  it.socket.say(event(1, { from: 'bob' }));

  assert.deepEqual(heard, [{ channel: CHANNEL, seq: 1, id: 'e1', type: 'message', data: 1, from: 'bob' }]);
});

test('should go on after the last stored event', async () => {
  const { it, heard, last } = await subscribed();
  it.socket.say(event(6));
  it.socket.say(event(7));
  it.socket.say(event(undefined, { data: 'typing' }));

  await it.reconnect();

  assert.equal(last().after, 7);
  assert.equal(heard.subscription.position, 7);
  assert.deepEqual(heard.events, [6, 7, 'typing']);
});

test('should go on from where it was told to begin, if nothing came since', async () => {
  const { it, last } = await subscribed();
  await it.reconnect();

  assert.equal(last().after, 5);
});

test('should not tell an event twice', async () => {
  const { it, heard } = await subscribed();
  it.socket.say(event(6));
  it.socket.say(event(6));
  await it.reconnect();
  it.socket.answer('subscribe', { after: 6, seq: 7, recovered: true });
  [5, 6, 7].forEach((seq) => it.socket.say(event(seq)));

  assert.deepEqual(heard.events, [6, 7]);
});

test('should say when events are gone, and go on with what is left', async () => {
  const { it, heard } = await subscribed();
  await it.reconnect();
  it.socket.answer('subscribe', { after: 90, seq: 91, recovered: false });
  it.socket.say(event(91));

  assert.deepEqual(
    heard.starts.map(({ recovered }) => recovered),
    [true, false],
  );
  assert.deepEqual(heard.starts[1], { after: 90, seq: 91, recovered: false });
  assert.deepEqual(heard.events, [91]);
});

test('should follow a history that has begun anew', async () => {
  const { it, heard } = await subscribed();
  await it.reconnect();
  it.socket.answer('subscribe', { after: 0, seq: 1, recovered: false });
  it.socket.say(event(1));

  assert.deepEqual(heard.events, [1]);
  assert.equal(heard.subscription.position, 1);
});

test('should try again where the refusal is temporary', async () => {
  const { it, heard } = await subscribed({}, { op: 'error', code: 'unavailable', temporary: true });
  await clock.advance(499);
  assert.equal(it.socket.framesSent('subscribe').length, 1);
  await clock.advance(1);
  assert.equal(it.socket.framesSent('subscribe').length, 2);
  it.socket.refuse('subscribe', 'unavailable');
  await clock.advance(999);
  assert.equal(it.socket.framesSent('subscribe').length, 2, 'waits longer each time');
  await clock.advance(1);
  it.socket.answer('subscribe', { after: 5, seq: 5, recovered: true });

  assert.deepEqual(heard.errors, []);
  assert.equal(heard.starts.length, 1);
});

test('should end where the refusal is for good', async () => {
  const { it, heard } = await subscribed(
    {},
    { op: 'error', code: 'forbidden', message: 'not yours', temporary: false },
  );
  await it.reconnect();

  assert.deepEqual(it.socket.framesSent('subscribe'), []);
  assert.deepEqual(
    heard.errors.map(({ code, message, temporary }) => [code, message, temporary]),
    [['forbidden', 'not yours', false]],
  );
});

test('should not try again on a new connection what the old one refused', async () => {
  const { it } = await subscribed({}, { op: 'error', code: 'unavailable', temporary: true });
  await clock.advance(500);
  it.socket.refuse('subscribe', 'unavailable');
  it.socket.end();
  await clock.advance(500);
  it.socket.accept();
  await clock.advance(5_000);

  assert.equal(it.socket.framesSent('subscribe').length, 1);
});

test('should unsubscribe', async () => {
  const { it, heard } = await subscribed();
  heard.subscription.close();
  heard.subscription.close();
  it.socket.say(event(6));
  assert.equal(it.socket.framesSent('unsubscribe').length, 1);
  assert.equal(it.socket.framesSent('unsubscribe')[0].channel, CHANNEL);

  await it.reconnect();

  assert.deepEqual(it.socket.framesSent('subscribe'), []);
  assert.deepEqual(heard.events, []);
});

test('should unsubscribe again if it could not', async () => {
  const { it, heard } = await subscribed();
  heard.subscription.close();
  it.socket.refuse('unsubscribe', 'rate_limited');
  await clock.advance(3_000);

  assert.equal(it.socket.framesSent('unsubscribe').length, 2);
});

test('should not hear for a new subscription what was meant for an older one', async () => {
  const { it, heard } = await subscribed();
  heard.subscription.close();
  const again = listen(it.handoff, { after: 0 });
  it.socket.say(event(6));
  it.socket.answer('subscribe', { after: 0, seq: 6, recovered: true });
  it.socket.say(event(1));

  assert.deepEqual(again.events, [1]);
  assert.deepEqual(heard.events, []);
});

test('should hear a channel once', async () => {
  const { it } = await subscribed();

  assert.throws(() => it.handoff.subscribe(CHANNEL), { code: 'already_subscribed' });
});

test('should survive a listener that fails', async () => {
  const failures = [];
  const { it, heard } = await subscribed({
    onEvent: () => {
      throw new Error('the page is at fault');
    },
  });
  for (const seq of [6, 7]) {
    try {
      it.socket.say(event(seq));
    } catch (error) {
      failures.push(error.message);
    }
  }
  await it.reconnect();

  assert.equal(failures.length, 2, 'the browser reports it');
  assert.equal(it.socket.framesSent('subscribe')[0].after, 7);
  assert.equal(heard.subscription.position, 7);
});

test('should survive frames that make no sense', async () => {
  const { it, heard } = await subscribed();
  const nonsense = [
    '',
    '{',
    'null',
    '7',
    '"x"',
    '[]',
    '{}',
    '{"op":"event"}',
    '{"op":"event","channel":"room:b","seq":1}',
  ];
  for (const text of [...nonsense, '{"op":"ack","ref":999}', '{"op":"what"}', '{"op":"pong","ref":{}}']) {
    it.socket.say(text);
  }
  it.socket.onmessage({ data: new Blob(['{}']) });
  it.socket.say(event(6));
  await settle();

  assert.deepEqual(heard.events, [6]);
  assert.equal(it.handoff.state, 'live');
});

test('should hear nothing of a socket it has left', async () => {
  const { it, heard } = await subscribed();
  const old = it.socket;
  await clock.advance(35_000);
  assert.notEqual(it.handoff.state, 'live', 'the ping was not answered');
  old.say(event(6));
  await clock.advance(500);
  it.socket.accept();
  it.socket.answer('subscribe', { after: 5, seq: 6, recovered: true });
  old.say(event(7));
  it.socket.say(event(6));

  assert.deepEqual(heard.events, [6]);
});
