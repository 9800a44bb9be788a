-- The library: owned by the hub, so no community leads its keys.
-- Texts in several languages are JSON objects by language tag ({"en": "...", "es": "..."}); times are milliseconds.

CREATE TABLE library_term (
  kind TEXT NOT NULL,             -- topic, type, audience
  slug TEXT NOT NULL,
  title TEXT NOT NULL,            -- by language
  description TEXT NOT NULL,      -- by language
  origin TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (kind, slug)
);

CREATE TABLE library_term_alias (
  kind TEXT NOT NULL,
  alias TEXT NOT NULL,
  slug TEXT NOT NULL,
  PRIMARY KEY (kind, alias),
  FOREIGN KEY (kind, slug) REFERENCES library_term (kind, slug) ON DELETE CASCADE
);

CREATE TABLE library_resource (
  id TEXT PRIMARY KEY NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  subtitle TEXT NOT NULL,
  summary TEXT NOT NULL,
  publisher TEXT NOT NULL,
  container TEXT NOT NULL,
  volume TEXT NOT NULL,
  issue TEXT NOT NULL,
  pages TEXT NOT NULL,
  series TEXT NOT NULL,
  edition TEXT NOT NULL,
  place TEXT NOT NULL,
  year BIGINT,                    -- NULL: unknown
  published TEXT NOT NULL,        -- ISO 8601, as exact as known
  url TEXT NOT NULL,
  doi TEXT NOT NULL,
  ncj TEXT NOT NULL,
  isbn TEXT NOT NULL,
  issn TEXT NOT NULL,
  access TEXT NOT NULL,           -- open, members, request, or '' (not known)
  status TEXT NOT NULL,           -- draft, published, withdrawn, superseded
  superseded_by TEXT NOT NULL,    -- slug, or ''
  note TEXT NOT NULL,
  import_key TEXT NOT NULL,       -- the name its file had for it
  title_key TEXT NOT NULL,        -- normalized title, for finding duplicates
  url_key TEXT NOT NULL,          -- normalized address, for finding duplicates
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX library_resource_doi ON library_resource (doi);
CREATE INDEX library_resource_title_key ON library_resource (title_key);
CREATE INDEX library_resource_url_key ON library_resource (url_key);
CREATE INDEX library_resource_newest ON library_resource (status, year);

CREATE TABLE library_resource_term (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,             -- topic, type, audience, language, keyword
  position BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (resource_id, kind, position)
);
CREATE INDEX library_resource_term_value ON library_resource_term (kind, value);

CREATE TABLE library_resource_name (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  role TEXT NOT NULL,             -- author, editor
  position BIGINT NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  literal TEXT NOT NULL,
  PRIMARY KEY (resource_id, role, position)
);

CREATE TABLE library_resource_fact (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  field TEXT NOT NULL,
  basis TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (resource_id, position)
);

CREATE TABLE library_resource_evidence (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  direction TEXT NOT NULL,
  certainty TEXT NOT NULL,
  setting TEXT NOT NULL,
  basis TEXT NOT NULL,
  dated TEXT NOT NULL,
  PRIMARY KEY (resource_id, position)
);

CREATE TABLE library_resource_extra (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (resource_id, position)
);

CREATE TABLE library_module (
  slug TEXT PRIMARY KEY NOT NULL,
  position BIGINT NOT NULL,
  title TEXT NOT NULL,            -- by language, as are the next three
  lead TEXT NOT NULL,
  overview TEXT NOT NULL,
  expectations TEXT NOT NULL,     -- a JSON list of texts by language
  topics TEXT NOT NULL            -- a JSON list of topic slugs
);

CREATE TABLE library_site (
  slug TEXT PRIMARY KEY NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  summary TEXT NOT NULL,          -- by language
  practices TEXT NOT NULL,        -- a JSON list of texts by language
  modules TEXT NOT NULL,          -- a JSON list of module slugs
  facts TEXT NOT NULL             -- a JSON list of {field, basis, source}
);

CREATE TABLE library_collection (
  slug TEXT PRIMARY KEY NOT NULL,
  position BIGINT NOT NULL,
  title TEXT NOT NULL,            -- by language
  introduction TEXT NOT NULL      -- by language
);

CREATE TABLE library_collection_item (
  collection TEXT NOT NULL REFERENCES library_collection (slug) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  PRIMARY KEY (collection, position)
);
