-- Instruments of self-review that curators of this hub imported: each version with its files, byte for byte. Those that
-- the program carries are not here. They belong to the hub, not to a community.

CREATE TABLE selfreview_instrument (
  slug TEXT NOT NULL,
  version BIGINT NOT NULL,
  digest TEXT NOT NULL,       -- SHA-256 of the names and bytes of its files
  added_by TEXT NOT NULL,     -- account that wrote it here last
  added_at BIGINT NOT NULL,
  PRIMARY KEY (slug, version)
);

CREATE TABLE selfreview_instrument_file (
  slug TEXT NOT NULL,
  version BIGINT NOT NULL,
  name TEXT NOT NULL,         -- '1.toml', '1.es.toml'
  bytes TEXT NOT NULL,        -- UTF-8
  PRIMARY KEY (slug, version, name),
  FOREIGN KEY (slug, version) REFERENCES selfreview_instrument (slug, version) ON DELETE CASCADE
);
