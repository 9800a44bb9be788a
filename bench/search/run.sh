#!/bin/sh
# Faceted search beside SQLite FTS5, PostgreSQL and groonga, on the same made-up library in one run.
#   bench/search/run.sh [RESOURCES] [search-bench options...]
# Needs: cmake --preset bench && cmake --build --preset bench --target search-bench; PostgreSQL 15 and groonga-bin (Debian).
# Everything it starts lives in a temporary folder (TMPDIR) and is stopped and removed at the end. A table in Markdown goes
# to standard output, progress to standard error.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
bench=${SEARCH_BENCH:-$here/build/bench/bench/search/search-bench}
resources=${1:-100000}
[ $# -gt 0 ] && shift
pgbin=${PGBIN:-/usr/lib/postgresql/15/bin}
[ -x "$bench" ] || { echo "run.sh: $bench is not built" >&2; exit 2; }
[ -x "$pgbin/initdb" ] || { echo "run.sh: PostgreSQL 15 is not installed" >&2; exit 2; }
command -v groonga >/dev/null || { echo "run.sh: groonga-bin is not installed" >&2; exit 2; }

work=$(mktemp -d)
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
# Memory enough to hold the index; no limits that a default installation would not need for one client.
as_postgres "$pgbin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$work/socket' -c shared_buffers=2GB -c work_mem=256MB -c maintenance_work_mem=1GB -c max_wal_size=8GB -c jit=off" start >/dev/null
"$bench" --resources "$resources" --folder "$work/data" --engines concord,sqlite,postgres,groonga \
  --postgres "host=$work/socket user=postgres dbname=postgres" "$@"
