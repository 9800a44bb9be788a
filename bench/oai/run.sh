#!/bin/bash
# A whole library harvested from the program by a real client, HTTP::OAI (Debian's libhttp-oai-perl), with the server's
# memory looked at all the while: what is its own (anonymous), and the pages of files that it maps, which are the
# database's and the kernel's to take back.
#   bench/oai/run.sh [RECORDS] [PREFIX]
# Needs a build of the program (CONCORD_BINARY, or build/release), sqlite3, curl and libhttp-oai-perl. Everything it starts
# lives in a temporary folder (TMPDIR) and is stopped and removed at the end. The result goes to standard output.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
program=${CONCORD_BINARY:-$here/build/release/app/concord}
records=${1:-1000000}
prefix=${2:-oai_dc}
[ -x "$program" ] || { echo "run.sh: $program is not built" >&2; exit 2; }
perl -MHTTP::OAI -e 1 2>/dev/null || { echo "run.sh: libhttp-oai-perl is not installed" >&2; exit 2; }
work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

"$program" init --no-questions --name Bench --data "$work/hub" >"$work/init"
started=$(date +%s.%N)
sed "s/^\.parameter init/.parameter init\n.parameter set :count $records/" "$here/bench/oai/fill.sql" |
  sqlite3 "$work/hub/concord.db" >"$work/fill"
filled=$(date +%s.%N)
CONCORD_LOG_LEVEL=error "$program" serve --port 0 --data "$work/hub" >"$work/out" 2>"$work/err" &
server=$!
for _ in $(seq 600); do
  grep -q http "$work/out" && break
  sleep 0.1
done
address=$(grep -o 'http://[^ ]*' "$work/out" | head -1)
curl -sf "${address}oai?verb=Identify" >/dev/null
resident() { awk '/^RssAnon/ {own = $2} /^RssFile/ {mapped = $2} END {print own, mapped}' "/proc/$server/status"; }

before=$(resident)
begun=$(date +%s.%N)
perl "$here/bench/oai/harvest.pl" "${address}oai" "$prefix" >"$work/result" 2>"$work/progress" &
client=$!
while kill -0 "$client" 2>/dev/null; do
  printf '%s %s %s\n' "$(date +%s.%N)" "$(tail -1 "$work/progress" 2>/dev/null || true)" "$(resident)" >>"$work/samples"
  sleep 1
done
wait "$client" || { cat "$work/progress" >&2; exit 1; }
ended=$(date +%s.%N)
awk -v r="$records" -v a="$started" -v b="$filled" -v c="$begun" -v d="$ended" -v m="$before" -v result="$(cat "$work/result")" '
  function mb(k) { return sprintf("%.1f", k / 1024) }
  { own = $(NF - 1); if (own > top) top = own; line[NR] = $0 }
  END {
    print result
    printf "filled in %.0f s; harvested in %.0f s: %.0f records/s, server, client and XML parser on one machine\n", b - a, d - c, r / (d - c)
    split(m, first, " ")
    printf "server, memory of its own: before %s MB, at most %s MB, at the end %s MB\n", mb(first[1]), mb(top), mb(own)
    print "| records | server, own MB | server, mapped files MB |"
    print "|--:|--:|--:|"
    for (i = 1; i <= 10; i++) {
      n = int(NR * i / 10); if (n < 1) n = 1
      count = split(line[n], f, " ")
      printf "| %s | %s | %s |\n", (count > 3 ? f[2] : 0), mb(f[count - 1]), mb(f[count])
    }
  }' "$work/samples"
