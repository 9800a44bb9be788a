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
pgbin=${PGBIN:-/usr/lib/postgresql/15/bin}
[ -x "$bench" ] || { echo "run.sh: $bench is not built" >&2; exit 2; }
[ -x "$pgbin/initdb" ] || { echo "run.sh: PostgreSQL 15 is not installed" >&2; exit 2; }

work=$(mktemp -d)
case $(stat -f -c %T "$work") in
  tmpfs|ramfs) echo "run.sh: $work is in memory; set TMPDIR to a folder on a disk" >&2; rmdir "$work"; exit 2 ;;
esac
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop() {
  [ ! -f "$work/pg/postmaster.pid" ] || as_postgres "$pgbin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM
chmod 711 "$work"
mkdir "$work/pg" "$work/socket" "$work/data"
[ "$(id -u)" != 0 ] || chown postgres "$work/pg" "$work/socket"
cd "$work/socket"
as_postgres "$pgbin/initdb" -D "$work/pg" -U postgres -A trust -E UTF8 --locale=C >/dev/null
as_postgres "$pgbin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$work/socket' -c unix_socket_permissions=0777" start >/dev/null
TMPDIR=$work/data CONCORD_TEST_POSTGRES="postgresql://postgres@localhost/postgres?host=$work/socket" "$bench" "$@"
