-- The files of resources (PDFs), and the text of their pages.
CREATE TABLE library_document (
  id TEXT PRIMARY KEY NOT NULL,
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  name TEXT NOT NULL,             -- the file's name
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,           -- of the file, hex
  object_id TEXT REFERENCES core_object (id),  -- NULL: its bytes were let go
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'refused')),
  reason TEXT NOT NULL DEFAULT '',         -- a message's key: why it was refused; '' otherwise
  reason_params TEXT NOT NULL DEFAULT '{}',  -- that message's parameters, a JSON object
  pages BIGINT NOT NULL DEFAULT 0,         -- 0 until it is read
  has_text BIGINT NOT NULL DEFAULT 0,      -- 0 after reading: it holds pictures of pages
  language TEXT NOT NULL DEFAULT '',       -- as the file says of itself; often ''
  permission TEXT NOT NULL DEFAULT '',     -- why the file may be given to readers; '': for search alone
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL DEFAULT 0,
  read_at BIGINT                           -- NULL until it is read or refused
);
CREATE INDEX library_document_resource ON library_document (resource_id, created_at, id);
CREATE INDEX library_document_object ON library_document (object_id);
CREATE INDEX library_document_state ON library_document (state, created_at);

CREATE TABLE library_document_page (
  document_id TEXT NOT NULL REFERENCES library_document (id) ON DELETE CASCADE,
  page BIGINT NOT NULL,           -- from 1
  label TEXT NOT NULL DEFAULT '', -- as the document counts: "iv", "A-3"
  text TEXT NOT NULL,             -- '' for a page without text
  PRIMARY KEY (document_id, page)
);
