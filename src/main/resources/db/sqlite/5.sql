-- Recurring tasks; next_at is 0 while a schedule is paused.
CREATE TABLE schedules (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT,
  owner TEXT NOT NULL,
  cron TEXT NOT NULL,
  zone TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  priority SMALLINT NOT NULL,
  max_attempts INTEGER NOT NULL,
  timeout_millis BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  last_task TEXT
);

CREATE INDEX schedules_due ON schedules (next_at, kind) WHERE next_at > 0;
CREATE INDEX schedules_owner ON schedules (owner, id);
