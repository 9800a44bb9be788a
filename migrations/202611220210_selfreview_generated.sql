-- Answers that a program made for a demonstration: said of the review, because a community that is made up can hold
-- answers that people gave.
ALTER TABLE selfreview_review ADD COLUMN generated BIGINT NOT NULL DEFAULT 0;
