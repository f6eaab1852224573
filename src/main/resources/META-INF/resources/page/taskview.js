import { html, nothing } from './lit.js';

export function progressBar({ state, progress, id }) {
  const percent = state === 'succeeded' ? 100 : (progress?.percent ?? 0);
  return html`<div class="progress">
    <progress max="100" .value=${percent} aria-label="Progress of task ${id.slice(-8)}"></progress>
    <span class="hint">${percent} %${progress?.note ? ` · ${progress.note}` : ''}</span>
  </div>`;
}

/**
 * The buttons for what this user may do with a task in its state.
 *
 * @param {WatchedTask} task
 * @param more buttons that follow
 */
export function taskButtons(app, task, more = nothing) {
  const { state, owner } = task.now;
  const allowed = app.access.canOperate || owner === app.access.user;
  const path = `/tasks/${task.id}`;
  const call = (method, target) => async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await app.api.call(method, target);
      await task.refresh();
    } catch (error) {
      app.toasts.error(error);
    }
    button.disabled = false;
  };
  return html`<div class="buttons">
    ${allowed && !task.hasEnded ? html`<button class="secondary" @click=${call('DELETE', path)}>Cancel</button>` : nothing}
    ${
      allowed && state === 'dead'
        ? html`<button class="secondary" @click=${call('POST', `${path}/retry`)}>Run again</button>`
        : nothing
    }
    ${more}
  </div>`;
}
