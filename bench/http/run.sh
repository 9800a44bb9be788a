#!/bin/bash
# Requests a second and p99 of pages, beside nginx serving the same bytes as files. Prints a Markdown table.
#
#   bench/http/run.sh [--data DIR] [--binary FILE] [PATH...]     starts `concord serve` twice: page cache on, and off
#   bench/http/run.sh --plain FILE                               the same with http_bench_server (base/http alone)
#   bench/http/run.sh --server http://127.0.0.1:8080 PATH...     measures a server that runs already, as it is
#
# --seconds N (5) of each run, --rounds N (3) of which the median counts, --connections N (64), --threads N (1) of wrk.
# Needs wrk, nginx and curl (apt install wrk nginx-light curl). Only loopback addresses and free ports are used.
set -euo pipefail
cd "$(dirname "$0")/../.."

binary=build/release/app/concord data=var server='' plain='' seconds=5 rounds=3 connections=64 threads=1
paths=()
while [ $# -gt 0 ]; do
  case $1 in
    --binary) binary=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    --server) server=${2%/}; shift 2 ;;
    --plain) plain=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    --connections) connections=$2; shift 2 ;;
    --threads) threads=$2; shift 2 ;;
    --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "unknown option $1" >&2; exit 2 ;;
    *) paths+=("$1"); shift ;;
  esac
done
for tool in wrk nginx curl python3; do
  command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }
done
PATH=$PATH:/usr/sbin

work=$(mktemp -d)
chmod 755 "$work"
started=()
finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_for() { # URL
  for _ in $(seq 100); do
    curl -so /dev/null "$1" && return
    sleep 0.1
  done
  echo "nothing answers at $1" >&2
  exit 1
}

start_concord() { # NAME CACHE_MIB: sets base_NAME
  local port
  if [ -n "$plain" ]; then
    if [ "$2" = 0 ]; then "$plain" --no-cache >"$work/$1.port" & else "$plain" >"$work/$1.port" & fi
    started+=($!)
    for _ in $(seq 50); do [ -s "$work/$1.port" ] && break; sleep 0.1; done
    port=$(cat "$work/$1.port")
  else
    port=$(free_port)
    CONCORD_HTTP_PAGE_CACHE_MIB=$2 CONCORD_LOG_ACCESS=false \
      "$binary" serve --data "$data" --port "$port" >"$work/$1.log" 2>&1 &
    started+=($!)
  fi
  wait_for "http://127.0.0.1:$port/healthz"
  printf -v "base_$1" '%s' "http://127.0.0.1:$port"
}

start_nginx() {
  local port
  port=$(free_port)
  mkdir -p "$work/files" "$work/tmp"
  cat >"$work/nginx.conf" <<CONF
worker_processes auto;
pid $work/nginx.pid;
error_log $work/nginx.log error;
events { worker_connections 4096; multi_accept on; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100;
  default_type text/html;
  client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
  uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
  server { listen 127.0.0.1:$port; root $work/files; }
}
CONF
  nginx -c "$work/nginx.conf" -g 'daemon off;' 2>/dev/null &
  started+=($!)
  base_nginx="http://127.0.0.1:$port"
}

measure() { # URL: "requests-a-second p99-in-ms"; fails where any answer is not 2xx or 3xx
  wrk -t"$threads" -c"$connections" -d"${seconds}s" --latency "$1" >"$work/wrk.txt"
  if grep -qE 'Non-2xx|Socket errors' "$work/wrk.txt"; then
    echo "errors at $1:" >&2; grep -E 'Non-2xx|Socket errors' "$work/wrk.txt" >&2; exit 1
  fi
  python3 - "$work/wrk.txt" <<'PY'
import re, sys
text = open(sys.argv[1]).read()
rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
print(rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])
PY
}

kinds=(nginx cached uncached)
if [ -n "$server" ]; then
  kinds=(nginx cached)
  base_cached=$server
else
  start_concord cached 64
  start_concord uncached 0
fi
if [ ${#paths[@]} -eq 0 ]; then
  if [ -n "$plain" ]; then
    paths=(/bare /full /shared)
  else # home, a search, and the first resource that it finds
    paths=(/ '/search?q=police' "$(curl -sf "$base_cached/search?q=police" | grep -oE '/resources/[a-z0-9-]+' | head -1 || true)")
  fi
fi
number=0
mkdir -p "$work/files"
for path in "${paths[@]}"; do
  [ -n "$path" ] || { echo 'no resource found: is the catalog imported?' >&2; exit 1; }
  curl -sf "$base_cached$path" -o "$work/files/page$number.html" || { echo "no page at $path" >&2; exit 1; }
  number=$((number + 1))
done
chmod -R a+rX "$work/files"
start_nginx
wait_for "$base_nginx/page0.html"

for round in $(seq "$rounds"); do
  for number in "${!paths[@]}"; do
    for kind in "${kinds[@]}"; do
      base=base_$kind
      url=${!base}${paths[$number]}
      [ "$kind" = nginx ] && url=$base_nginx/page$number.html
      echo "round $round: $kind ${paths[$number]}" >&2
      measure "$url" >>"$work/result.$number.$kind"
    done
  done
done

echo "$(date -u +%F), $(nproc) cores ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), load $(cut -d' ' -f1 /proc/loadavg) at the end;" \
  "wrk -t$threads -c$connections -d${seconds}s, median of $rounds; $(nginx -v 2>&1 | sed 's/.*: //')"
echo
if [ -n "$server" ]; then
  echo '| page | bytes | nginx req/s (p99 ms) | Concord req/s (p99 ms) | of nginx |'
  echo '|---|---:|---:|---:|---:|'
else
  echo '| page | bytes | nginx req/s (p99 ms) | cache on req/s (p99 ms) | of nginx | cache off req/s (p99 ms) |'
  echo '|---|---:|---:|---:|---:|---:|'
fi
for number in "${!paths[@]}"; do
  python3 - "${paths[$number]}" "$(stat -c %s "$work/files/page$number.html")" "$work/result.$number" "${kinds[@]}" <<'PY'
import statistics, sys
path, size, base, kinds = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
def median(kind):
    rows = [tuple(map(float, line.split())) for line in open(f"{base}.{kind}")]
    return statistics.median(r[0] for r in rows), statistics.median(r[1] for r in rows)
show = lambda pair: f"{pair[0]:,.0f} ({pair[1]:.1f})"
results = {kind: median(kind) for kind in kinds}
cells = [f"`{path}`", f"{int(size):,}", show(results["nginx"]), show(results["cached"]),
         f"{results['cached'][0] / results['nginx'][0]:.0%}"]
if "uncached" in results:
    cells.append(show(results["uncached"]))
print("| " + " | ".join(cells) + " |")
PY
done
