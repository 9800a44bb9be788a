-- Curation beside editing: suggestions and their answers, doubles and where merged ones went, bulk edits, ratings by
-- two curators. The library is the hub's, so no community leads these keys. Times are milliseconds.

CREATE TABLE library_suggestion (
  id TEXT PRIMARY KEY NOT NULL,
  receipt TEXT NOT NULL UNIQUE,     -- digest of the code that the suggester keeps
  state TEXT NOT NULL,              -- waiting, taken, known, declined
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  doi TEXT NOT NULL,
  url_key TEXT NOT NULL,            -- normalized, as a resource's; for finding what it doubles
  title_key TEXT NOT NULL,
  why TEXT NOT NULL,
  about TEXT NOT NULL,              -- id of the resource that it would improve, or ''
  place TEXT NOT NULL,              -- id of the community that it comes from, or ''
  language TEXT NOT NULL,           -- in which the answer is written
  address TEXT NOT NULL,            -- mail address, sealed; '' where none was given, and once it was answered
  answer TEXT NOT NULL,             -- the curator's words
  resource_id TEXT NOT NULL,        -- what it became, or what it doubled; or ''
  created_at BIGINT NOT NULL,
  answered_at BIGINT                -- NULL: not yet
);
CREATE INDEX library_suggestion_state ON library_suggestion (state, created_at, id);
CREATE INDEX library_suggestion_url ON library_suggestion (url_key);

-- Slugs that lead to a resource which does not have them (any more). Also what an import knows a merged double by.
CREATE TABLE library_redirect (
  slug TEXT PRIMARY KEY NOT NULL,
  resource_id TEXT NOT NULL,        -- where it leads; that resource may have been merged or removed in turn
  was_id TEXT NOT NULL,             -- the resource that had the slug
  doi TEXT NOT NULL,
  url_key TEXT NOT NULL,
  title_key TEXT NOT NULL,
  first_author TEXT NOT NULL,
  year BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX library_redirect_resource ON library_redirect (resource_id);
CREATE INDEX library_redirect_was ON library_redirect (was_id);

-- Pairs that somebody looked at and found to be two works. first_id < second_id.
CREATE TABLE library_apart (
  first_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  second_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (first_id, second_id)
);
CREATE INDEX library_apart_second ON library_apart (second_id);

CREATE TABLE library_bulk (
  id TEXT PRIMARY KEY NOT NULL,
  search TEXT NOT NULL,             -- address of the search whose result was changed
  kind TEXT NOT NULL,               -- add_topic, remove_topic, ..., set_access, add_to_collection, withdraw
  value TEXT NOT NULL,
  undoes TEXT NOT NULL,             -- id of the bulk edit that this one takes back, or ''
  undone_by TEXT NOT NULL,          -- and the other way round
  changed BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX library_bulk_newest ON library_bulk (created_at, id);

-- No reference to the resource: what was changed stays known when it goes.
CREATE TABLE library_bulk_item (
  bulk_id TEXT NOT NULL REFERENCES library_bulk (id) ON DELETE CASCADE,
  resource_id TEXT NOT NULL,
  before TEXT NOT NULL,             -- what stood there: JSON of the list or the value
  PRIMARY KEY (bulk_id, resource_id)
);

-- What each of two curators says of one outcome, before they agree.
CREATE TABLE library_rating (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  outcome_key TEXT NOT NULL,        -- the outcome without case and accents
  rater TEXT NOT NULL,              -- account id
  outcome TEXT NOT NULL,
  direction TEXT NOT NULL,
  certainty TEXT NOT NULL,
  setting TEXT NOT NULL,
  basis TEXT NOT NULL,
  dated TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (resource_id, outcome_key, rater)
);

-- What two agreed on, or settled: holds as long as the resource's own line of that outcome says the same.
CREATE TABLE library_rated (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  outcome_key TEXT NOT NULL,
  direction TEXT NOT NULL,
  certainty TEXT NOT NULL,
  settled TEXT NOT NULL,            -- the basis of the settlement where the two differed; '' where they agreed
  created_at BIGINT NOT NULL,
  PRIMARY KEY (resource_id, outcome_key)
);
