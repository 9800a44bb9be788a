-- One row of the outbox for each transaction: the changes that nodes tail into their indexes, as lines of
-- "topic<tab>subject", and what rides with them (the journal's entries). A row for each change, and another in
-- journal_pending for each entry, cost writers as much as the records themselves.
-- Rows of before go: whoever followed them builds its index afresh.
DELETE FROM setting WHERE key = 'outbox.pruned';
INSERT INTO setting (key, value) SELECT 'outbox.history', 'commits' WHERE EXISTS (SELECT 1 FROM outbox)
  ON CONFLICT (key) DO UPDATE SET value = setting.value || '-commits';
DROP TABLE outbox;
CREATE TABLE outbox (
  xid BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  changes TEXT NOT NULL,
  attached BLOB NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (xid, seq)
) WITHOUT ROWID;

-- SQLite never had rows in journal_pending; its heads followed behind the chains, and now move with them.
DROP TABLE journal_pending;
INSERT INTO journal_head (community_id, number, hash)
  SELECT e.community_id, e.number, e.hash FROM journal_entry e
  WHERE e.number = (SELECT max(l.number) FROM journal_entry l WHERE l.community_id = e.community_id)
  ON CONFLICT (community_id) DO UPDATE SET number = excluded.number, hash = excluded.hash
  WHERE excluded.number > journal_head.number AND EXISTS (SELECT 1 FROM journal_entry h
    WHERE h.community_id = journal_head.community_id AND h.number = journal_head.number AND h.hash = journal_head.hash);
-- How far the outbox's entries are linked into their chains.
INSERT INTO setting (key, value) VALUES ('journal.linked', '') ON CONFLICT (key) DO UPDATE SET value = '';
