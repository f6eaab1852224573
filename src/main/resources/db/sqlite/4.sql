-- The process that runs it; none where an earlier version wrote it.
ALTER TABLE tasks ADD COLUMN node TEXT;
