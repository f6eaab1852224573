import { html, nothing } from './lit.js';

/** How far a task is. */
export function bar({ state, progress, id }) {
  const percent = state === 'succeeded' ? 100 : (progress?.percent ?? 0);
  return html`<div class="progress">
    <progress max="100" .value=${percent} aria-label="Progress of task ${id.slice(-8)}"></progress>
    <span class="hint">${percent} %${progress?.note ? ` · ${progress.note}` : ''}</span>
  </div>`;
}

/** What can be done with a task now. `watched` has `now`, `id`, `ended` and `refresh()`. */
export function actions(app, watched, more = nothing) {
  const { state, owner } = watched.now;
  const mine = app.access.mayAct || owner === app.access.user;
  const path = `/tasks/${watched.id}`;
  const act = (method, to) => async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await app.api.call(method, to);
      await watched.refresh();
    } catch (error) {
      app.toasts.wrong(error);
    }
    button.disabled = false;
  };
  return html`<div class="buttons">
    ${mine && !watched.ended ? html`<button class="second" @click=${act('DELETE', path)}>Cancel</button>` : nothing}
    ${mine && state === 'dead' ? html`<button class="second" @click=${act('POST', `${path}/retry`)}>Run again</button>` : nothing}
    ${more}
  </div>`;
}
