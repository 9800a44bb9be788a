-- Large objects: bytes in chunks, so that a backup is one consistent thing and any node can serve them.
-- state: writing (chunks come in transactions of their own), sealed (whole, never changed again), leaving (nobody's any
-- more; its chunks go a few at a time). Whatever table points here by a foreign key holds its objects: a sealed one that
-- no row points to is swept.
CREATE TABLE core_object (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'sealed', 'leaving')),
  bytes BIGINT NOT NULL,          -- 0 until it is sealed
  sha256 TEXT NOT NULL,           -- of all bytes, hex; '' until it is sealed
  created_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL      -- when the last chunk was written
);
CREATE INDEX core_object_state ON core_object (state, touched_at);
CREATE TABLE core_object_chunk (
  object_id TEXT NOT NULL REFERENCES core_object (id),
  position BIGINT NOT NULL,       -- from 0
  bytes BLOB NOT NULL,
  PRIMARY KEY (object_id, position)
);
