/** Who this page is: a name where everybody is a guest, a token where the server asks for one. */
export class Access {
  #token = sessionStorage.getItem('token') ?? '';
  #mode = 'open';
  name = sessionStorage.getItem('name') ?? `guest-${Math.floor(Math.random() * 1000)}`;

  /** 'open' or 'jwt'; and whether what we have is good. */
  async look() {
    const answer = await this.#ask();
    this.#mode = answer.status === 401 || this.#token ? 'jwt' : 'open';
    return { mode: this.#mode, good: answer.ok };
  }

  set(value) {
    if (this.#mode === 'jwt') {
      this.#token = value;
      sessionStorage.setItem('token', value);
    } else {
      this.name = value;
      sessionStorage.setItem('name', value);
    }
  }

  /** Opens one socket: a browser can send no header with it. */
  async ticket() {
    const answer = await this.#ask();
    if (!answer.ok) {
      throw new Error(`no ticket: ${answer.status}`);
    }
    return (await answer.json()).ticket;
  }

  /** What names us on a socket's address. */
  async query() {
    return this.#mode === 'jwt' ? { ticket: await this.ticket() } : { user: this.name };
  }

  get options() {
    return this.#mode === 'jwt'
      ? { ticket: () => this.ticket(), token: async () => this.#token }
      : { user: this.name };
  }

  #ask() {
    const headers = this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    return fetch('/tickets', { method: 'POST', headers, cache: 'no-store' });
  }
}
