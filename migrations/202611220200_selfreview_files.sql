-- Files that people attach to answers of a self-review. A file has no name and no time: what its owner called it, and
-- when it came, could say who it was. Its bytes are a large object without times (base/objects/objects.h).
--
-- While a review is open, a file belongs to an answer. When it closes, it moves to the remark that the answer became,
-- under a new random id; files of questions that too few answered go.
CREATE TABLE selfreview_answer_file (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  file_id TEXT NOT NULL,            -- random
  respondent_id TEXT NOT NULL,
  item TEXT NOT NULL,
  number BIGINT NOT NULL,           -- 1, 2, 3 of that answer: how its owner knows it again
  kind TEXT NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png', 'text')),
  bytes BIGINT NOT NULL,
  object_id TEXT NOT NULL REFERENCES core_object (id),
  PRIMARY KEY (community_id, review_id, file_id),
  FOREIGN KEY (community_id, review_id, respondent_id)
    REFERENCES selfreview_respondent (community_id, review_id, respondent_id) ON DELETE CASCADE
);
CREATE INDEX selfreview_answer_file_respondent
  ON selfreview_answer_file (community_id, review_id, respondent_id, item);

CREATE TABLE selfreview_remark_file (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  file_id TEXT NOT NULL,            -- random, another than it had
  remark_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png', 'text')),
  bytes BIGINT NOT NULL,
  object_id TEXT NOT NULL REFERENCES core_object (id),
  PRIMARY KEY (community_id, review_id, file_id),
  FOREIGN KEY (community_id, review_id, remark_id)
    REFERENCES selfreview_remark (community_id, review_id, remark_id) ON DELETE CASCADE
);
