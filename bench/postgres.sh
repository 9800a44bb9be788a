# shellcheck shell=sh
# A PostgreSQL of a bench's own in a temporary folder, stopped and removed at the end. Sourced with `set -eu`, never run.
#   start_postgres [OPTION...]   sets $work (its "data" folder is for the bench) and $socket; options are the server's
# TMPDIR says where; PGBIN which PostgreSQL.
pgbin=${PGBIN:-/usr/lib/postgresql/15/bin}
[ -x "$pgbin/initdb" ] || { echo "run.sh: PostgreSQL 15 is not installed" >&2; exit 2; }

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

stop_postgres() {
  [ ! -f "$work/pg/postmaster.pid" ] || as_postgres "$pgbin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}

start_postgres() {
  work=$(mktemp -d)
  socket=$work/socket
  trap stop_postgres EXIT
  trap 'exit 1' INT TERM
  chmod 711 "$work"
  mkdir "$work/pg" "$socket" "$work/data"
  [ "$(id -u)" != 0 ] || chown postgres "$work/pg" "$socket"
  cd "$socket" || exit 2
  as_postgres "$pgbin/initdb" -D "$work/pg" -U postgres -A trust -E UTF8 --locale=C >/dev/null
  as_postgres "$pgbin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$socket' -c unix_socket_permissions=0777 $*" start >/dev/null
}
