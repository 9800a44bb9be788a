# shellcheck shell=bash
# Which of Debian's packages Concord needs, and how the missing ones are installed. Sourced after terminal.sh, never run.

# shellcheck disable=SC2034  # the lists are read by the scripts that source this file
CONCORD_BUILD_PACKAGES=(
  build-essential g++ cmake ninja-build ccache pkg-config python3 lld git ca-certificates nodejs npm
  libboost1.81-dev libsoci-dev libctemplate-dev libxapian-dev libmimalloc-dev libsodium-dev libtomlplusplus-dev
  nlohmann-json3-dev libcli11-dev libbrotli-dev libutf8proc-dev zlib1g-dev libpq-dev libsqlite3-dev
  liboath-dev libqrencode-dev libcurl4-openssl-dev libexpat1-dev libcjose-dev libjansson-dev libssl-dev libzstd-dev
  libpoppler-cpp-dev libqpdf-dev libseccomp-dev poppler-data tzdata libhowardhinnant-date-dev
)
# shellcheck disable=SC2034
CONCORD_TEST_PACKAGES=(postgresql-15 sqlite3 libgtest-dev libgmock-dev chromium curl python3-aiosmtpd libfaketime libhttp-oai-perl poppler-data)
# shellcheck disable=SC2034
CONCORD_FUZZ_PACKAGES=(clang-16 libclang-rt-16-dev)
# shellcheck disable=SC2034
CONCORD_BENCH_PACKAGES=(libbenchmark-dev postgresql-15 sqlite3 groonga-bin nginx wrk)
# What `make deb` makes the Debian package with.
# shellcheck disable=SC2034
CONCORD_PACKAGING_PACKAGES=(dpkg-dev fakeroot)
# What tests/attack runs against a demo.
# shellcheck disable=SC2034
CONCORD_ATTACK_PACKAGES=(sqlmap slowhttptest)
# shellcheck disable=SC2034
CONCORD_LINT_PACKAGES=(clang-format shellcheck)

# A Node.js of 18 or newer with npm, from wherever it came.
has_node() {
  local version
  command -v npm >/dev/null && version=$(node --version 2>/dev/null) && version=${version#v} && ((${version%%.*} >= 18))
}

# missing_packages NAME...: prints those that are not installed, one a line.
missing_packages() {
  local -A installed=()
  local name status
  while read -r name status; do
    [[ $status != installed ]] || installed[${name%%:*}]=1
  done < <(dpkg-query -W -f='${binary:Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
  for name in "$@"; do
    if [[ -n ${installed[$name]:-} ]]; then continue; fi
    if [[ $name == nodejs || $name == npm ]] && has_node; then continue; fi
    printf '%s\n' "$name"
  done
}

# ensure_packages WHAT-FOR NAME...: installs what is missing, as root or by sudo; ends the script where it cannot.
ensure_packages() {
  local purpose=$1 missing=() log
  shift
  command -v dpkg-query >/dev/null || fail "This is not a Debian machine: $purpose needs Debian 12's packages $*."
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]} == 0)); then return 0; fi

  note "${#missing[@]} of Debian's packages are missing and will be installed: ${missing[*]}"
  need_right_to_install "${missing[@]}"
  need_room /usr 1500 "installing packages"
  mkdir -p build 2>/dev/null && log=build/packages.log && : 2>/dev/null >"$log" || log=$(mktemp)
  progress_line "Reading the list of packages"
  apt_get update 2>"$log" >/dev/null || true # a broken list shows in what follows, or does not matter
  if ! apt_get install -y --no-install-recommends -- "${missing[@]}" 2>>"$log" | apt_progress; then
    progress_end
    fail "$(why_apt_failed "$log")"
  fi
  progress_end
  mapfile -t missing < <(missing_packages "${missing[@]}")
  ((${#missing[@]} == 0)) || fail "These packages were installed but are still not there: ${missing[*]}. See $log."
}

need_right_to_install() {
  local by_hand="apt-get install $*"
  ((EUID != 0)) || return 0
  command -v sudo >/dev/null || fail "Installing packages needs root or sudo; as root, run: $by_hand"
  sudo -n true 2>/dev/null && return 0
  [[ -t 0 ]] || fail "Installing packages needs sudo, which asks for a password, and there is no terminal to ask on; as root, run: $by_hand"
  sudo true || fail "sudo did not let $(id -un) install packages; as root, run: $by_hand"
}

# apt_get ARGUMENT...: apt-get as root; its status lines on standard output, all else on standard error.
apt_get() {
  local as_root=()
  ((EUID == 0)) || as_root=(sudo)
  # sudo closes every descriptor above 2, so that the third one is opened behind it.
  # shellcheck disable=SC2016
  "${as_root[@]}" sh -c 'exec env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q \
    -o APT::Status-Fd=3 -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 "$@" 3>&1 1>&2 </dev/null' apt-get "$@"
}

# Reads apt's status lines ("pmstatus:package:percent:text", "dlstatus:n:percent:text").
apt_progress() {
  local kind percent text tens last=-1 verb
  while IFS=: read -r kind _ percent text; do
    case $kind in
      dlstatus) verb="Downloading" ;;
      pmstatus) verb="Installing" ;;
      *) continue ;;
    esac
    percent=${percent%%.*}
    if [[ -t 1 ]]; then
      progress_line "$verb: $percent % $text"
    else
      tens="$verb $((percent / 25))"
      if [[ $tens != "$last" ]]; then note "$verb: $percent %"; fi
      last=$tens
    fi
  done
}

# why_apt_failed LOG: one sentence.
why_apt_failed() {
  local log=$1 unknown
  if grep -qiE 'no space left|not enough free space|enough free space' "$log"; then
    echo "The disk is full: packages could not be installed."
  elif grep -qE 'Temporary failure resolving|Could not resolve|Could not connect|Connection (failed|timed out|refused)|Network is unreachable|Unable to connect' "$log"; then
    echo "Debian's package server could not be reached: check this machine's network, then start again."
  elif unknown=$(grep -oE '(Unable to locate package|has no installation candidate|Package .* is not available).*' "$log" | head -1) && [[ -n $unknown ]]; then
    echo "Debian's package list lacks something that Concord needs ($unknown); Concord is built on Debian 12."
  elif grep -qE 'Could not get lock|Unable to acquire the dpkg' "$log"; then
    echo "Another program is installing packages; start again when it is done."
  elif grep -qE 'Permission denied|are you root' "$log"; then
    echo "$(id -un) may not install packages on this machine."
  else
    echo "Packages could not be installed: $(grep -E '^(E|W):' "$log" | tail -1). See $log."
  fi
}
