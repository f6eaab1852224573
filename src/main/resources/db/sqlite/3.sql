-- Who said it; what makes it stale; and, in a user's channel, whether it was read.
ALTER TABLE events ADD COLUMN sender TEXT;
ALTER TABLE events ADD COLUMN collapse_key TEXT;
ALTER TABLE events ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN read_at BIGINT NOT NULL DEFAULT 0;

-- A repeated publish finds the first.
CREATE UNIQUE INDEX events_id ON events (channel, id);
