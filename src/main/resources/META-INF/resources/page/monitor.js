import { Audit } from './audit.js';
import { html, nothing } from './lit.js';
import { Overview } from './overview.js';
import { Schedules } from './schedules.js';
import { TaskList } from './tasklist.js';

const TABS = [
  ['overview', 'Overview'],
  ['tasks', 'Tasks'],
  ['schedules', 'Schedules'],
  ['audit', 'Audit log'],
];

/** What operators see of the whole service. A view has `start()`, `stop()` and `view()`. */
export class Monitor {
  title = 'Monitor';
  #app;
  #views;
  #view;
  #drawnView;
  #isPaused = false;

  constructor(app) {
    this.#app = app;
    this.#views = {
      overview: new Overview(app),
      tasks: new TaskList(app),
      schedules: new Schedules(app),
      audit: new Audit(app),
    };
    this.#view = this.#views.overview;
  }

  enter(path) {
    this.leave();
    const [name, ...filter] = path.split('/');
    const chosen = this.#views[name] ?? this.#views.overview;
    this.#view = this.#app.access.canMonitor ? chosen : this.#views.schedules;
    // A pause holds for the view on which it was chosen
    this.#isPaused = false;
    this.#view.choose?.(filter.join('/'));
    this.#start();
  }

  leave() {
    this.#view.stop();
    this.#view.close?.();
  }

  /** A page in the background asks for nothing. */
  visible(isVisible) {
    if (isVisible) {
      this.#start();
    } else {
      this.#view.stop();
    }
  }

  #start() {
    if (!this.#isPaused && !document.hidden) {
      this.#view.start();
    }
  }

  afterDraw() {
    if (this.#drawnView !== this.#view) {
      this.#drawnView = this.#view;
      document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    this.#view.afterDraw?.();
  }

  #togglePause() {
    this.#isPaused = !this.#isPaused;
    if (this.#isPaused) {
      this.#view.stop();
    } else {
      this.#start();
    }
    this.#app.redraw();
  }

  view() {
    if (!this.#app.access.canMonitor) {
      return html`<h1 tabindex="-1">Monitor</h1>
        <div class="empty">
          <p>
            The monitor is for operators: it needs a token with the role <b>admin</b> or <b>viewer</b>. Your own
            schedules are below.
          </p>
        </div>
        ${this.#view.view()}`;
    }
    return html`<div class="heading">
        <h1 tabindex="-1">Monitor</h1>
        <button class="secondary" @click=${() => this.#togglePause()}>
          ${this.#isPaused ? '▸ Resume' : '‖ Pause'}
        </button>
      </div>
      <nav class="tabs" aria-label="Views of the monitor">${TABS.map(([name, label]) => this.#tab(name, label))}</nav>
      ${this.#isPaused ? html`<p class="hint" role="status">Paused: this view is not updated.</p>` : nothing}
      ${this.#view.view()}`;
  }

  #tab(name, label) {
    const current = this.#view === this.#views[name];
    return html`<a href="#/monitor/${name}" aria-current=${current ? 'page' : nothing}>${label}</a>`;
  }
}
