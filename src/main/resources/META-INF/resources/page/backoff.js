const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next attempt: anything up to a bound that doubles from 0.5 s to 20 s.
 * The full jitter spreads the clients that one restart has cut off all at once.
 */
export function backoff(failures, random = Math.random) {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}
