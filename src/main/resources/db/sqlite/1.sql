CREATE TABLE tasks (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state SMALLINT NOT NULL,
  priority SMALLINT NOT NULL,
  owner TEXT NOT NULL,
  unique_key TEXT,
  attempt INTEGER NOT NULL,
  excused INTEGER NOT NULL,
  crashes INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  timeout_millis BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  progress SMALLINT NOT NULL,
  note TEXT,
  result TEXT,
  error TEXT,
  trace TEXT,
  seq INTEGER NOT NULL,
  history TEXT NOT NULL
);

-- One small index per question, each holding only the rows that can answer it.
CREATE INDEX tasks_queued ON tasks (priority DESC, run_at) WHERE state = 1;
CREATE INDEX tasks_due ON tasks (run_at) WHERE state = 0;
CREATE INDEX tasks_running ON tasks (id) WHERE state = 2;
-- SQLite takes one only for a query that has its condition to the letter.
CREATE INDEX tasks_dead ON tasks (id) WHERE state = 4;
CREATE INDEX tasks_cancelled ON tasks (id) WHERE state = 5;
CREATE INDEX tasks_ended_age ON tasks (ended_at) WHERE state IN (3, 5);
CREATE INDEX tasks_dead_age ON tasks (ended_at) WHERE state = 4;
CREATE INDEX tasks_kind ON tasks (kind, id);
CREATE UNIQUE INDEX tasks_unique ON tasks (unique_key) WHERE unique_key IS NOT NULL AND state <= 2;

CREATE TABLE idempotency (
  caller TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  task_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (caller, route, key)
) WITHOUT ROWID;

CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE channels (
  name TEXT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
  channel TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  time BIGINT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (channel, seq)
) WITHOUT ROWID;

CREATE INDEX events_age ON events (time);

CREATE TABLE heartbeat (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  beats BIGINT NOT NULL
);

INSERT INTO heartbeat (id, beats) VALUES (1, 0);
