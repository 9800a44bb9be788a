-- The record of changes: append-only, one hash chain a scope ("hub", later one for each community).
CREATE TABLE journal_entry (
  scope TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before_digest TEXT NOT NULL,
  after_digest TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (scope, number)
);
CREATE INDEX journal_entry_subject ON journal_entry (subject);

-- How long each chain is and how it ends: what a truncation leaves behind.
CREATE TABLE journal_head (
  scope TEXT PRIMARY KEY,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);
