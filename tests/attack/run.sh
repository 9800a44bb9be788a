#!/usr/bin/env bash
# Attacks a demonstration with sqlmap and slowhttptest, both from Debian, and says whether they found anything.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: tests/attack/run.sh [--only sql|slow] [--program FILE] [--minutes N] [--connections N] [--keep] [--help]

Starts ./demo on a scratch folder and a free port of this machine, attacks it, stops it and removes the folder.

  --only WHAT       sql: sqlmap on forms and addresses, signed out and signed in; slow: slowhttptest's four attacks
  --program FILE    attack this build of concord, with the same content, in place of what ./demo builds
  --minutes N       how long sqlmap may take for each of its targets (3)
  --connections N   how many connections slowhttptest opens (1000)
  --keep            keep the scratch folder with every log, and say where it is
  --help            this text

Exit codes: 0 nothing found; 1 something found, or the hub answered an attack with a fault of its own (5xx);
2 called wrongly; 3 an attack could not be made, so nothing is known.
TEXT
}

here=$(dirname "$(readlink -f "$0")")
cd "$here/../.."
# shellcheck source=tools/terminal.sh
source tools/terminal.sh
# shellcheck source=tests/attack/hub.sh
source tests/attack/hub.sh
# shellcheck source=tests/attack/sql.sh
source tests/attack/sql.sh
# shellcheck source=tests/attack/slow.sh
source tests/attack/slow.sh

only=all minutes=3 connections=1000 keep='' program=''
scratch='' hub_pid='' url=''
FOUND=() UNKNOWN=()

found() { FOUND+=("$*"); note "FOUND: $*"; }
unknown() { UNKNOWN+=("$*"); note "NOT KNOWN: $*"; }

parse_arguments() {
  while (($#)); do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --keep) keep=1; shift ;;
      --only | --program | --minutes | --connections)
        if (($# < 2)) || [[ -z $2 ]]; then misuse "$1 needs a value."; fi
        case $1 in
          --only) only=$2 ;;
          --program) program=$(realpath -- "$2") ;;
          --minutes) minutes=$2 ;;
          --connections) connections=$2 ;;
        esac
        shift 2
        ;;
      *) misuse "There is no option $1." ;;
    esac
  done
  [[ $only =~ ^(all|sql|slow)$ ]] || misuse "--only takes sql or slow, not $only."
  [[ $minutes =~ ^[1-9][0-9]{0,2}$ ]] || misuse "--minutes takes a number from 1 to 999, not $minutes."
  [[ $connections =~ ^[1-9][0-9]{0,4}$ ]] || misuse "--connections takes a number from 1 to 99999, not $connections."
}

need_programs() {
  local program
  for program in sqlmap slowhttptest curl; do
    command -v "$program" >/dev/null || { echo "There is no $program here: apt-get install $program" >&2; exit 3; }
  done
}

end() {
  stop_hub
  if [[ -n $keep && -n $scratch ]]; then echo "Everything is in $scratch"; else rm -rf "$scratch"; fi
}

summary() {
  local line
  echo
  for line in "${FOUND[@]}"; do echo "FOUND  $line"; done
  for line in "${UNKNOWN[@]}"; do echo "NOT KNOWN  $line"; done
  if ((${#FOUND[@]} > 0)); then exit 1; fi
  if ((${#UNKNOWN[@]} > 0)); then exit 3; fi
  echo "Nothing was found."
}

main() {
  parse_arguments "$@"
  need_programs
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/concord-attack.XXXXXX")
  case $only in all) CONCORD_STEPS=5 ;; sql) CONCORD_STEPS=4 ;; slow) CONCORD_STEPS=3 ;; esac
  trap end EXIT
  trap 'exit 130' INT TERM
  step "Starting the demonstration"
  start_hub
  note "$url"
  if [[ $only != slow ]]; then attack_with_sql; fi
  if [[ $only != sql ]]; then attack_slowly; fi
  step "Looking at what the hub says of it"
  look_at_the_hub
  summary
}

main "$@"
