import { badge, duration, pretty, time } from './format.js';
import { html, nothing } from './lit.js';
import { progressBar, taskButtons } from './taskview.js';

/** One task: its details and its history. */
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
    const { now, error } = this.#task;
    if (!now) {
      return html`<p><a href="#/try">Try it</a></p>
        <h1 tabindex="-1">Task</h1>
        <p role="status">${error ? error.message : 'Loading…'}</p>`;
    }
    return html`<p><a href="#/try">Try it</a> <span aria-hidden="true">/</span> Task</p>
      <div class="heading">
        <h1 tabindex="-1">${now.kind} ${badge(now.state)}</h1>
        ${taskButtons(this.#app, this.#task, this.#moreButtons())}
      </div>
      ${progressBar(now)} ${error ? html`<p class="error" role="status">${error.message}</p>` : nothing}
      <div class="columns even">
        <section class="card" aria-labelledby="details">
          <h2 id="details">Details</h2>
          ${details(now)}
        </section>
        <section class="card" aria-labelledby="timeline">
          <h2 id="timeline">Timeline</h2>
          ${timeline(now, this.#task.events)}
        </section>
      </div>`;
  }

  #moreButtons() {
    const { now, hasEnded, id } = this.#task;
    const mayDiscard = hasEnded && this.#app.access.canOperate;
    return html`<button class="secondary" @click=${() => this.#copyAsCurl(now)}>Copy as curl</button> ${
        mayDiscard ? html`<button class="secondary danger" @click=${() => this.#discard(id)}>Discard</button>` : nothing
      }`;
  }

  async #copyAsCurl({ kind, payload, priority }) {
    const body = { kind, payload, ...(priority && { priority }) };
    const quoted = JSON.stringify(body).replaceAll("'", "'\\''");
    const token = this.#app.access.mode === 'jwt' ? ` -H "Authorization: Bearer $TOKEN"` : '';
    const url = `${location.origin}${this.#app.access.url('/tasks')}`;
    const command = `curl -i '${url}'${token} -H 'Content-Type: application/json' -d '${quoted}'`;
    try {
      await navigator.clipboard.writeText(command);
      this.#app.toasts.info('Copied. Paste it into a shell.');
    } catch {
      this.#app.toasts.info(command);
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
      this.#app.toasts.info('Task discarded.');
    } catch (error) {
      this.#app.toasts.error(error);
    }
  }
}

function details(task) {
  const list = [
    ['Id', html`<code>${task.id}</code>`],
    ['Owner', task.owner],
    ['Attempts', `${task.attempt} of ${task.maxAttempts}`],
    ['Priority', task.priority || nothing],
    ['Timeout', duration(task.timeoutMillis)],
    ['Submitted', time(task.createdAt)],
    ['Due', task.state === 'scheduled' ? time(task.runAt) : nothing],
    ['Ended', time(task.endedAt)],
    ['Run time', task.endedAt && task.startedAt ? between(task.startedAt, task.endedAt) : nothing],
    ['Trace', task.trace ? html`<code>${task.trace.split('-')[1] ?? task.trace}</code>` : nothing],
  ].filter(([, value]) => value !== nothing && value !== undefined);
  const item = ([name, value]) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl>${list.map(item)}</dl>
    ${json('Payload', task.payload)} ${task.result === undefined ? nothing : json('Result', task.result)}
    ${
      task.error
        ? html`<h3>Last error</h3>
            <p class="error">${task.error}</p>`
        : nothing
    }`;
}

const json = (title, value) =>
  html`<h3>${title}</h3>
    <pre tabindex="0" aria-label=${title}>${pretty(value)}</pre>`;

function timeline(task, allEvents) {
  const events = allEvents.filter(({ type }) => type !== 'progress');
  return html`<ol class="timeline">
    ${events.map(({ type, time: at, data }, i) => {
      const problem = data?.error ?? data?.reason;
      const isNextRetry = type === 'scheduled' && i > 0 && i === events.length - 1;
      return html`<li>
        ${badge(type)} ${time(at)} ${i ? html`<span class="hint">+ ${between(events[i - 1].time, at)}</span>` : nothing}
        ${data?.attempt ? html`<span class="hint">attempt ${data.attempt}</span>` : nothing}
        ${problem ? html`<p class="error">${problem}</p>` : nothing}
        ${isNextRetry ? html`<p class="hint">Next attempt: ${time(task.runAt)}</p>` : nothing}
      </li>`;
    })}
  </ol>`;
}

const between = (from, to) => duration(new Date(to) - new Date(from));
