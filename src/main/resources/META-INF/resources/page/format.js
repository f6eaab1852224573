import { html, nothing } from './lit.js';

const timeOnly = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const compactNumber = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const fullNumber = new Intl.NumberFormat();

/** A time of today without its date, which is in the tooltip. */
export function time(moment) {
  if (!moment) {
    return nothing;
  }
  const date = new Date(moment);
  const today = date.toDateString() === new Date().toDateString();
  return html`<time datetime=${date.toISOString()} title=${dateAndTime.format(date)}
    >${(today ? timeOnly : dateAndTime).format(date)}</time
  >`;
}

/** 340 ms, 2.4 s, 3 min 5 s, 2 h 10 min, 3 d 4 h. */
export function duration(ms) {
  if (ms === undefined || Number.isNaN(ms)) {
    return '–';
  }
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  }
  const [size, unit, below, small] =
    ms < 3_600_000
      ? [60_000, 'min', 1000, 's']
      : ms < 86_400_000
        ? [3_600_000, 'h', 60_000, 'min']
        : [86_400_000, 'd', 3_600_000, 'h'];
  const rest = Math.floor((ms % size) / below);
  return `${Math.floor(ms / size)} ${unit}${rest ? ` ${rest} ${small}` : ''}`;
}

export const count = (n) => (n === undefined ? '–' : n < 10_000 ? fullNumber.format(n) : compactNumber.format(n));

export const rate = (n) => (n === undefined ? '–' : n < 10 && n > 0 ? n.toFixed(1) : count(Math.round(n)));

export function bytes(n) {
  return n < 1024 ? `${n} B` : `${(n / 1024).toFixed(1)} KiB`;
}

const MARKS = {
  scheduled: '◷',
  queued: '…',
  running: '▸',
  succeeded: '✓',
  dead: '✕',
  cancelled: '⊘',
  paused: '‖',
  active: '▸',
};

/** A state by its name and a mark, as colour alone tells some people nothing. */
export function badge(state) {
  return html`<span class="badge" data-state=${state}
    ><span aria-hidden="true">${MARKS[state] ?? '•'}</span> ${state}</span
  >`;
}

/** Stands where there is nothing to show yet, and says how that changes. */
export const empty = (text) =>
  html`<div class="empty">
    <p>${text}</p>
  </div>`;

export const unreadCount = (unread) =>
  unread
    ? html`<span class="count">${unread > 99 ? '99+' : unread}<span class="visually-hidden"> unread</span></span>`
    : nothing;

export const headerRow = (titles) =>
  html`<tr>
    ${titles.map((title) => html`<th scope="col">${title}</th>`)}
  </tr>`;

/** JSON with indentation; a string as it is. */
export function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

export function parsePayload(text) {
  try {
    return JSON.parse(text || '{}');
  } catch (cause) {
    throw new Error(`Invalid JSON in the payload: ${cause.message}`, { cause });
  }
}

/** Reads a list of strings that the page has stored in the browser; anything else counts as none. */
export function storedNames(storage, key) {
  try {
    const list = JSON.parse(storage.getItem(key));
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** A unique id; without https a page has no randomUUID. */
export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
