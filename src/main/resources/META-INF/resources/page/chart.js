const LIBRARY = '/webjars/chart.js/4.4.9/dist/chart.umd.js';

let loading;

/** Loads the charting library when the first chart is drawn. */
function loadLibrary() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(globalThis.Chart);
    script.onerror = () => {
      loading = undefined;
      reject(new Error('The charts could not be loaded. Reload the page to try again.'));
    };
    document.head.append(script);
  });
  return loading;
}

const hourAndMinute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const SPAN_MS = 15 * 60_000;

/** A chart of lines over the last 15 minutes. */
export class Chart {
  #canvas;
  #lines;
  #chart;
  #theme = matchMedia('(prefers-color-scheme: dark)');
  #onThemeChange = () => this.#applyTheme();

  /** @param {Array<{name, colour, dash, value}>} lines `value(point)` is the height of a line at a point */
  constructor(canvas, lines) {
    this.#canvas = canvas;
    this.#lines = lines;
    this.#theme.addEventListener('change', this.#onThemeChange);
  }

  async show(series) {
    const Library = await loadLibrary();
    if (!this.#canvas.isConnected) {
      return;
    }
    this.#chart ??= this.#create(Library);
    const { data, options } = this.#chart;
    data.datasets.forEach(
      (set, i) => (set.data = series.map((point) => ({ x: point.at, y: this.#lines[i].value(point) }))),
    );
    options.scales.x.max = series.at(-1)?.at ?? Date.now();
    options.scales.x.min = options.scales.x.max - SPAN_MS;
    this.#chart.update('none');
    this.#canvas.dataset.points = series.length;
  }

  close() {
    this.#theme.removeEventListener('change', this.#onThemeChange);
    this.#chart?.destroy();
  }

  #create(Library) {
    const datasets = this.#lines.map(({ name, dash }) => ({
      label: name,
      borderDash: dash,
      borderWidth: 2,
      pointRadius: 0,
      data: [],
    }));
    this.#chart = new Library(this.#canvas, {
      type: 'line',
      data: { datasets },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        plugins: {
          legend: { labels: { boxHeight: 0, boxWidth: 28 } },
          tooltip: { callbacks: { title: ([{ parsed }]) => new Date(parsed.x).toLocaleTimeString() } },
        },
        scales: {
          x: {
            type: 'linear',
            ticks: { stepSize: SPAN_MS / 5, maxRotation: 0, callback: (at) => hourAndMinute.format(at) },
          },
          y: { beginAtZero: true, ticks: { maxTicksLimit: 5, precision: 0 } },
        },
      },
    });
    this.#applyTheme();
    return this.#chart;
  }

  /** A canvas does not follow the style sheet. */
  #applyTheme() {
    const { options, data } = this.#chart ?? {};
    if (options) {
      data.datasets.forEach((set, i) => (set.borderColor = set.backgroundColor = this.#colour(this.#lines[i].colour)));
      options.color = this.#colour('--quiet');
      Object.values(options.scales).forEach((axis) => {
        axis.ticks.color = this.#colour('--quiet');
        axis.grid = { color: this.#colour('--line') };
      });
      this.#chart.update('none');
    }
  }

  /** The value of a custom property in the current theme. */
  #colour(name) {
    this.#canvas.style.color = `var(${name})`;
    return getComputedStyle(this.#canvas).color;
  }
}
