-- People and what they may do. Secrets are stored as digests, or sealed with the hub's key.
CREATE TABLE accounts_account (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled', 'deleted')),
  password TEXT,
  password_changed_at BIGINT,
  totp TEXT,
  totp_step BIGINT NOT NULL DEFAULT 0,
  notifications TEXT NOT NULL,
  demo BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  signed_in_at BIGINT
);

-- Roles on the hub itself: curator, hub_admin.
CREATE TABLE accounts_hub_role (
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (account_id, role)
);

CREATE TABLE accounts_membership (
  community_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, organization_id, account_id, role),
  FOREIGN KEY (community_id, organization_id) REFERENCES communities_organization (community_id, organization_id)
);
CREATE INDEX accounts_membership_account ON accounts_membership (community_id, account_id);

-- Where an account has memberships, so that a request need not ask every community: one row for each.
CREATE TABLE accounts_place (
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  community TEXT NOT NULL,
  PRIMARY KEY (account_id, community)
);

CREATE TABLE accounts_invitation (
  community_id TEXT NOT NULL,
  invitation_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  token_digest TEXT NOT NULL,
  role TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'withdrawn')),
  invited_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (community_id, invitation_id),
  UNIQUE (community_id, token_digest),
  FOREIGN KEY (community_id, organization_id) REFERENCES communities_organization (community_id, organization_id)
);

-- A secret link for one account: "welcome" (choose a first password), "reset" (choose a new one), "email" (prove a new
-- address, kept in `detail`). Single use: the row goes when it is used.
CREATE TABLE accounts_link (
  token_digest TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  detail TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX accounts_link_account ON accounts_link (account_id, purpose);

-- level: 1 the password was right and the second factor is still asked for, 2 signed in.
CREATE TABLE accounts_session (
  token_digest TEXT PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  level BIGINT NOT NULL,
  method TEXT NOT NULL,
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  authenticated_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX accounts_session_account ON accounts_session (account_id);

CREATE TABLE accounts_recovery_code (
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  code_digest TEXT NOT NULL,
  PRIMARY KEY (account_id, code_digest)
);

-- Attempts at passwords, codes and links, counted by what is tried and from where; both as keyed digests.
CREATE TABLE accounts_attempt (
  bucket TEXT PRIMARY KEY,
  tokens DOUBLE PRECISION NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX accounts_attempt_age ON accounts_attempt (updated_at);

-- An agency's own identity provider (OpenID Connect), and who of it is which account.
CREATE TABLE accounts_provider (
  community_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT NOT NULL,
  email_domains TEXT NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'off')),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (community_id, organization_id),
  FOREIGN KEY (community_id, organization_id) REFERENCES communities_organization (community_id, organization_id)
);
CREATE TABLE accounts_identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts_account (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX accounts_identity_account ON accounts_identity (account_id);
-- A sign-in that has gone to the provider and is not back yet. `kept`: state, nonce, verifier, sealed.
CREATE TABLE accounts_oidc_visit (
  state_digest TEXT PRIMARY KEY,
  kept TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
