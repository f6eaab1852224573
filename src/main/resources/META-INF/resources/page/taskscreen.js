import { html, nothing } from './lit.js';
import { actions, bar } from './taskparts.js';
import { badge, duration, pretty, time } from './words.js';

/** One task from its first moment to its last. */
export class TaskScreen {
  title = 'Task';
  #app;
  #task;

  constructor(app) {
    this.#app = app;
  }

  enter(id) {
    this.leave();
    this.#task = this.#app.tasks.watch(id);
  }

  leave() {
    this.#task?.release();
    this.#task = undefined;
  }

  view() {
    const { now, error, id } = this.#task;
    if (!now) {
      return html`<p><a href="#/try">Try it</a></p>
        <h1 tabindex="-1">Task</h1>
        <p role="status">${error ? error.message : 'Looking…'}</p>`;
    }
    return html`<p><a href="#/try">Try it</a> <span aria-hidden="true">/</span> Task</p>
      <div class="heading">
        <h1 tabindex="-1">${now.kind} ${badge(now.state)}</h1>
        ${actions(this.#app, this.#task, this.#more())}
      </div>
      ${bar(now)} ${error ? html`<p class="error" role="status">${error.message}</p>` : nothing}
      <div class="columns even">
        <section class="card" aria-labelledby="facts">
          <h2 id="facts">Facts</h2>
          ${this.#facts(now, id)}
        </section>
        <section class="card" aria-labelledby="life">
          <h2 id="life">Timeline</h2>
          ${this.#timeline(now)}
        </section>
      </div>`;
  }

  #more() {
    const { now, ended, id } = this.#task;
    const discard = ended && this.#app.access.mayAct;
    return html`<button class="second" @click=${() => this.#copy(now)}>Copy as curl</button>
      ${discard ? html`<button class="second danger" @click=${() => this.#discard(id)}>Discard</button>` : nothing}`;
  }

  async #copy(now) {
    const body = { kind: now.kind, payload: now.payload };
    if (now.priority) {
      body.priority = now.priority;
    }
    const quoted = JSON.stringify(body).replaceAll("'", "'\\''");
    const token = this.#app.access.mode === 'jwt' ? ` -H "Authorization: Bearer $TOKEN"` : '';
    const command = `curl -i '${location.origin}${this.#app.access.address('/tasks')}'${token} -H 'Content-Type: application/json' -d '${quoted}'`;
    try {
      await navigator.clipboard.writeText(command);
      this.#app.toasts.say('Copied. Paste it into a shell.');
    } catch {
      this.#app.toasts.say(command);
    }
  }

  async #discard(id) {
    if (!confirm('Delete this task and its history for good?')) {
      return;
    }
    try {
      await this.#app.api.post(`/tasks/${id}/discard`);
      this.#task.refresh();
      location.hash = '#/try';
      this.#app.toasts.say('Discarded.');
    } catch (error) {
      this.#app.toasts.wrong(error);
    }
  }

  #facts(now, id) {
    const facts = [
      ['Id', html`<code>${id}</code>`],
      ['Owner', now.owner],
      ['Attempts', `${now.attempt} of ${now.maxAttempts}`],
      ['Priority', now.priority || nothing],
      ['Timeout', duration(now.timeoutMillis)],
      ['Handed in', time(now.createdAt)],
      ['Due', now.state === 'scheduled' ? time(now.runAt) : nothing],
      ['Ended', time(now.endedAt)],
      ['Took', now.endedAt && now.startedAt ? duration(new Date(now.endedAt) - new Date(now.startedAt)) : nothing],
      ['Trace', now.trace ? html`<code>${now.trace.split('-')[1] ?? now.trace}</code>` : nothing],
    ].filter(([, value]) => value !== nothing && value !== undefined);
    return html`<dl>
        ${facts.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      <h3>Payload</h3>
      <pre tabindex="0" aria-label="Payload">${pretty(now.payload)}</pre>
      ${
        now.result === undefined
          ? nothing
          : html`<h3>Result</h3>
              <pre tabindex="0" aria-label="Result">${pretty(now.result)}</pre>`
      }
      ${
        now.error
          ? html`<h3>Last error</h3>
              <p class="error">${now.error}</p>`
          : nothing
      }`;
  }

  #timeline(now) {
    const events = this.#task.events.filter(({ type }) => type !== 'progress');
    return html`<ol class="timeline">
      ${events.map(
        (event, i) =>
          html`<li>
            ${badge(event.type)} ${time(event.time)}
            ${i ? html`<span class="hint">+ ${duration(new Date(event.time) - new Date(events[i - 1].time))}</span>` : nothing}
            ${event.data?.attempt ? html`<span class="hint">attempt ${event.data.attempt}</span>` : nothing}
            ${event.data?.error || event.data?.reason ? html`<p class="error">${event.data.error ?? event.data.reason}</p>` : nothing}
            ${event.type === 'scheduled' && i && i === events.length - 1 ? html`<p class="hint">again ${time(now.runAt)}</p>` : nothing}
          </li>`,
      )}
    </ol>`;
  }
}
