import { html, nothing } from './lit.js';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat();

/** A moment, as people read it; the whole of it is in the attribute and the tooltip. */
export function time(moment) {
  if (!moment) {
    return nothing;
  }
  const date = new Date(moment);
  const today = date.toDateString() === new Date().toDateString();
  return html`<time datetime=${date.toISOString()} title=${day.format(date)}
    >${(today ? clock : day).format(date)}</time
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

export const count = (n) => (n === undefined ? '–' : n < 10_000 ? plain.format(n) : short.format(n));

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

/** A state in words and with a mark: never by its colour alone. */
export function badge(state) {
  return html`<span class="badge" data-state=${state}
    ><span aria-hidden="true">${MARKS[state] ?? '•'}</span> ${state}</span
  >`;
}

/** Where nothing stands yet, what would bring something. */
export const empty = (words, more = nothing) =>
  html`<div class="empty">
    <p>${words}</p>
    ${more}
  </div>`;

/** JSON as people read it; text stays text. */
export function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What was kept in the browser, if it can be read. */
export function kept(storage, key) {
  try {
    const list = JSON.parse(storage.getItem(key));
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** An id nobody else makes; a page without https has no randomUUID. */
export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
