import { unreadCount } from './format.js';
import { icon } from './icons.js';
import { html, nothing } from './lit.js';

const SCREENS = [
  ['try', 'Try it'],
  ['chat', 'Chat'],
  ['inbox', 'Inbox'],
  ['monitor', 'Monitor'],
  ['echo', 'Echo'],
];

/** The frame around every screen. */
export function shell(app) {
  return html`
    <a class="skip" href="#main" @click=${skipToContent}>Skip to the content</a>
    <header class="top">
      <a class="brand" href="#/try"><img src="/icon.svg" alt="" width="28" height="28" /> Handoff</a>
      <nav aria-label="Screens">${SCREENS.map(([name, label]) => screenLink(app, name, label))}</nav>
      <div class="side">${app.live.view()} ${bell(app.screens.inbox)} ${user(app)}</div>
    </header>
    <main id="main" tabindex="-1">${app.screen.view()}</main>
    ${app.toasts.view()}
  `;
}

function skipToContent(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function screenLink(app, name, label) {
  const screen = app.screens[name];
  const current = app.screen === screen || (name === 'try' && app.screen === app.screens.task);
  // The bell beside it counts the inbox
  const unread = name === 'inbox' ? 0 : screen.unread;
  return html`<a href="#/${name}" aria-current=${current ? 'page' : nothing}
    >${icon(name)}<span>${label}</span>${unreadCount(unread)}</a
  >`;
}

function bell({ unread }) {
  return html`<a class="bell" href="#/inbox" aria-label="Inbox: ${unread || 'nothing'} unread"
    >${icon('inbox')}${unreadCount(unread)}</a
  >`;
}

function user(app) {
  const { access } = app;
  if (access.mode === 'jwt') {
    return html`<span class="user">${access.user}</span>
      <button class="quiet" @click=${() => app.signOut()}>Sign out</button>`;
  }
  return html`<form class="user" @submit=${(event) => onRename(app, event)}>
    <label class="visually-hidden" for="user">Your name</label>
    <input
      id="user"
      name="user"
      .value=${access.user}
      maxlength="128"
      spellcheck="false"
      autocomplete="off"
      required
      pattern="(?!\\p{M})[\\p{L}\\p{M}\\p{N}._@+\\|\\-]+"
      title="Letters, digits or any of . _ @ + - |"
      @change=${(event) => event.target.form.requestSubmit()}
    />
  </form>`;
}

async function onRename(app, event) {
  event.preventDefault();
  const name = event.target.user.value;
  if (name !== app.access.user) {
    await app.signIn(name);
    requestAnimationFrame(() => document.getElementById('user')?.focus());
  }
}

/** The page of a user who is not signed in, or whose server is not reached yet. */
export function welcome(app) {
  const { mode } = app.access;
  return html`<main class="start" id="main">
    <img src="/icon.svg" alt="" width="56" height="56" />
    <h1 tabindex="-1">Handoff</h1>
    <p>Hand off slow work, get an answer at once, hear when it is done.</p>
    ${mode ? signInForm(app, mode === 'jwt') : nothing}
    <p role="status" class=${app.notice ? 'wrong' : ''}>${app.notice || (mode ? '' : 'Connecting…')}</p>
  </main>`;
}

function signInForm(app, byToken) {
  const submit = (event) => {
    event.preventDefault();
    app.signIn(event.target.credential.value.trim());
  };
  return html`<form class="card" @submit=${submit}>
    <label for="credential">${byToken ? 'Your token' : 'Your name'}</label>
    <input
      id="credential"
      name="credential"
      type=${byToken ? 'password' : 'text'}
      required
      autocomplete="off"
      spellcheck="false"
    />
    ${byToken ? html`<p class="hint">A JSON Web Token from your issuer. This tab keeps it until you close it.</p>` : nothing}
    <button>${byToken ? 'Sign in' : 'Continue'}</button>
  </form>`;
}
