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
[ -x "$bench" ] || { echo "run.sh: $bench is not built" >&2; exit 2; }
command -v groonga >/dev/null || { echo "run.sh: groonga-bin is not installed" >&2; exit 2; }

# shellcheck source=bench/postgres.sh
. "$here/bench/postgres.sh"
# Memory enough to hold the index; no limits that a default installation would not need for one client.
start_postgres -c shared_buffers=2GB -c work_mem=256MB -c maintenance_work_mem=1GB -c max_wal_size=8GB -c jit=off
"$bench" --resources "$resources" --folder "$work/data" --engines concord,sqlite,postgres,groonga \
  --postgres "host=$socket user=postgres dbname=postgres" "$@"
