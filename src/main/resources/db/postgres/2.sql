-- What is kept for seconds and used once, access tickets say. Unlogged: writing it costs no fsync, and
-- a crash of the database empties it, which makes browsers ask for another ticket.
CREATE UNLOGGED TABLE passes (
  key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  until BIGINT NOT NULL
) WITH (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX passes_until ON passes (until);
