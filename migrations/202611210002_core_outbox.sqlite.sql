-- Changes for each node's index to follow. One writer: seq is in the order of commits, and xid is there for the sake of
-- the other engine. AUTOINCREMENT: a number is never given twice, even after pruning.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  xid BIGINT NOT NULL DEFAULT 0,
  topic TEXT NOT NULL,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX outbox_order ON outbox (xid, seq);
