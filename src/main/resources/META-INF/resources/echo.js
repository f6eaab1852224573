import { Connection } from './connection.js';
import { Log, showState } from './log.js';

const LONGEST_BYTES = 64 * 1024;

const state = document.getElementById('echo-state');
const log = new Log(document.getElementById('echo-log'));
const form = document.getElementById('echo-form');
const text = document.getElementById('echo-text');
const send = document.getElementById('echo-send');

let connection;
let announced;

/** Opens the echo; `query` is asked for what names us, for each attempt. */
export function open(query) {
  connection?.close();
  connection = new Connection('/ws', query);
  connection.addEventListener('state', ({ detail }) => told(detail));
  connection.addEventListener('message', ({ detail }) => log.add('received', detail));
  connection.open();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (new TextEncoder().encode(text.value).length > LONGEST_BYTES) {
    log.add('note', 'Not sent: a message may have 64 KiB.');
  } else if (connection.send(text.value)) {
    log.add('sent', text.value);
    text.value = '';
  }
  text.focus();
});

const STATES = { connecting: 'Connecting…', connected: 'Connected' };

function told({ state: name, why, seconds }) {
  showState(state, name, STATES[name] ?? `Disconnected: ${why}`, seconds ? `– reconnecting in ${seconds} s` : '');
  send.disabled = name !== 'connected';
  if (name === 'disconnected' && announced !== why) {
    announced = why;
    log.add('note', `Disconnected: ${why}.`);
  } else if (name === 'connected') {
    announced = undefined;
  }
}
