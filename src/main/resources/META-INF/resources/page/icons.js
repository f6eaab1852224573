import { svg, html } from './lit.js';

const PATHS = {
  try: svg`<path d="M5 4l14 8-14 8z"/>`,
  chat: svg`<path d="M4 5h16v11H9l-5 4z"/>`,
  inbox: svg`<path d="M6 16V10a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"/>`,
  monitor: svg`<path d="M3 20h18M6 16v-5M11 16V5M16 16V9M20 16v-3"/>`,
  echo: svg`<path d="M4 8h13l-4-4M20 16H7l4 4"/>`,
};

/** Decoration beside a label. */
export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    ${PATHS[name]}
  </svg>`;
