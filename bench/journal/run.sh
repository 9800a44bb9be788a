#!/bin/sh
# Writes a second with the journal and without it, on SQLite and PostgreSQL, on a real disk.
#   bench/journal/run.sh [--seconds N] [--rounds N] [--engine sqlite|postgres]
# Needs: cmake --preset bench && cmake --build --preset bench --target journal-bench; PostgreSQL 15 (Debian).
# SQLite runs as the program has it (WAL, synchronous=FULL); PostgreSQL with the settings that initdb writes, so that
# each commit waits for the disk; only the number of connections and the socket's folder are ours. Everything lives in
# a temporary folder (TMPDIR; not one in memory) that is removed at the end. A table in Markdown goes to standard output.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
bench=${JOURNAL_BENCH:-$here/build/bench/bench/journal/journal-bench}
[ -x "$bench" ] || { echo "run.sh: $bench is not built" >&2; exit 2; }
case $(stat -f -c %T "${TMPDIR:-/tmp}") in
  tmpfs|ramfs) echo "run.sh: ${TMPDIR:-/tmp} is in memory; set TMPDIR to a folder on a disk" >&2; exit 2 ;;
esac
# shellcheck source=bench/postgres.sh
. "$here/bench/postgres.sh"
start_postgres -c max_connections=100
TMPDIR=$work/data CONCORD_TEST_POSTGRES="postgresql://postgres@localhost/postgres?host=$socket" "$bench" "$@"
