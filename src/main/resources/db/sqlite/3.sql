-- Who said it; what makes it stale; and, in a user's channel, whether it was read.
ALTER TABLE events ADD COLUMN sender TEXT;
ALTER TABLE events ADD COLUMN collapse_key TEXT;
ALTER TABLE events ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN read_at BIGINT NOT NULL DEFAULT 0;

-- A repeated publish finds the first, also when the event itself is no longer kept.
CREATE TABLE published (
  channel TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  sender TEXT,
  time BIGINT NOT NULL,
  PRIMARY KEY (channel, id)
) WITHOUT ROWID;

CREATE INDEX published_age ON published (time);
