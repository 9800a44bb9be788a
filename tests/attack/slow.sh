# shellcheck shell=bash disable=SC2154  # run.sh sets what is used here
# Slow requests with slowhttptest. Sourced by run.sh, never run. Uses scratch, url, connections.

# slow NAME ARGUMENT...: one attack of a minute; while it runs, another visitor must be answered within five seconds.
slow() {
  local name=$1 log=$scratch/slow-$1.log closed
  shift
  if ! slowhttptest -c "$connections" -r 200 -l 60 -p 5 -g -o "$scratch/slow-$name" "$@" >"$log" 2>&1; then
    unknown "slowhttptest: $name did not run (slow-$name.log): $(grep . "$log" | tail -n 1)"
    return 0
  fi
  # Seconds,Closed,Pending,Connected,Service Available: the last is the number of connections where it is, 0 where not.
  if ! awk -F, 'NR > 1 { rows++ } END { exit rows < 3 }' "$scratch/slow-$name.csv" 2>/dev/null; then
    unknown "slowhttptest: $name kept no figures"
  elif awk -F, 'NR > 1 && $5 + 0 == 0 { down = 1 } END { exit !down }' "$scratch/slow-$name.csv"; then
    found "slowhttptest: $name: another visitor waited for more than five seconds"
  else
    closed=$(awk -F, 'END { print $2 + 0 }' "$scratch/slow-$name.csv")
    note "$name: others were answered throughout; $closed of $connections connections were closed by the hub"
  fi
}

attack_slowly() {
  step "slowhttptest, $connections connections"
  slow headers -H -u "$url/search?q=patrol" -i 5 -x 24
  slow body -B -u "$url/sign-in" -t POST -i 5 -s 8192 -x 10
  slow read -X -u "$url/search?q=patrol" -w 10 -y 20 -n 5 -z 32 -k 3
  slow range -R -u "$url/assets/app.css" -t HEAD -a 10 -b 3000
}
