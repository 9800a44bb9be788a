-- Work to do later. state: waiting, running, failed (for good). A finished job's row is deleted.
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  key TEXT,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'failed')),
  attempt BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  lease_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX job_due ON job (state, due_at, id);
CREATE UNIQUE INDEX job_waiting_key ON job (kind, key) WHERE state = 'waiting' AND key IS NOT NULL;
