import { Access } from './access.js';
import { open as openEcho } from './echo.js';
import { enter } from './room.js';

const form = document.getElementById('who');
const field = document.getElementById('name');
const label = document.getElementById('who-label');
const note = document.getElementById('who-note');
const access = new Access();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  access.set(field.value.trim());
  begin();
});

async function begin() {
  try {
    const { mode, good } = await access.look();
    label.textContent = mode === 'jwt' ? 'Your token' : 'Your name';
    field.type = mode === 'jwt' ? 'password' : 'text';
    field.value = mode === 'jwt' ? '' : access.name;
    note.textContent = good ? '' : 'This server asks for a token: paste one.';
    if (good) {
      enter(access.options);
      openEcho(() => access.query());
    } else {
      field.focus();
    }
  } catch {
    note.textContent = 'The server cannot be reached; trying again.';
    setTimeout(begin, 2000);
  }
}

begin();
