#!/bin/sh
# A private PostgreSQL for the tests: in a folder, on a unix socket there, no network, nothing durable.
#   tools/test_postgres.sh start DIR   makes and starts it (once; a second start does nothing) and prints its URL
#   tools/test_postgres.sh stop DIR    stops it and removes its data
# Use: export CONCORD_TEST_POSTGRES=$(tools/test_postgres.sh start "$(mktemp -d)")
set -eu

die() { echo "test_postgres: $*" >&2; exit 2; }

[ $# -eq 2 ] || die "usage: test_postgres.sh start DIR | stop DIR"
command=$1
dir=$2
bin=${CONCORD_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
[ -x "$bin/initdb" ] || die "no PostgreSQL in $bin (apt-get install postgresql-15, or set CONCORD_POSTGRES_BIN)"

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  elif command -v runuser >/dev/null; then
    runuser -u postgres -- "$@"
  else
    su postgres -s /bin/sh -c '"$0" "$@"' -- "$@"
  fi
}

url() {
  case $dir in *[!A-Za-z0-9/._-]*) die "the folder's name may hold letters, digits, / . _ and - only: $dir" ;; esac
  # A socket's path is at most 107 bytes long.
  [ ${#dir} -le 85 ] || die "the folder's name is too long for a socket: $dir"
  echo "postgresql://postgres@localhost/postgres?host=$dir"
}

start() {
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  url >/dev/null
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$dir"
    as_owner test -x "$dir" || die "the user postgres cannot enter $dir (a folder above it is closed)"
  fi
  if [ ! -f "$dir/data/PG_VERSION" ]; then
    as_owner "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
      { cat "$dir/initdb.log" >&2; die "initdb failed"; }
    cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0777
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
max_wal_size = 256MB
autovacuum = off
CONF
  fi
  if ! as_owner "$bin/pg_ctl" -D "$dir/data" status >/dev/null; then
    as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start >/dev/null ||
      { cat "$dir/server.log" >&2; die "the server did not start"; }
  fi
  url
}

stop() {
  [ -d "$dir" ] || exit 0
  dir=$(cd "$dir" && pwd)
  [ -f "$dir/data/PG_VERSION" ] || die "$dir holds no server of ours"
  if as_owner "$bin/pg_ctl" -D "$dir/data" status >/dev/null; then
    as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null
  fi
  rm -rf "$dir/data" "$dir/initdb.log" "$dir/server.log"
  rmdir "$dir" 2>/dev/null || true
}

case $command in
  start) start ;;
  stop) stop ;;
  *) die "usage: test_postgres.sh start DIR | stop DIR" ;;
esac
