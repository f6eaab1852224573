const LIBRARY = '/webjars/chart.js/4.4.9/dist/chart.umd.js';

let loading;

/** The charting library, fetched when there is something to draw with it. */
function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(globalThis.Chart);
    script.onerror = () => {
      loading = undefined;
      reject(new Error('The chart could not be loaded.'));
    };
    document.head.append(script);
  });
  return loading;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const SPAN_MS = 15 * 60_000;

/** Lines over the last 15 minutes on one canvas. */
export class Chart {
  #canvas;
  #lines;
  #chart;
  #theme = matchMedia('(prefers-color-scheme: dark)');
  #repaint = () => this.#paint();

  /** @param {Array<{name, colour, dash, of}>} lines `of` reads a line's value from a point */
  constructor(canvas, lines) {
    this.#canvas = canvas;
    this.#lines = lines;
    this.#theme.addEventListener('change', this.#repaint);
  }

  async show(series) {
    const Library = await library();
    if (!this.#canvas.isConnected) {
      return;
    }
    this.#chart ??= this.#make(Library);
    const { data, options } = this.#chart;
    data.datasets.forEach(
      (set, i) => (set.data = series.map((point) => ({ x: point.at, y: this.#lines[i].of(point) }))),
    );
    options.scales.x.max = series.at(-1)?.at ?? Date.now();
    options.scales.x.min = options.scales.x.max - SPAN_MS;
    this.#chart.update('none');
    this.#canvas.dataset.points = series.length;
  }

  close() {
    this.#theme.removeEventListener('change', this.#repaint);
    this.#chart?.destroy();
  }

  #make(Library) {
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
          x: { type: 'linear', ticks: { stepSize: SPAN_MS / 5, maxRotation: 0, callback: (at) => clock.format(at) } },
          y: { beginAtZero: true, ticks: { maxTicksLimit: 5, precision: 0 } },
        },
      },
    });
    this.#paint();
    return this.#chart;
  }

  /** A canvas knows nothing of the page's colours. */
  #paint() {
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

  /** What a colour of the style sheet is in the theme of this moment. */
  #colour(name) {
    this.#canvas.style.color = `var(${name})`;
    return getComputedStyle(this.#canvas).color;
  }
}
