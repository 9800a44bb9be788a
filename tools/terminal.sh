# shellcheck shell=bash
# What ./demo and ./test say, and how: numbered steps, one clear sentence for what went wrong. Sourced, never run.

CONCORD_STEP=0
CONCORD_STEPS=${CONCORD_STEPS:-0}

# step TEXT: the next numbered step.
step() {
  CONCORD_STEP=$((CONCORD_STEP + 1))
  printf '[%d/%d] %s\n' "$CONCORD_STEP" "$CONCORD_STEPS" "$*"
}

# note TEXT: a line beneath the step.
note() { printf '      %s\n' "$*"; }

# fail TEXT: says what went wrong and ends the script with 1.
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# misuse TEXT: the command was called wrongly; ends the script with 2.
misuse() {
  printf '%s: %s Try: %s --help\n' "${0##*/}" "$*" "$0" >&2
  exit 2
}

# progress_line TEXT: rewrites one line on a terminal; says nothing elsewhere.
progress_line() {
  [[ -t 1 ]] || return 0
  local width
  width=$(tput cols 2>/dev/null || echo 80)
  printf '\r\033[K      %s' "${1:0:$((width - 8))}"
}
progress_end() { [[ ! -t 1 ]] || printf '\r\033[K'; }

# free_mib PATH: what is free on the disk of PATH, or of the nearest folder above it that exists.
free_mib() {
  df -Pk "$(nearest_folder "$1")" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }'
}

# nearest_folder PATH: PATH, or the nearest folder above it that exists.
nearest_folder() {
  local path=$1
  while [[ ! -d $path ]]; do path=$(dirname "$path"); done
  printf '%s\n' "$path"
}

# need_room PATH MIB WHAT: ends the script where the disk of PATH has less than MIB free.
need_room() {
  local free
  free=$(free_mib "$1")
  if [[ -n $free ]] && ((free < $2)); then
    fail "The disk that holds $1 has $free MiB free, and $3 needs about $2 MiB."
  fi
}

# need_writable FOLDER: ends the script where FOLDER cannot be written, or cannot be made.
need_writable() {
  local near
  if [[ -e $1 && ! -d $1 ]]; then fail "$1 is a file, and a folder is needed there."; fi
  near=$(nearest_folder "$1")
  [[ -w $near && -x $near ]] || fail "The folder $1 cannot be written by $(id -un): $near belongs to $(stat -c %U "$near")."
}
