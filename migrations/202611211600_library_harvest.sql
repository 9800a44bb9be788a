-- What harvesters ask (OAI-PMH): what changed since, in order of change, also within one topic; and what is gone.

CREATE INDEX library_resource_changed ON library_resource (updated_at, id, status);

-- The resource's updated_at, so that one topic's resources are found in order of change.
ALTER TABLE library_resource_term ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE library_resource_term SET changed_at =
  (SELECT r.updated_at FROM library_resource r WHERE r.id = library_resource_term.resource_id);
DROP INDEX library_resource_term_value;
CREATE INDEX library_resource_term_value ON library_resource_term (kind, value, changed_at, resource_id);

-- Resources that readers saw once and that are removed, or drafts again. They stay here for good.
CREATE TABLE library_tombstone (
  resource_id TEXT NOT NULL,
  topic TEXT NOT NULL,            -- '' for the resource itself, and one row for each topic that it had
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (resource_id, topic)
);
CREATE INDEX library_tombstone_changed ON library_tombstone (topic, changed_at, resource_id);
