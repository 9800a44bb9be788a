-- One row of the outbox for each transaction: the changes that nodes tail into their indexes, as lines of
-- "topic<tab>subject", and what rides with them (the journal's entries). A row for each change, and another in
-- journal_pending for each entry, cost writers as much as the records themselves.
-- Rows of before go: whoever followed them builds its index afresh.
DELETE FROM setting WHERE key = 'outbox.pruned';
INSERT INTO setting (key, value) SELECT 'outbox.history', 'commits' WHERE EXISTS (SELECT 1 FROM outbox)
  ON CONFLICT (key) DO UPDATE SET value = setting.value || '-commits';
DROP TABLE outbox;
CREATE TABLE outbox (
  xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  seq BIGSERIAL NOT NULL,
  changes TEXT NOT NULL,
  attached BYTEA NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (xid, seq)
);

-- Entries that are not linked yet, packed as base/journal/packed.h says.
INSERT INTO outbox (changes, attached, at)
  SELECT '',
    int4send(octet_length(community_id)) || convert_to(community_id, 'UTF8') || int8send(at)
    || int4send(octet_length(action)) || convert_to(action, 'UTF8') || decode(sealed, 'hex')
    || CASE WHEN actor IS NULL THEN '\x00'::bytea || decode(actor_seal, 'hex')
       ELSE '\x01'::bytea || decode(actor_salt, 'hex') || int4send(octet_length(actor)) || convert_to(actor, 'UTF8') END
    || CASE WHEN subject IS NULL THEN '\x00'::bytea || decode(record_seal, 'hex')
       ELSE '\x01'::bytea || decode(record_salt, 'hex') || int4send(octet_length(subject)) || convert_to(subject, 'UTF8')
         || int4send(octet_length(before_digest) / 2) || decode(before_digest, 'hex')
         || int4send(octet_length(after_digest) / 2) || decode(after_digest, 'hex') END,
    at
  FROM journal_pending ORDER BY seq;
DROP TABLE journal_pending;
-- The heads of a hub that came here from SQLite may be behind their chains.
INSERT INTO journal_head (community_id, number, hash)
  SELECT e.community_id, e.number, e.hash FROM journal_entry e
  WHERE e.number = (SELECT max(l.number) FROM journal_entry l WHERE l.community_id = e.community_id)
  ON CONFLICT (community_id) DO UPDATE SET number = excluded.number, hash = excluded.hash
  WHERE excluded.number > journal_head.number AND EXISTS (SELECT 1 FROM journal_entry h
    WHERE h.community_id = journal_head.community_id AND h.number = journal_head.number AND h.hash = journal_head.hash);
-- How far the outbox's entries are linked into their chains.
INSERT INTO setting (key, value) VALUES ('journal.linked', '') ON CONFLICT (key) DO UPDATE SET value = '';
