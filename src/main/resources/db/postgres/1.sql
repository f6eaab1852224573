-- Ids, names and keys are compared byte by byte: quicker, and the same everywhere.
CREATE TABLE tasks (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT NOT NULL,
  state SMALLINT NOT NULL,
  priority SMALLINT NOT NULL,
  owner TEXT COLLATE "C" NOT NULL,
  unique_key TEXT COLLATE "C",
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
  history TEXT NOT NULL,
  node TEXT COLLATE "C"
) WITH (
  -- Room for a step of the task on the page where it stands.
  fillfactor = 70,
  -- Each task leaves a dead row or two behind: sweep them up long before they are a fifth of all.
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0
);

-- One small index per question, each holding only the rows that can answer it.
CREATE INDEX tasks_queued ON tasks (priority DESC, run_at) WHERE state = 1;
CREATE INDEX tasks_due ON tasks (run_at) WHERE state = 0;
CREATE INDEX tasks_running ON tasks (id) WHERE state = 2;
CREATE INDEX tasks_dead ON tasks (id) WHERE state = 4;
CREATE INDEX tasks_cancelled ON tasks (id) WHERE state = 5;
CREATE INDEX tasks_ended_age ON tasks (ended_at) WHERE state IN (3, 5);
CREATE INDEX tasks_dead_age ON tasks (ended_at) WHERE state = 4;
CREATE INDEX tasks_kind ON tasks (kind, id);
CREATE INDEX tasks_owner ON tasks (owner, id) WHERE owner <> 'guest';
CREATE UNIQUE INDEX tasks_unique ON tasks (unique_key) WHERE unique_key IS NOT NULL AND state <= 2;

CREATE TABLE idempotency (
  caller TEXT COLLATE "C" NOT NULL,
  route TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  fingerprint TEXT NOT NULL,
  task_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (caller, route, key)
);

CREATE INDEX idempotency_age ON idempotency (created_at);

-- The hottest rows of all: one step per event, always in place.
CREATE TABLE channels (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
) WITH (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE events (
  channel TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  type TEXT NOT NULL,
  time BIGINT NOT NULL,
  data TEXT NOT NULL,
  sender TEXT,
  collapse_key TEXT COLLATE "C",
  expires_at BIGINT NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (channel, seq)
) WITH (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX events_age ON events (time);

-- A repeated publish finds the first, also when the event itself is no longer kept.
CREATE TABLE published (
  channel TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  sender TEXT,
  time BIGINT NOT NULL,
  PRIMARY KEY (channel, id)
);

CREATE INDEX published_age ON published (time);

-- Who works on this store: a process that stops renewing its row is taken for gone.
CREATE TABLE nodes (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  lease_until BIGINT NOT NULL,
  beats BIGINT NOT NULL
) WITH (
  fillfactor = 50
);
