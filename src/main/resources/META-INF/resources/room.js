import { connect } from './handoff.js';
import { Log, showState } from './log.js';

const ROOM = 'room:lobby';
const WORDS = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline', closed: 'Closed' };

const state = document.getElementById('room-state');
const people = document.getElementById('people');
const log = new Log(document.getElementById('room-log'));
const form = document.getElementById('room-form');
const text = document.getElementById('room-text');

let handoff;

/** Enters the room, leaving it first if need be. */
export function enter(options) {
  handoff?.close();
  log.clear();
  const connection = (handoff = connect('/ws/live', options));
  connection.addEventListener('state', ({ detail }) => show(connection, detail));
  connection.subscribe(ROOM, {
    after: 0,
    onEvent: (event) => heard(connection, event),
    onSubscribed: ({ recovered }) => {
      if (!recovered) {
        log.add('note', 'Older messages are gone.');
      }
      look(connection);
      measure(connection);
    },
  });
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const words = text.value;
  text.value = '';
  text.focus();
  try {
    await handoff.publish(ROOM, { text: words });
  } catch (error) {
    log.add('note', `Not sent: ${error.message}`);
    text.value ||= words;
  }
});

function heard(connection, { type, from, data }) {
  if (connection !== handoff) {
    return;
  }
  if (type === 'join' || type === 'leave') {
    log.add('note', `${data.user} ${type === 'join' ? 'came' : 'left'}`);
    look(connection);
  } else if (type === 'message') {
    log.add('received', String(data?.text ?? JSON.stringify(data)), from ?? 'the server');
  }
}

async function look(connection) {
  try {
    const users = await connection.presence(ROOM);
    people.textContent = `Here: ${users.map(({ user }) => user).join(', ')}`;
  } catch {
    // The next connection asks again.
  }
}

async function measure(connection) {
  try {
    await connection.ping();
    show(connection, { state: connection.state });
  } catch {
    // The next connection asks again.
  }
}

function show(connection, { state: name, why, retryInMs }) {
  if (connection !== handoff) {
    return;
  }
  const more = name === 'live' && connection.rtt ? `${connection.rtt.toFixed(0)} ms` : retryInMs ? `in ${Math.ceil(retryInMs / 1000)} s` : '';
  showState(state, name === 'live' ? 'connected' : name === 'connecting' ? name : 'disconnected', why ? `${WORDS[name]}: ${why}` : WORDS[name], more);
}
