-- What the check of links found of each resource's address: one row for each resource that was looked at once.

CREATE TABLE library_link (
  resource_id TEXT PRIMARY KEY NOT NULL REFERENCES library_resource (id) ON DELETE CASCADE,
  url TEXT NOT NULL,             -- that was asked; another one of the resource begins anew
  state TEXT NOT NULL,           -- ok, redirected, unsure, dead
  reason TEXT NOT NULL,          -- not_found, no_name, silent, login, refused, ...; '' where it works
  http_status BIGINT NOT NULL,   -- of the last answer; 0: none
  new_url TEXT NOT NULL,         -- where it was moved for good, or ''
  failures BIGINT NOT NULL,      -- checks since it worked
  gone BIGINT NOT NULL,          -- those of them that were told it is not there
  checked_at BIGINT NOT NULL,
  worked_at BIGINT,              -- last time; NULL: never seen to work
  failing_since BIGINT,          -- first check since then without an answer that helps; NULL: none
  next_at BIGINT NOT NULL,       -- when it is looked at again
  fine_at BIGINT                 -- when a curator looked and found it good; NULL: nobody did
);
CREATE INDEX library_link_next ON library_link (next_at, resource_id);
CREATE INDEX library_link_state ON library_link (state, checked_at, resource_id);
