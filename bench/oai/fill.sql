-- As many resources as the parameter :count says, straight into a new hub's tables (SQLite): descriptions of the length
-- that catalog records have, a name, three words and a topic each, changed a second apart in tens.
.parameter init
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE number (n INTEGER PRIMARY KEY);
INSERT INTO number WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :count)
  SELECT n FROM counted;
CREATE TEMP VIEW made AS
  SELECT n, printf('01930000-%04x-7000-8000-%012x', n % 65536, n) AS id, 1700000000000 + (n / 10) * 1000 AS at FROM number;
INSERT INTO library_resource (id, slug, title, subtitle, summary, publisher, container, volume, issue, pages, series,
    edition, place, year, published, url, doi, ncj, isbn, issn, access, status, superseded_by, note, import_key, title_key,
    url_key, created_at, updated_at)
  SELECT id, 'made-' || n, 'Patrol, trust and complaints in district ' || n, 'A study of ' || (n % 977) || ' beats',
    'Officers and residents of district ' || n || ' agreed on what the beat needs & what each side does. ' ||
    'The study follows calls, stops and complaints for ' || (n % 48 + 1) || ' months and asks residents twice. ' ||
    'Reported trust rose where officers came back to the same people; where they did not, little changed.',
    'Press ' || (n % 50), 'Journal of Made-up Results', n % 40 + 1, n % 4 + 1, (n % 300) || '-' || (n % 300 + 20), '', '', '',
    1980 + n % 45, 1980 + n % 45, 'https://example.org/made/' || n, '10.5555/made.' || n, '', '', '1234-5678', 'open',
    CASE WHEN n % 100 = 0 THEN 'withdrawn' ELSE 'published' END, '', '', '', 'made ' || n, 'example.org/made/' || n, at, at
  FROM made;
INSERT INTO library_resource_term (resource_id, kind, position, value, changed_at)
  SELECT id, 'topic', 0, 'topic-' || (n % 20), at FROM made UNION ALL
  SELECT id, 'type', 0, 'report', at FROM made UNION ALL
  SELECT id, 'language', 0, 'en', at FROM made UNION ALL
  SELECT id, 'keyword', 0, 'keyword ' || (n % 5000), at FROM made;
INSERT INTO library_resource_name (resource_id, role, position, family, given, literal)
  SELECT id, 'author', 0, 'Family' || (n % 9973), 'Given', '' FROM made;
COMMIT;
ANALYZE;
