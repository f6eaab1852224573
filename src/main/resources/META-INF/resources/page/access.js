import { problemDetail } from './api.js';

/** The identity of this page's user: a name in open mode, a token in jwt mode. */
export class Access {
  #token = sessionStorage.getItem('token') ?? '';
  /** 'open' or 'jwt'; unknown until `check()`. */
  mode;
  /** In jwt mode the user that the token names. */
  user = sessionStorage.getItem('name') ?? newGuest();
  roles = [];
  /** Why the server does not accept the name or token; empty where none was given yet. */
  refusal = '';
  /** Called with the reason when the server no longer accepts a token that was good. */
  onRefused = () => {};

  /** Asks the server whether it accepts this user. Rejects if the server cannot be reached. */
  async check() {
    const response = await fetch(this.url('/me'), { headers: this.headers, cache: 'no-store' });
    if (response.status >= 500) {
      throw new Error(await problemDetail(response));
    }
    const me = response.ok ? await response.json() : undefined;
    this.mode = me?.mode ?? (response.status === 400 ? 'open' : 'jwt');
    const firstVisit = response.status === 401 && !this.#token;
    this.refusal = response.ok || firstVisit ? '' : await problemDetail(response);
    if (me) {
      this.user = me.user;
      this.roles = me.roles;
    }
    return response.ok;
  }

  /** @param {string} credential a token, or in open mode a name */
  use(credential) {
    if (this.mode === 'jwt') {
      this.#token = credential;
      sessionStorage.setItem('token', credential);
    } else {
      this.user = credential;
      sessionStorage.setItem('name', credential);
    }
  }

  forget() {
    this.#token = '';
    sessionStorage.removeItem('token');
  }

  get canMonitor() {
    return this.roles.includes('admin') || this.roles.includes('viewer');
  }

  get canOperate() {
    return this.roles.includes('admin');
  }

  get headers() {
    return this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
  }

  /** The path, in open mode with the user's name as a query parameter. */
  url(path) {
    if (this.mode === 'jwt' || this.#token) {
      return path;
    }
    return `${path}${path.includes('?') ? '&' : '?'}user=${encodeURIComponent(this.user)}`;
  }

  /** The options of handoff.js that identify this user. */
  get socketOptions() {
    return this.mode === 'jwt' ? { ticket: () => this.#ticket(), token: async () => this.#token } : { user: this.user };
  }

  /** Opens one socket: a browser cannot send a header with it. */
  async #ticket() {
    const response = await fetch('/tickets', { method: 'POST', headers: this.headers, cache: 'no-store' });
    if (!response.ok) {
      const why = await problemDetail(response);
      if (response.status === 401) {
        this.onRefused(why);
      }
      throw new Error(why);
    }
    return (await response.json()).ticket;
  }
}

/** Kept for the tab, so that a reload does not make another guest. */
function newGuest() {
  const name = `guest-${Math.floor(Math.random() * 9000) + 1000}`;
  sessionStorage.setItem('name', name);
  return name;
}
