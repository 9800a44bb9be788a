# shellcheck shell=bash disable=SC2154  # run.sh sets what is used here
# The demonstration that is attacked: started, signed in to, looked at, stopped. Sourced by run.sh, never run.
# Uses scratch, program; sets hub_pid, url.

# Each attack names an address of its own as the visitor's, because the throttle of sign-ins would otherwise stop the
# attack before its first question: that the throttle works is tested elsewhere.
start_hub() {
  local port tries
  port=$(free_port)
  url=http://127.0.0.1:$port
  export CONCORD_HTTP_TRUSTED_PROXIES=127.0.0.1 CONCORD_LOG_FILE=$scratch/hub.log
  serve_demonstration "$port" >"$scratch/demo.log" 2>&1 &
  hub_pid=$!
  for ((tries = 0; tries < 3600; ++tries)); do
    if curl -fsS -o /dev/null "$url/readyz" 2>/dev/null; then return 0; fi
    kill -0 "$hub_pid" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 20 "$scratch/demo.log" >&2
  echo "The demonstration did not start." >&2
  exit 3
}

# serve_demonstration PORT: does not come back.
serve_demonstration() {
  local data=$scratch/data
  if [[ -z $program ]]; then exec ./demo --port "$1" --data "$data"; fi
  "$program" init --name "Concord demonstration" --data "$data" && "$program" import --quiet content/catalog --data "$data" &&
    "$program" demo --data "$data" && exec "$program" serve --demo --data "$data" --port "$1"
}

stop_hub() {
  [[ -n $hub_pid ]] || return 0
  kill "$hub_pid" 2>/dev/null || true
  wait "$hub_pid" 2>/dev/null || true
  hub_pid=
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# sign_in NAME_PATTERN JAR: as the demonstration's first person whose button matches; prints the Cookie header's value.
sign_in() {
  local jar=$2 page csrf person
  page=$(curl -fsS -c "$jar" -b "$jar" "$url/") || return 1
  read -r csrf person < <(python3 tests/attack/buttons.py "$1" <<<"$page") || return 1
  curl -fsS -o /dev/null -c "$jar" -b "$jar" --data-urlencode "csrf=$csrf" --data-urlencode "person=$person" \
    "$url/demo/sign-in" || return 1
  awk 'NF >= 7 && ($1 !~ /^#/ || $1 ~ /^#HttpOnly_/) { printf "%s%s=%s", sep, $6, $7; sep = "; " }' "$jar"
}

# A fault of the hub itself is a finding, whatever the attacker thinks.
look_at_the_hub() {
  local faults
  if ! kill -0 "$hub_pid" 2>/dev/null; then found "the hub has ended"; return 0; fi
  curl -fsS -m 5 -o /dev/null "$url/readyz" || found "the hub is not ready after the attacks"
  # 503 is the answer to too much at once; any other is a bug.
  faults=$(grep -E '"status":5(0[0-24-9]|[1-9][0-9])' "$scratch/hub.log" | sed -E 's/.*"path":"([^"]*)".*"status":([0-9]+).*/\2 \1/' | sort | uniq -c | head -5 || true)
  if [[ -n $faults ]]; then found "answers of 5xx: $faults"; else note "no answer of 5xx but 503"; fi
  if grep -q 'handler failed' "$scratch/hub.log"; then found "a handler failed (hub.log)"; fi
  note "$(grep -c '"msg":"request"\|"request_id"' "$scratch/hub.log" || true) lines in its log"
}
