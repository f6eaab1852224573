/** A call that failed: `message` says why, `status` is the response's status, or 0 where there was none. */
export class ApiError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.status = status;
  }
}

/** What a response says is wrong: the detail of its problem document, if it has one. */
export async function problemDetail(response) {
  const { detail, title } = await response.json().catch(() => ({}));
  return detail ?? title ?? `The server responded with status ${response.status}.`;
}

/** Calls the server as this page's user. */
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

  /** Resolves to the response's JSON, or to undefined where it has no content; rejects with {@link ApiError}. */
  async call(method, path, body) {
    const headers = { Accept: 'application/json', ...this.#access.headers };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const response = await fetch(this.#access.url(path), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    }).catch((cause) => {
      throw new ApiError(0, 'The server cannot be reached. Check the connection and try again.', { cause });
    });
    if (!response.ok) {
      const why = await problemDetail(response);
      if (response.status === 401) {
        this.#access.onRefused(why);
      }
      throw new ApiError(response.status, why);
    }
    return response.status === 204 ? undefined : response.json();
  }
}
