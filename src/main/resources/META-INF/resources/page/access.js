/** Who this page is: a name where everybody is a guest, a token where the server asks for one. */
export class Access {
  #token = sessionStorage.getItem('token') ?? '';
  /** 'open' or 'jwt'; unknown until `look()`. */
  mode;
  /** What this page is called; in jwt mode what the token says. */
  user = sessionStorage.getItem('name') ?? guest();
  /** Told, with the reason, when a token that was good is so no longer. */
  refused = () => {};
  roles = [];
  /** Whether the server takes what we show; if not, why. */
  good = false;
  why = '';

  /** Asks the server who we are. Rejects if it can't be reached. */
  async look() {
    const answer = await fetch(this.address('/me'), { headers: this.headers, cache: 'no-store' });
    if (answer.status >= 500) {
      throw new Error(`the server answers ${answer.status}`);
    }
    const me = answer.ok ? await answer.json() : undefined;
    this.mode = me?.mode ?? (answer.status === 400 ? 'open' : 'jwt');
    this.good = answer.ok;
    this.why = answer.ok || (answer.status === 401 && !this.#token) ? '' : await reason(answer);
    if (me) {
      this.user = me.user;
      this.roles = me.roles;
    }
    return this.good;
  }

  /** @param {string} value a token, or in open mode a name */
  set(value) {
    if (this.mode === 'jwt') {
      this.#token = value;
      sessionStorage.setItem('token', value);
    } else {
      this.user = value;
      sessionStorage.setItem('name', value);
    }
  }

  forget() {
    this.#token = '';
    sessionStorage.removeItem('token');
    this.good = false;
  }

  get mayWatch() {
    return this.roles.includes('admin') || this.roles.includes('viewer');
  }

  get mayAct() {
    return this.roles.includes('admin');
  }

  get headers() {
    return this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
  }

  /** A path with what names us on it, where a name is all there is. */
  address(path) {
    if (this.mode === 'jwt' || this.#token) {
      return path;
    }
    return `${path}${path.includes('?') ? '&' : '?'}user=${encodeURIComponent(this.user)}`;
  }

  /** Opens one socket: a browser can send no header with it. */
  async ticket() {
    const answer = await fetch('/tickets', { method: 'POST', headers: this.headers, cache: 'no-store' });
    if (answer.status === 401) {
      this.refused(await reason(answer));
    }
    if (!answer.ok) {
      throw new Error(`no ticket: ${answer.status}`);
    }
    return (await answer.json()).ticket;
  }

  /** What names us on a socket's address. */
  async query() {
    return this.mode === 'jwt' ? { ticket: await this.ticket() } : { user: this.user };
  }

  /** What `connect` of handoff.js wants to know. */
  get options() {
    return this.mode === 'jwt' ? { ticket: () => this.ticket(), token: async () => this.#token } : { user: this.user };
  }
}

async function reason(answer) {
  const { detail } = await answer.json().catch(() => ({}));
  return detail ?? `The server answered ${answer.status}.`;
}

/** The same after a reload. */
function guest() {
  const name = `guest-${Math.floor(Math.random() * 9000) + 1000}`;
  sessionStorage.setItem('name', name);
  return name;
}
