-- Changes for each node's index to follow, in the order of their transactions (xid), read once all earlier ones have ended.
CREATE TABLE outbox (
  seq BIGSERIAL PRIMARY KEY,
  xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  topic TEXT NOT NULL,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX outbox_order ON outbox (xid, seq);
