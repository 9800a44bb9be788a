-- The tenants of a hub, and what belongs to each: districts and organizations. `languages`, `offers` and `service_area`
-- are JSON lists; texts in several languages are JSON objects {"en": ..., "es": ...}; shapes are GeoJSON geometries.
CREATE TABLE communities_community (
  community_id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  summary TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  languages TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'preparing' CHECK (state IN ('preparing', 'open', 'closed')),
  boundary TEXT,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  demo BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE communities_district (
  community_id TEXT NOT NULL REFERENCES communities_community (community_id),
  district_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  shape TEXT,
  position BIGINT NOT NULL,
  PRIMARY KEY (community_id, district_id),
  UNIQUE (community_id, slug)
);

CREATE TABLE communities_organization (
  community_id TEXT NOT NULL REFERENCES communities_community (community_id),
  organization_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  languages TEXT NOT NULL,
  offers TEXT NOT NULL,
  service_area TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  contact_address TEXT NOT NULL,
  website TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'ended')),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, organization_id),
  UNIQUE (community_id, slug)
);
