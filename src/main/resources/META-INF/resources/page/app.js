import { Access } from './access.js';
import { Api } from './api.js';
import { Chat } from './chat.js';
import { Echo } from './echo.js';
import { Inbox } from './inbox.js';
import { render } from './lit.js';
import { Live } from './live.js';
import { Monitor } from './monitor.js';
import { shell, welcome } from './shell.js';
import { TaskScreen } from './taskscreen.js';
import { Tasks } from './tasks.js';
import { Toasts } from './toasts.js';
import { TryIt } from './try.js';

const RETRY_MS = 2_000;

/** What all screens share. Whoever changed something calls `changed()`; all is drawn at once, once a frame. */
class App {
  access = new Access();
  api = new Api(this.access);
  toasts = new Toasts(this);
  /** Why nobody is signed in, if that is so. */
  note = '';
  #drawing = false;
  #drawn = false;
  #root = document.getElementById('app');

  async begin() {
    let good;
    try {
      good = await this.access.look();
    } catch {
      this.note = 'The server cannot be reached; trying again.';
      setTimeout(() => this.begin(), RETRY_MS);
    }
    if (good) {
      this.#enter();
    } else if (good === false) {
      this.note = this.access.why;
    }
    this.changed();
  }

  /** Somebody else from now on. */
  become(value) {
    this.leave();
    this.access.set(value);
    return this.begin();
  }

  /** @param {string} [why] where it is not what the user asked for */
  signOut(why = '') {
    this.leave();
    this.access.forget();
    this.note = why;
    this.changed();
  }

  leave() {
    this.screen?.leave?.();
    this.live?.close();
    this.screens = this.screen = this.live = undefined;
  }

  #enter() {
    this.leave();
    this.note = '';
    this.live = new Live(this);
    this.tasks = new Tasks(this);
    this.screens = {
      try: new TryIt(this),
      task: new TaskScreen(this),
      chat: new Chat(this),
      inbox: new Inbox(this),
      monitor: new Monitor(this),
      echo: new Echo(this),
    };
    this.show();
  }

  /** Shows what the address names. */
  show() {
    const { name, rest } = place();
    const next = this.screens?.[name] ?? this.screens?.try;
    const moved = this.screen && this.screen !== next;
    if (moved) {
      this.screen.leave?.();
    }
    this.screen = next;
    next?.enter?.(rest);
    this.changed();
    if (moved) {
      // Who uses a screen reader or the keyboard starts at the top of what is new
      requestAnimationFrame(() => document.querySelector('h1')?.focus());
    }
  }

  changed() {
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => this.#draw());
    }
    document.title = title(this);
  }

  #draw() {
    this.#drawing = false;
    if (!this.#drawn) {
      this.#drawn = true;
      this.#root.replaceChildren();
    }
    render(this.screen ? shell(this) : welcome(this), this.#root);
    this.screen?.drawn?.();
  }
}

/** What the address names; one that names nothing is the first screen. */
function place() {
  try {
    const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
    return name === 'task' && !rest[0] ? { name: 'try', rest: '' } : { name, rest: rest.join('/') };
  } catch {
    return { name: 'try', rest: '' };
  }
}

function title({ screen, screens }) {
  const news = screens ? screens.inbox.unread + screens.chat.unread : 0;
  return `${news ? `(${news}) ` : ''}${screen ? `${screen.title} · ` : ''}Handoff`;
}

const app = new App();
app.access.refused = (why) => app.live && app.access.mode === 'jwt' && app.signOut(why);
addEventListener('hashchange', () => app.show());
document.addEventListener('visibilitychange', () => app.screen?.visible?.(!document.hidden));
app.begin();
