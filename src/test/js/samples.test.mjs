import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Samples, percentiles } from '../../main/resources/META-INF/resources/page/samples.js';

const sample = (replica, at, more) => ({
  replica,
  at,
  accepted: 0,
  succeeded: 0,
  retried: 0,
  dead: 0,
  cancelled: 0,
  slotsBusy: 0,
  slots: 64,
  queued: 0,
  scheduled: 0,
  waited: {},
  ran: {},
  ...more,
});
const from = (more) => new Samples({ series: [], samples: [], step: 5_000, lease: 30_000, ...more });

test('should add up what all replicas say of themselves, and take once what is of the store', () => {
  const it = from();
  it.add(sample('a', 1_000, { slotsBusy: 3, queued: 7 }));
  it.add(sample('b', 1_100, { slotsBusy: 4, queued: 8, scheduled: 2 }));

  assert.equal(it.now.running, 7);
  assert.equal(it.now.slots, 128);
  assert.equal(it.now.queued, 8);
  assert.equal(it.now.waiting, 10);
});

test('should forget a replica that was silent for its lease', () => {
  const it = from();
  it.add(sample('a', 1_000));
  it.add(sample('b', 31_500));

  assert.deepEqual(
    it.replicas.map(({ replica }) => replica),
    ['b'],
  );
});

test('should tell what a second brings', () => {
  const it = from();
  for (let at = 1_000; at <= 20_000; at += 1_000) {
    it.add(sample('a', at, { accepted: 10, succeeded: 6, dead: 2, retried: 2 }));
  }

  assert.equal(it.flow.in, 10);
  assert.equal(it.flow.out, 8);
  assert.equal(it.flow.successRate, 0.6);
});

test('should keep one point a step, for 15 minutes', () => {
  const it = from();
  for (let at = 0; at < 20 * 60_000; at += 1_000) {
    it.add(sample('a', at, { accepted: 1 }));
  }

  assert.equal(it.series.length, 180);
  assert.equal(it.series[0].accepted, 5);
});

test('should go on with the series that was there', () => {
  const it = from({ series: [{ at: 5_000, accepted: 3, succeeded: 0, retried: 0, dead: 0, waiting: 0, running: 0 }] });
  it.add(sample('a', 6_000, { accepted: 4 }));

  assert.equal(it.series.length, 1);
  assert.equal(it.series[0].accepted, 7);
});

test('should find the middle and the slowest in the buckets of all', () => {
  const { p50, p95 } = percentiles([
    { 0: 60, 40: 4 },
    { 0: 30, 40: 6 },
  ]);

  assert.equal(p50, 2 ** (1 / 4));
  assert.equal(p95, 2 ** (41 / 4));
  assert.deepEqual(percentiles([{}, undefined]), { p50: undefined, p95: undefined });
});
