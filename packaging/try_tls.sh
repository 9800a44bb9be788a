#!/usr/bin/env bash
# Runs the configurations of docs/operator/tls.md as they stand there: the servers' own checks, then real requests by
# https through each of them, on loopback. Needs nginx, caddy, curl and openssl.
#   packaging/try_tls.sh [PROGRAM]
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
program=$(readlink -f "${1:-build/release/app/concord}")
page=docs/operator/tls.md
dir=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$dir"
}
trap finish EXIT
fail() { printf 'try_tls: %s\n' "$*" >&2; exit 1; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
snippet() { awk -v kind="$1" '$0 == "```" kind {on = 1; next} /^```/ {on = 0} on' "$page"; }

hub=$(free_port) plain=$(free_port) tls=$(free_port)
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=trust.example.org -addext subjectAltName=DNS:trust.example.org \
  -keyout "$dir/key.pem" -out "$dir/cert.pem" 2>/dev/null

cat >"$dir/concord.toml" <<TOML
[hub]
base_url = "https://trust.example.org"
[http]
port = $hub
behind_tls = true
trusted_proxies = ["127.0.0.1"]
TOML
"$program" serve --data "$dir/hub" --config "$dir/concord.toml" >"$dir/hub.log" 2>&1 &
pids+=($!)

get() { curl -sS --cacert "$dir/cert.pem" --resolve "trust.example.org:$tls:127.0.0.1" "$@"; }
until_ready() {
  for _ in $(seq 100); do
    if get -f -o /dev/null "https://trust.example.org:$tls/readyz" 2>/dev/null; then return; fi
    sleep 0.1
  done
  fail "$1 did not answer"
}
try() {
  until_ready "$1"
  get -D "$dir/head" -o "$dir/body" "https://trust.example.org:$tls/"
  grep -q '^HTTP/[0-9.]* 200' "$dir/head" || fail "$1: $(head -1 "$dir/head")"
  grep -qi '^strict-transport-security:' "$dir/head" || fail "$1: no Strict-Transport-Security"
  grep -q '<h1' "$dir/body" || fail "$1: not the page"
  [[ $(get -o /dev/null -w '%{http_code}' "https://trust.example.org:$tls/metrics") == 404 ]] || fail "$1: /metrics is public"
  echo "$1: works"
}

snippet nginx | sed -e "s#/etc/letsencrypt/live/trust.example.org/fullchain.pem#$dir/cert.pem#" \
  -e "s#/etc/letsencrypt/live/trust.example.org/privkey.pem#$dir/key.pem#" -e "s/127.0.0.1:8080/127.0.0.1:$hub/" \
  -e "s/listen 80;/listen 127.0.0.1:$plain;/" -e "s/listen 443 /listen 127.0.0.1:$tls /" -e '/listen \[::\]/d' >"$dir/site.conf"
cat >"$dir/nginx.conf" <<NGINX
pid $dir/nginx.pid;
error_log $dir/nginx.log;
events {}
http { access_log off; client_body_temp_path $dir/b; proxy_temp_path $dir/p; fastcgi_temp_path $dir/f; uwsgi_temp_path $dir/u; scgi_temp_path $dir/s; include $dir/site.conf; }
NGINX
chmod 755 "$dir"
nginx -t -q -c "$dir/nginx.conf"
nginx -c "$dir/nginx.conf" -g 'daemon off;' &
nginx=$!
pids+=("$nginx")
try nginx
[[ $(curl -s -o /dev/null -w '%{redirect_url}' -H 'Host: trust.example.org' "http://127.0.0.1:$plain/search?q=a") == 'https://trust.example.org/search?q=a' ]] ||
  fail "nginx: http does not lead to https"
kill "$nginx"
wait "$nginx" || true

# Only the certificate differs: nobody on loopback can get a public one.
{
  printf '{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port %s\n\thttps_port %s\n}\n' "$plain" "$tls"
  snippet caddy | sed -e "s/127.0.0.1:8080/127.0.0.1:$hub/" -e "s#^trust.example.org {#&\n\ttls $dir/cert.pem $dir/key.pem#"
} >"$dir/Caddyfile"
export HOME=$dir XDG_DATA_HOME=$dir/caddy XDG_CONFIG_HOME=$dir/caddy
caddy validate --adapter caddyfile --config "$dir/Caddyfile" >"$dir/caddy.log" 2>&1 || { cat "$dir/caddy.log" >&2; fail "caddy validate"; }
caddy run --adapter caddyfile --config "$dir/Caddyfile" >>"$dir/caddy.log" 2>&1 &
pids+=($!)
try caddy
