-- Self-reviews: what is asked of whom, what people answered while a review is open, and what it found.
--
-- Nothing here says who a respondent is. While a review is open, `link` is a keyed digest of the account or personal link
-- that the answers belong to, and `code` a digest of the code to go on with; the key is not in these tables. When it
-- closes, respondents, answers and links go: what stays are the figures and the answers alone, sorted by their content.
-- Days are kept in place of times, so that an answer cannot be matched with a line in a log.

CREATE TABLE selfreview_review (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,              -- JSON by language: {"en": ..., "es": ...}
  agency TEXT NOT NULL,             -- organization that looks at itself, or ''
  units TEXT NOT NULL,              -- JSON list of names; []: all of the agency
  instrument TEXT NOT NULL,
  version BIGINT NOT NULL,
  asked TEXT NOT NULL,              -- JSON list of groups
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  smallest_inside BIGINT NOT NULL CHECK (smallest_inside >= 5),
  smallest_public BIGINT NOT NULL CHECK (smallest_public >= 10),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  published TEXT NOT NULL CHECK (published IN ('none', 'whole', 'items')),
  published_items TEXT NOT NULL,    -- JSON list of items, with 'items'
  compares BIGINT NOT NULL,         -- takes part in bands of several communities
  closed_at BIGINT,
  reminded_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, review_id),
  UNIQUE (community_id, slug)
);

-- Ways to answer without an account. The token is not kept: it follows from the id and the hub's key.
CREATE TABLE selfreview_link (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  link_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('personal', 'open')),
  asked_group TEXT NOT NULL,
  token_digest TEXT NOT NULL,
  email TEXT NOT NULL,              -- of a personal one that was sent; or ''
  language TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, review_id, link_id),
  UNIQUE (community_id, token_digest),
  FOREIGN KEY (community_id, review_id) REFERENCES selfreview_review (community_id, review_id) ON DELETE CASCADE
);

CREATE TABLE selfreview_respondent (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  respondent_id TEXT NOT NULL,      -- random, in no order of time
  asked_group TEXT NOT NULL,
  link TEXT,                        -- keyed digest; NULL: came by an open link
  code TEXT NOT NULL,               -- digest
  finished BIGINT NOT NULL,
  seen_day BIGINT NOT NULL,         -- days since 1970
  PRIMARY KEY (community_id, review_id, respondent_id),
  UNIQUE (community_id, review_id, link),
  UNIQUE (community_id, review_id, code),
  FOREIGN KEY (community_id, review_id) REFERENCES selfreview_review (community_id, review_id) ON DELETE CASCADE
);

CREATE TABLE selfreview_answer (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  respondent_id TEXT NOT NULL,
  item TEXT NOT NULL,
  answer BIGINT NOT NULL,           -- 0 to 4; -1 don't know, -2 does not apply, -3 none
  comment TEXT NOT NULL,
  evidence TEXT NOT NULL,           -- an address, or ''
  PRIMARY KEY (community_id, review_id, respondent_id, item),
  FOREIGN KEY (community_id, review_id, respondent_id)
    REFERENCES selfreview_respondent (community_id, review_id, respondent_id) ON DELETE CASCADE
);

-- Written once, when a review closes, and never changed.
CREATE TABLE selfreview_snapshot (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  version BIGINT NOT NULL,
  seed TEXT NOT NULL,               -- decimal
  respondents BIGINT NOT NULL,
  figures TEXT NOT NULL,            -- JSON, of groups of smallest_inside or more
  public_figures TEXT NOT NULL,     -- JSON, those of them that are also of groups of smallest_public or more
  responses TEXT NOT NULL,          -- CSV of groups and answers, sorted by content: to compute it again
  made_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, review_id),
  FOREIGN KEY (community_id, review_id) REFERENCES selfreview_review (community_id, review_id)
);

-- What people wrote beside their answers, without group and in no order, of a closed review.
CREATE TABLE selfreview_remark (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  remark_id TEXT NOT NULL,          -- random
  item TEXT NOT NULL,
  comment TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (community_id, review_id, remark_id),
  FOREIGN KEY (community_id, review_id) REFERENCES selfreview_review (community_id, review_id)
);

-- What is done about a gap, until commitments take them over.
CREATE TABLE selfreview_action (
  community_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  action_id TEXT NOT NULL,
  item TEXT NOT NULL,
  text TEXT NOT NULL,
  owner TEXT NOT NULL,
  measure TEXT NOT NULL,
  due_at BIGINT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'under_way', 'done', 'dropped')),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, review_id, action_id),
  FOREIGN KEY (community_id, review_id) REFERENCES selfreview_review (community_id, review_id)
);
