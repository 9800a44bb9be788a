-- The journal in its full form: one chain for each community ("hub" is the hub's own). It takes the place of the first
-- form, which no release carried: its entries were hashed together with who acted, so nobody could be forgotten.
DROP TABLE journal_entry;
DROP TABLE journal_head;

-- The private part of an entry is actor, subject and the digests; `sealed` binds it, and the entry's hash binds
-- `sealed`. What is erased leaves its seal (actor_seal, record_seal) and nothing else.
CREATE TABLE journal_entry (
  community_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  action TEXT NOT NULL,
  sealed TEXT NOT NULL,
  hash TEXT NOT NULL,
  actor_salt TEXT,
  actor TEXT,
  actor_seal TEXT,
  record_salt TEXT,
  subject TEXT,
  before_digest TEXT,
  after_digest TEXT,
  record_seal TEXT,
  PRIMARY KEY (community_id, number)
);

-- Entries that were committed with their change and are not linked into the chain yet: some hundred milliseconds on
-- PostgreSQL. SQLite, with its one writer, links at once and never has any.
CREATE TABLE journal_pending (
  community_id TEXT NOT NULL,
  seq BIGSERIAL NOT NULL,
  at BIGINT NOT NULL,
  action TEXT NOT NULL,
  sealed TEXT NOT NULL,
  actor_salt TEXT,
  actor TEXT,
  actor_seal TEXT,
  record_salt TEXT,
  subject TEXT,
  before_digest TEXT,
  after_digest TEXT,
  record_seal TEXT,
  PRIMARY KEY (community_id, seq)
);

-- How long each chain is and how it ends, some hundred milliseconds behind: what a truncation leaves.
CREATE TABLE journal_head (
  community_id TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);

-- What is published: for each day (UTC, "2026-11-21") how many entries the chain had at its end, their last hash, and
-- the root of the Merkle tree over them.
CREATE TABLE journal_day (
  community_id TEXT NOT NULL,
  day TEXT NOT NULL,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL,
  root TEXT NOT NULL,
  PRIMARY KEY (community_id, day)
);

-- Derived: how many entries of each kind a day's head added.
CREATE TABLE journal_day_action (
  community_id TEXT NOT NULL,
  day TEXT NOT NULL,
  action TEXT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (community_id, day, action)
);

-- Derived: roots of complete subtrees of the Merkle tree, of 2^level leaves (levels 8, 16, 24), so that a proof reads
-- hundreds of rows.
CREATE TABLE journal_node (
  community_id TEXT NOT NULL,
  level BIGINT NOT NULL,
  position BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (community_id, level, position)
);
