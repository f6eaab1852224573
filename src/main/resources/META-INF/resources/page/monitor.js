import { Audit } from './audit.js';
import { html, nothing } from './lit.js';
import { Overview } from './overview.js';
import { Schedules } from './schedules.js';
import { TaskList } from './tasklist.js';

const PARTS = [
  ['overview', 'Overview'],
  ['tasks', 'Tasks'],
  ['schedules', 'Schedules'],
  ['audit', 'Audit log'],
];

/** What the whole service is doing, for those who run it. */
export class Monitor {
  title = 'Monitor';
  /** Whether somebody said that nothing is to move. */
  paused = false;
  #app;
  #parts;
  #part;
  #shown;

  constructor(app) {
    this.#app = app;
    this.#parts = {
      overview: new Overview(app),
      tasks: new TaskList(app),
      schedules: new Schedules(app),
      audit: new Audit(app),
    };
    this.#part = this.#parts.overview;
  }

  enter(path) {
    this.leave();
    const [name, ...filter] = path.split('/');
    const part = this.#app.access.mayWatch ? (this.#parts[name] ?? this.#parts.overview) : this.#parts.schedules;
    // What was not shown yet can't stand still
    this.paused = false;
    this.#part = part;
    this.#part.choose?.(filter.join('/'));
    this.#go();
  }

  leave() {
    this.#part.stop();
    this.#part.close?.();
  }

  /** Nobody looks: nothing is asked for. */
  visible(seen) {
    if (seen) {
      this.#go();
    } else {
      this.#part.stop();
    }
  }

  #go() {
    if (!this.paused && !document.hidden) {
      this.#part.start();
    }
  }

  drawn() {
    if (this.#shown !== this.#part) {
      this.#shown = this.#part;
      document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    this.#part.drawn?.();
  }

  #pause() {
    this.paused = !this.paused;
    if (this.paused) {
      this.#part.stop();
    } else {
      this.#go();
    }
    this.#app.changed();
  }

  view() {
    if (!this.#app.access.mayWatch) {
      return html`<h1 tabindex="-1">Monitor</h1>
        <div class="empty">
          <p>
            The numbers are for operators: your token needs the role <b>admin</b> or <b>viewer</b>. Schedules of your
            own are here.
          </p>
        </div>
        ${this.#part.view()}`;
    }
    return html`<div class="heading">
        <h1 tabindex="-1">Monitor</h1>
        <button class="second" aria-pressed=${this.paused} @click=${() => this.#pause()}>
          ${this.paused ? '▸ Go on' : '‖ Pause'}
        </button>
      </div>
      <nav class="tabs" aria-label="Views of the monitor">
        ${PARTS.map(
          ([name, words]) =>
            html`<a href="#/monitor/${name}" aria-current=${this.#part === this.#parts[name] ? 'page' : nothing}
              >${words}</a
            >`,
        )}
      </nav>
      ${this.paused ? html`<p class="hint" role="status">Paused: what you see does not move.</p>` : nothing}
      ${this.#part.view()}`;
  }
}
