-- Harvests from other libraries (OAI-PMH): sources, their runs, what came from where, and how a source's words are
-- mapped. Owned by the hub, as the library is.

CREATE TABLE library_harvest_source (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  base_url TEXT NOT NULL,
  format TEXT NOT NULL,           -- the source's metadataPrefix: oai_dc, mods, ...
  set_spec TEXT NOT NULL,         -- '': all of it
  status TEXT NOT NULL,           -- of new resources: draft or published
  every_hours BIGINT NOT NULL,    -- 0: only when somebody asks
  paused BIGINT NOT NULL,
  repository TEXT NOT NULL,       -- its own name, as it last said
  granularity TEXT NOT NULL,      -- as it last said
  reached BIGINT,                 -- up to when the last whole run goes, by the source's clock; NULL: none was whole
  next_run_at BIGINT,             -- NULL: never
  failures BIGINT NOT NULL,       -- in a row
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE library_harvest_run (
  id TEXT PRIMARY KEY NOT NULL,
  source_id TEXT NOT NULL REFERENCES library_harvest_source (id) ON DELETE CASCADE,
  state TEXT NOT NULL,            -- running, waiting (goes on later), done, failed
  started_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,     -- when it last did something
  ended_at BIGINT,
  asked_from TEXT NOT NULL,       -- '': from the beginning
  token TEXT NOT NULL,            -- where it goes on; '' at its beginning
  response_date BIGINT,           -- of its first answer
  complete_size BIGINT,           -- as the source said
  pages BIGINT NOT NULL,
  records BIGINT NOT NULL,
  added BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  linked BIGINT NOT NULL,         -- were in the library already
  withdrawn BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  error_key TEXT NOT NULL,        -- '': none
  error_params TEXT NOT NULL      -- a JSON object
);
CREATE INDEX library_harvest_run_source ON library_harvest_run (source_id, started_at);

-- What of a run was not taken and why; the first few hundred.
CREATE TABLE library_harvest_problem (
  run_id TEXT NOT NULL REFERENCES library_harvest_run (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  identifier TEXT NOT NULL,
  problem_key TEXT NOT NULL,
  problem_params TEXT NOT NULL,   -- a JSON object
  PRIMARY KEY (run_id, position)
);

-- A source's record and the resource that it is here. `record` is what it said last, so that a field that a curator has
-- changed since is told from one that has only aged.
CREATE TABLE library_harvest_record (
  source_id TEXT NOT NULL REFERENCES library_harvest_source (id) ON DELETE CASCADE,
  identifier TEXT NOT NULL,
  resource_id TEXT NOT NULL,      -- may be gone: then somebody removed it, and it is not made anew
  created_here BIGINT NOT NULL,   -- 1: this harvest made the resource
  state TEXT NOT NULL,            -- active, gone
  before_gone TEXT NOT NULL,      -- the status the resource had before it was withdrawn; '': it was not
  record TEXT NOT NULL,           -- Concord JSON
  words TEXT NOT NULL,            -- its foreign words: {"subject": [...], "type": [...], "language": [...]}
  run_id TEXT NOT NULL,           -- which last saw it
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (source_id, identifier)
);
CREATE INDEX library_harvest_record_resource ON library_harvest_record (resource_id);

-- A source's words, how many of its records have them, and what they are here.
CREATE TABLE library_harvest_word (
  source_id TEXT NOT NULL REFERENCES library_harvest_source (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,             -- subject, type, language
  word TEXT NOT NULL,
  records BIGINT NOT NULL,
  target TEXT NOT NULL,           -- '': not mapped; '-': left out; else a slug or a language tag
  PRIMARY KEY (source_id, kind, word)
);
