#!/usr/bin/env bash
# Proves the Debian package: a fresh Debian 12 in a folder, the package installed there with apt, a hub made, served,
# backed up, restored, the package removed and put back. As root; needs debootstrap and curl.
#   packaging/try.sh [PACKAGE]        CONCORD_MIRROR names another mirror than the one that apt uses here
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
package=$(readlink -f "${1:-$(ls -t build/concord_*.deb | head -1)}")
[[ -f $package ]] || { echo "try: there is no package; run: make deb" >&2; exit 2; }
((EUID == 0)) || { echo "try: it needs root, for debootstrap and chroot" >&2; exit 2; }
mirror=${CONCORD_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -1)}

root=$(mktemp -d)
chmod 755 "$root"  # the user concord goes through it
server=
finish() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap finish EXIT

say() { printf '%s\n' "-- $*"; }
fail() { printf 'try: %s\n' "$*" >&2; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_concord() { inside setpriv --reuid=concord --regid=concord --clear-groups --no-new-privs "$@"; }
hub() { as_concord concord "$@" --data /var/lib/concord; }

serve() {
  # In a subshell's own place, so that the signal reaches the program itself.
  (exec chroot "$root" setpriv --reuid=concord --regid=concord --clear-groups --no-new-privs env -i PATH=/usr/bin \
    LC_ALL=C.UTF-8 concord serve --data /var/lib/concord --config /etc/concord/concord.toml --port "$port") &
  server=$!
  for _ in $(seq 100); do
    if curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null; then return; fi
    kill -0 "$server" 2>/dev/null || fail "the server ended by itself"
    sleep 0.1
  done
  fail "the server was not ready after 10 seconds"
}

stop() {
  kill -TERM "$server"
  wait "$server" || fail "the server did not end well ($?)"
  server=
}

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

say "A fresh Debian 12"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail -5 "$root.log" >&2; fail "debootstrap"; }
rm -f "$root.log"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d"
cp "$package" "$root/tmp/concord.deb"

say "apt-get install $(basename "$package")"
inside apt-get -qq update
inside apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install /tmp/concord.deb >/dev/null
inside concord version
[[ $(stat -c %a "$root/var/lib/concord") == 750 ]] || fail "the data folder's rights"
[[ $(stat -c %a "$root/etc/concord/concord.toml") == 640 ]] || fail "the settings' rights"
inside test -e /etc/systemd/system/multi-user.target.wants/concord.service || fail "the unit is not enabled"

say "init, import, serve"
hub init --admin-email admin@example.org --admin-name "First Admin"
hub import --quiet /usr/share/concord/catalog | tail -1
serve
curl -fsS "http://127.0.0.1:$port/readyz"
curl -fsS "http://127.0.0.1:$port/search?q=patrol" | grep -q '<h1' || fail "the search page"

say "backup while it serves, check, doctor"
hub backup /var/lib/concord/hub.backup
inside concord restore --verify /var/lib/concord/hub.backup
hub check
hub doctor || true
stop

say "restore into another folder"
as_concord concord restore --data /var/lib/concord/restored /var/lib/concord/hub.backup
as_concord concord check --data /var/lib/concord/restored

say "remove and purge keep the data; the package comes back to it"
inside apt-get -qq -y -o Dpkg::Use-Pty=0 remove concord >/dev/null
[[ -f $root/etc/concord/concord.toml ]] || fail "removing took the settings"
inside apt-get -qq -y -o Dpkg::Use-Pty=0 purge concord >/dev/null
[[ ! -e $root/etc/concord/concord.toml ]] || fail "purging left the settings"
[[ -f $root/var/lib/concord/concord.db ]] || fail "purging took the data"
inside apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install /tmp/concord.deb >/dev/null
serve
curl -fsS "http://127.0.0.1:$port/search?q=patrol" | grep -q 'patrol' || fail "the data after the package came back"
stop
say "The package works."
