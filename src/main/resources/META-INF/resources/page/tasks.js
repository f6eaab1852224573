const ENDED = ['succeeded', 'dead', 'cancelled'];
const REFRESH_DELAY_MS = 60;

/** The tasks on the screen: each is loaded and subscribed to once, however many parts of the page show it. */
export class Tasks {
  #app;
  #watched = new Map();

  constructor(app) {
    this.#app = app;
  }

  /** The caller releases the task when it no longer shows it. */
  watch(id) {
    const task = this.#watched.get(id) ?? new WatchedTask(this.#app, id, () => this.#watched.delete(id));
    this.#watched.set(id, task);
    task.watchers++;
    return task;
  }
}

class WatchedTask {
  watchers = 0;
  /** The answer of `GET /tasks/{id}`, kept up to date by the task's events; undefined until it is loaded. */
  now;
  events = [];
  error;
  #app;
  #id;
  #onReleased;
  #subscription;
  #refreshTimer;

  constructor(app, id, onReleased) {
    this.#app = app;
    this.#id = id;
    this.#onReleased = onReleased;
    this.#subscription = app.live.subscribe(`task:${id}`, {
      after: 0,
      onEvent: (event) => this.#onEvent(event),
      onError: () => {},
    });
    this.refresh();
  }

  get id() {
    return this.#id;
  }

  get hasEnded() {
    return ENDED.includes(this.now?.state);
  }

  release() {
    if (--this.watchers === 0) {
      this.#subscription.close();
      this.#onReleased();
    }
  }

  /** Loads the task; to be called after changes of which it has no event. */
  async refresh() {
    try {
      this.now = await this.#app.api.get(`/tasks/${encodeURIComponent(this.#id)}`);
      this.error = undefined;
    } catch (error) {
      this.error = error;
      if (error.status === 404 || error.status === 403) {
        this.now = undefined;
      }
    }
    this.#app.redraw();
  }

  #onEvent(event) {
    const { type, data } = event;
    if (event.seq) {
      this.events.push(event);
    }
    if (type !== 'progress') {
      this.#refreshSoon();
    } else if (this.now) {
      this.now.progress = data;
    }
    this.#app.redraw();
  }

  /** Attempts, times and result change with an event: one request loads them, also for several events in a row. */
  #refreshSoon() {
    if (!this.#refreshTimer) {
      this.#refreshTimer = setTimeout(() => {
        this.#refreshTimer = undefined;
        this.refresh();
      }, REFRESH_DELAY_MS);
    }
  }
}
