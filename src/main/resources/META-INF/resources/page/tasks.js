const ENDED = ['succeeded', 'dead', 'cancelled'];

/** Tasks that somebody looks at: each is asked for once, and heard while it goes on. */
export class Tasks {
  #app;
  #known = new Map();

  constructor(app) {
    this.#app = app;
  }

  /** The task of that id; whoever watches it says `release()` in the end. */
  watch(id) {
    const task = this.#known.get(id) ?? new WatchedTask(this.#app, id, () => this.#known.delete(id));
    this.#known.set(id, task);
    task.watchers++;
    return task;
  }
}

class WatchedTask {
  watchers = 0;
  /** What `GET /tasks/{id}` says, kept up to date by what is heard; undefined until it is known. */
  now;
  events = [];
  error;
  #app;
  #id;
  #gone;
  #heard;
  #asking;

  constructor(app, id, gone) {
    this.#app = app;
    this.#id = id;
    this.#gone = gone;
    this.#listen();
    this.refresh();
  }

  get id() {
    return this.#id;
  }

  get ended() {
    return ENDED.includes(this.now?.state);
  }

  release() {
    if (--this.watchers === 0) {
      this.#heard?.close();
      this.#gone();
    }
  }

  /** After something that the task's own events do not tell. */
  async refresh() {
    this.#asking = undefined;
    try {
      this.now = await this.#app.api.get(`/tasks/${encodeURIComponent(this.#id)}`);
      this.error = undefined;
    } catch (error) {
      this.error = error;
      if (error.status === 404 || error.status === 403) {
        this.now = undefined;
      }
    }
    this.#app.changed();
  }

  #listen() {
    this.#heard = this.#app.live.subscribe(`task:${this.#id}`, {
      after: 0,
      onEvent: (event) => this.#hear(event),
      onError: () => {},
    });
  }

  #hear(event) {
    const { type, data } = event;
    if (event.seq) {
      this.events.push(event);
    }
    if (this.now && type === 'progress') {
      this.now.progress = data;
    } else if (type !== 'progress') {
      // Attempts, times, result: one look brings them all, also after several events at once
      this.#asking ??= setTimeout(() => this.refresh(), 60);
    }
    this.#app.changed();
  }
}
