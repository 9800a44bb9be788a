-- The language that an action is written in, so that a screen reader reads it in that voice. '': not known.
ALTER TABLE selfreview_action ADD COLUMN language TEXT NOT NULL DEFAULT '';
