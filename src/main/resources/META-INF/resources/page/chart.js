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
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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
    this.#chart.data.labels = series.map(({ at }) => at);
    this.#chart.data.datasets.forEach((set, i) => (set.data = series.map(this.#lines[i].of)));
    this.#chart.update('none');
  }

  close() {
    this.#theme.removeEventListener('change', this.#repaint);
    this.#chart?.destroy();
  }

  #make(Library) {
    const datasets = this.#lines.map(({ name, dash }) => ({ label: name, borderDash: dash, borderWidth: 2, pointRadius: 0, tension: 0.2, data: [] }));
    const chart = new Library(this.#canvas, {
      type: 'line',
      data: { labels: [], datasets },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        plugins: { legend: { labels: { boxHeight: 0, boxWidth: 28 } }, tooltip: { callbacks: { title: ([{ label }]) => new Date(Number(label)).toLocaleTimeString() } } },
        scales: {
          x: { ticks: { maxTicksLimit: 8, maxRotation: 0, callback: (_, i) => clock.format(chart.data.labels[i]) } },
          y: { beginAtZero: true, ticks: { maxTicksLimit: 5, precision: 0 } },
        },
      },
    });
    this.#chart = chart;
    this.#paint();
    return chart;
  }

  /** A canvas knows nothing of the page's colours. */
  #paint() {
    const { options, data } = this.#chart ?? {};
    if (options) {
      data.datasets.forEach((set, i) => (set.borderColor = set.backgroundColor = style(this.#lines[i].colour)));
      options.color = style('--quiet');
      Object.values(options.scales).forEach((axis) => {
        axis.ticks.color = style('--quiet');
        axis.grid = { color: style('--line') };
      });
      this.#chart.update('none');
    }
  }
}
