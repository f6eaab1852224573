/** The server said no. `message` is what it says, in words; `status` is 0 if it can't be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Calls to the server in this page's name. */
export class Api {
  #access;

  constructor(access) {
    this.#access = access;
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, body) {
    return this.call('POST', path, body);
  }

  delete(path) {
    return this.call('DELETE', path);
  }

  /** Gives the answer's JSON, or undefined where there is none; rejects with {@link Refused}. */
  async call(method, path, body) {
    const headers = { Accept: 'application/json', ...this.#access.headers };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const answer = await fetch(this.#access.address(path), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    }).catch(() => {
      throw new Refused(0, 'The server cannot be reached.');
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      const why = problem.detail ?? problem.title ?? `The server answered ${answer.status}.`;
      if (answer.status === 401) {
        this.#access.refused(why);
      }
      throw new Refused(answer.status, why);
    }
    return answer.status === 204 ? undefined : answer.json();
  }
}
