-- Bands of several communities, and the figures that each rests on. A band is computed anew only where so many
-- communities' figures changed that two of its states cannot be subtracted: so what was shown is kept
-- (docs/selfreview-method.md).

-- When `compares` was last chosen; NULL: never.
ALTER TABLE selfreview_review ADD COLUMN compares_at BIGINT;

-- Of the hub, not of a community: no page reads it but by way of a band.
CREATE TABLE selfreview_band (
  instrument TEXT NOT NULL,
  made_up BIGINT NOT NULL,          -- demonstrations have bands of their own
  figures TEXT NOT NULL,            -- JSON: reviews, and by figure the sets that were shown and their levels
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (instrument, made_up)
);
