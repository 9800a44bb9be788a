-- Entries that were linked at once, together in one row: as rows of their own they cost a busy hub's writers up to a
-- quarter of their throughput. Fewer than some dozen at a time go on having rows in journal_entry.
CREATE TABLE journal_block (
  community_id TEXT NOT NULL,
  first BIGINT NOT NULL,          -- number of its first entry
  number BIGINT NOT NULL,         -- and of its last
  earliest BIGINT NOT NULL,       -- of the entries' times
  latest BIGINT NOT NULL,
  entries BYTEA NOT NULL,
  PRIMARY KEY (community_id, number)
);
-- Hashes do not get shorter.
ALTER TABLE journal_block ALTER COLUMN entries SET STORAGE EXTERNAL;
