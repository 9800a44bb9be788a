-- How often an invitation has told its holder that an address has an account already: it may do so a few times.
ALTER TABLE accounts_invitation ADD COLUMN taken_answers BIGINT NOT NULL DEFAULT 0;
