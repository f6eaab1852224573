import { icon } from './icons.js';
import { html, nothing } from './lit.js';

const PLACES = [
  ['try', 'Try it'],
  ['chat', 'Chat'],
  ['inbox', 'Inbox'],
  ['monitor', 'Monitor'],
  ['echo', 'Echo'],
];

/** The frame around every screen. */
export function shell(app) {
  return html`
    <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header class="top">
      <a class="brand" href="#/try"><img src="/icon.svg" alt="" width="28" height="28" /> Handoff</a>
      <nav aria-label="Screens">${PLACES.map(([name, words]) => place(app, name, words))}</nav>
      <div class="side">${app.live.view()} ${bell(app.screens.inbox)} ${who(app)}</div>
    </header>
    <main id="main" tabindex="-1">${app.screen.view()}</main>
    ${app.toasts.view()}
  `;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function place(app, name, words) {
  const screen = app.screens[name];
  const here = app.screen === screen || (name === 'try' && app.screen === app.screens.task);
  return html`<a href="#/${name}" aria-current=${here ? 'page' : nothing}
    >${icon(name)}<span>${words}</span>${number(name === 'inbox' ? 0 : screen.unread)}</a
  >`;
}

const number = (unread) =>
  unread ? html`<span class="count">${unread > 99 ? '99+' : unread}<span class="aside"> unread</span></span>` : nothing;

function bell({ unread }) {
  return html`<a class="bell" href="#/inbox" aria-label="Inbox: ${unread || 'nothing'} unread"
    >${icon('inbox')}${
      unread ? html`<span class="count" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing
    }</a
  >`;
}

function who(app) {
  const { access } = app;
  if (access.mode === 'jwt') {
    return html`<span class="who">${access.user}</span>
      <button class="quiet" @click=${() => app.signOut()}>Sign out</button>`;
  }
  return html`<form class="who" @submit=${(event) => named(app, event)}>
    <label class="aside" for="me">Your name</label>
    <input
      id="me"
      name="me"
      .value=${access.user}
      maxlength="128"
      spellcheck="false"
      autocomplete="off"
      required
      pattern="[\\p{L}\\p{N}._@+\\-]+"
      title="Letters, digits or any of . _ @ + -"
      @change=${(event) => event.target.form.requestSubmit()}
    />
  </form>`;
}

async function named(app, event) {
  event.preventDefault();
  const name = event.target.me.value;
  if (name !== app.access.user) {
    await app.become(name);
    requestAnimationFrame(() => document.getElementById('me')?.focus());
  }
}

/** Before anybody is anybody. */
export function welcome(app) {
  const token = app.access.mode === 'jwt';
  return html`<main class="start" id="main">
    <img src="/icon.svg" alt="" width="56" height="56" />
    <h1 tabindex="-1">Handoff</h1>
    <p>Hand off slow work, get an answer at once, hear when it is done.</p>
    ${app.access.mode ? form(app, token) : nothing}
    <p role="status" class=${app.note ? 'wrong' : ''}>${app.note || (app.access.mode ? '' : 'Connecting…')}</p>
  </main>`;
}

function form(app, token) {
  const submit = (event) => {
    event.preventDefault();
    app.become(event.target.me.value.trim());
  };
  return html`<form class="card" @submit=${submit}>
    <label for="me">${token ? 'Your token' : 'Your name'}</label>
    <input id="me" name="me" type=${token ? 'password' : 'text'} required autocomplete="off" spellcheck="false" />
    ${token ? html`<p class="hint">A JSON Web Token from your issuer. It stays in this tab.</p>` : nothing}
    <button>${token ? 'Sign in' : 'Go'}</button>
  </form>`;
}
