-- Curation by people: what each resource was before each change, and the changes that wait beside the published record.

CREATE TABLE library_revision (
  resource_id TEXT NOT NULL,      -- no reference: its history outlives a resource
  number BIGINT NOT NULL,         -- from 1
  changed_at BIGINT NOT NULL,
  actor TEXT NOT NULL,            -- as in the journal
  kind TEXT NOT NULL,             -- create, edit, import, withdraw, ...; before: as it was when this table came
  why TEXT NOT NULL,
  reader TEXT NOT NULL,           -- the second person who read it, or ''
  unread BIGINT NOT NULL,         -- 1: published without a second reader
  record TEXT NOT NULL,           -- the whole record as JSON; '' of the newest, which is the resource itself
  PRIMARY KEY (resource_id, number)
);
CREATE INDEX library_revision_changed ON library_revision (changed_at, resource_id, number);

INSERT INTO library_revision (resource_id, number, changed_at, actor, kind, why, reader, unread, record)
SELECT id, 1, updated_at, 'system', 'before', '', '', 0, '' FROM library_resource;

CREATE TABLE library_draft (
  id TEXT PRIMARY KEY NOT NULL,
  resource_id TEXT NOT NULL,      -- '': a new resource
  open_for TEXT UNIQUE,           -- the resource, while the draft is open: one open draft a resource
  state TEXT NOT NULL,            -- draft, review, sent_back; published, discarded
  version BIGINT NOT NULL,        -- grows with everything that happens to it
  base BIGINT NOT NULL,           -- the revision that it began from; 0: a new resource
  base_record TEXT NOT NULL,      -- as that revision was; '' of a new one
  record TEXT NOT NULL,
  title TEXT NOT NULL,
  why TEXT NOT NULL,
  begun_by TEXT NOT NULL,         -- as in the journal, as are the next two
  written_by TEXT NOT NULL,       -- who wrote it last
  asked_by TEXT NOT NULL,         -- who asked for the review that it waits for, or ''
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX library_draft_state ON library_draft (state, updated_at);

CREATE TABLE library_draft_event (
  draft_id TEXT NOT NULL REFERENCES library_draft (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,         -- the draft's version that it made
  happened_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,             -- begin, save, ask, send_back, publish, discard
  words TEXT NOT NULL,
  record TEXT NOT NULL,           -- what begin and save wrote; '' otherwise
  PRIMARY KEY (draft_id, number)
);

-- Topics, types, audiences, practice areas, reading lists and sites: what each was before each change.
CREATE TABLE library_list_revision (
  kind TEXT NOT NULL,             -- topic, type, audience, module, collection, site
  slug TEXT NOT NULL,
  number BIGINT NOT NULL,         -- from 1
  changed_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,           -- create, update, remove
  why TEXT NOT NULL,
  record TEXT NOT NULL,           -- as a catalog file has it, after the change; '' where it was removed
  PRIMARY KEY (kind, slug, number)
);
