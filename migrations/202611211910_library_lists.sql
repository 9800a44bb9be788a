-- Reading lists of people and of communities, what is new on this hub, and who hears of it by mail.

CREATE TABLE library_list (             -- of a person
  account_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, list_id)
);
CREATE UNIQUE INDEX library_list_slug ON library_list (account_id, slug);

CREATE TABLE library_list_item (
  account_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  resource_id TEXT NOT NULL,      -- stays when the resource is removed: its reader is told
  position BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (account_id, list_id, resource_id),
  FOREIGN KEY (account_id, list_id) REFERENCES library_list (account_id, list_id) ON DELETE CASCADE
);

CREATE TABLE library_community_list (   -- the same, of a community; nobody's name hangs on it
  community_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, list_id)
);
CREATE UNIQUE INDEX library_community_list_slug ON library_community_list (community_id, slug);

CREATE TABLE library_community_list_item (
  community_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (community_id, list_id, resource_id),
  FOREIGN KEY (community_id, list_id) REFERENCES library_community_list (community_id, list_id) ON DELETE CASCADE
);

-- Every list of the hub, who has it and who may read it: what is asked for across owners is found here.
CREATE TABLE library_list_directory (
  list_id TEXT PRIMARY KEY NOT NULL,
  account TEXT NOT NULL,          -- whose it is, or ''
  community TEXT NOT NULL,        -- whose it is, or ''
  visibility TEXT NOT NULL,       -- private, link, public
  token TEXT UNIQUE,              -- of the address it is shared at; NULL: never shared
  updated_at BIGINT NOT NULL
);
CREATE INDEX library_list_directory_newest ON library_list_directory (visibility, updated_at, list_id);

-- The lists that a resource stands in.
CREATE TABLE library_list_use (
  resource_id TEXT NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  list_id TEXT NOT NULL REFERENCES library_list_directory (list_id) ON DELETE CASCADE,
  PRIMARY KEY (resource_id, list_id)
);
CREATE INDEX library_list_use_list ON library_list_use (list_id);

-- Since when readers of this hub can see a resource: what "new" means, whatever year the work is of.
CREATE TABLE library_shown (
  resource_id TEXT PRIMARY KEY NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  shown_at BIGINT NOT NULL
);
CREATE INDEX library_shown_newest ON library_shown (shown_at, resource_id);
INSERT INTO library_shown (resource_id, shown_at)
  SELECT id, created_at FROM library_resource WHERE status IN ('published', 'superseded');

-- Who is told of new resources once a week.
CREATE TABLE library_digest (
  account_id TEXT PRIMARY KEY NOT NULL,
  topics TEXT NOT NULL,           -- a JSON list of topic slugs; []: all of them
  language TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,     -- of the address that ends it
  told_until BIGINT NOT NULL,     -- what was new until then was told
  week BIGINT NOT NULL,           -- the last week that was done, counted from 1970
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
