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

/**
 * What all screens share. A screen has `title` and `view()`, and may have `enter(path)`, `leave()`, `visible(isVisible)`
 * and `afterDraw()`. Code that changes what is shown calls `redraw()`; everything is drawn at once, at most once a frame.
 */
class App {
  access = new Access();
  api = new Api(this.access);
  toasts = new Toasts(this);
  /** Shown to a user who is not signed in: why not. */
  notice = '';
  #drawRequested = false;
  #drawnBefore = false;
  #root = document.getElementById('app');

  async start() {
    let accepted;
    try {
      accepted = await this.access.check();
    } catch {
      this.notice = 'The server cannot be reached; trying again…';
      setTimeout(() => this.start(), RETRY_MS);
    }
    if (accepted) {
      this.#open();
    } else if (accepted === false) {
      this.notice = this.access.refusal;
    }
    this.redraw();
  }

  signIn(credential) {
    this.#close();
    this.access.use(credential);
    return this.start();
  }

  /** @param {string} [why] unless the user asked for it */
  signOut(why = '') {
    this.#close();
    this.access.forget();
    this.notice = why;
    this.redraw();
  }

  #close() {
    this.screen?.leave?.();
    this.live?.close();
    this.screens = this.screen = this.live = undefined;
  }

  #open() {
    this.#close();
    this.notice = '';
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

  /** Shows the screen that the address names. */
  show() {
    const { name, path } = route();
    const screen = this.screens?.[name] ?? this.screens?.try;
    const changed = this.screen && this.screen !== screen;
    if (changed) {
      this.screen.leave?.();
    }
    this.screen = screen;
    screen?.enter?.(path);
    this.redraw();
    if (changed) {
      // Users of a screen reader or a keyboard start at the top of the new screen
      requestAnimationFrame(() => document.querySelector('h1')?.focus());
    }
  }

  redraw() {
    if (!this.#drawRequested) {
      this.#drawRequested = true;
      requestAnimationFrame(() => this.#draw());
    }
    document.title = title(this);
  }

  #draw() {
    this.#drawRequested = false;
    if (!this.#drawnBefore) {
      this.#drawnBefore = true;
      this.#root.replaceChildren();
    }
    render(this.screen ? shell(this) : welcome(this), this.#root);
    this.screen?.afterDraw?.();
  }
}

/** The screen that the address names, or the first one where it names none. */
function route() {
  try {
    const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
    return name === 'task' && !rest[0] ? { name: 'try', path: '' } : { name, path: rest.join('/') };
  } catch {
    return { name: 'try', path: '' };
  }
}

function title({ screen, screens }) {
  const unread = screens ? screens.inbox.unread + screens.chat.unread : 0;
  return `${unread ? `(${unread}) ` : ''}${screen ? `${screen.title} · ` : ''}Handoff`;
}

const app = new App();
app.access.onRefused = (why) => app.live && app.access.mode === 'jwt' && app.signOut(why);
addEventListener('hashchange', () => app.show());
document.addEventListener('visibilitychange', () => app.screen?.visible?.(!document.hidden));
app.start();
