import { Connection } from './connection.js';

const KEPT = 500;
const LONGEST_BYTES = 64 * 1024;

const state = document.getElementById('state');
const what = document.getElementById('what');
const when = document.getElementById('when');
const log = document.getElementById('log');
const form = document.getElementById('form');
const text = document.getElementById('text');
const send = document.getElementById('send');

const connection = new Connection(new URL('/ws', location.href.replace(/^http/, 'ws')));
let announced;

connection.addEventListener('state', ({ detail }) => {
  show(detail);
  send.disabled = detail.state !== 'connected';
  if (detail.state === 'disconnected' && announced !== detail.why) {
    announced = detail.why;
    add('note', `Disconnected: ${detail.why}.`);
  } else if (detail.state === 'connected') {
    announced = undefined;
  }
});

connection.addEventListener('message', ({ detail }) => add('received', detail));

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (new TextEncoder().encode(text.value).length > LONGEST_BYTES) {
    add('note', 'Not sent: a message may have 64 KiB.');
  } else if (connection.send(text.value)) {
    add('sent', text.value);
    text.value = '';
  }
  text.focus();
});

const STATES = { connecting: 'Connecting…', connected: 'Connected' };

/** The seconds are for the eye only: read aloud, each would be news. */
function show({ state: name, why, seconds }) {
  const words = STATES[name] ?? `Disconnected: ${why}`;
  state.dataset.state = name;
  if (what.textContent !== words) {
    what.textContent = words;
  }
  when.textContent = seconds ? `– reconnecting in ${seconds} s` : '';
}

/** What users say goes in as text, never as markup. */
function add(kind, words) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const line = document.createElement('p');
  line.className = kind;
  line.textContent = words;
  log.append(line);
  while (log.childElementCount > KEPT) {
    log.firstElementChild.remove();
  }
  if (atEnd || kind === 'sent') {
    log.scrollTop = log.scrollHeight;
  }
}

connection.open();
