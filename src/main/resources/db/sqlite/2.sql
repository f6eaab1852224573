-- A caller's own tasks. In open mode everybody is a guest and asks for all of them: no need to pay
-- for that with each task. The condition stands in the query as well, or SQLite would not use this.
CREATE INDEX tasks_owner ON tasks (owner, id) WHERE owner <> 'guest';
