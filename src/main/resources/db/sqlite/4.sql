-- Which process runs it; nobody's where an earlier version wrote it.
ALTER TABLE tasks ADD COLUMN node TEXT;
