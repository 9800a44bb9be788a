# shellcheck shell=bash
# Builds a preset, and tells in a blink whether there is anything to build. Sourced after terminal.sh, from the
# repository's root, never run.

# What a build reads: all but the catalog, which is loaded, not built in. Names, sizes and times stand for the
# contents, so that this takes milliseconds.
fingerprint_sources() {
  {
    find CMakeLists.txt CMakePresets.json cmake base features app migrations content assets \
      \( -name node_modules -o -name dist -o -name out -o -name __pycache__ -o -path content/catalog \) -prune -o \
      -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort
    uname -m
  } | sha256sum | cut -d' ' -f1
}

# fingerprint_contents FOLDER: of the bytes themselves.
fingerprint_contents() {
  find "$1" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# is_fresh STAMP FINGERPRINT
is_fresh() { [[ -r $1 && $(<"$1") == "$2" ]]; }

# build_preset PRESET [TARGET...]: configures where needed, then builds. On a terminal ninja's own status line is
# shown; elsewhere a line for each tenth. Returns non-zero where the build failed, after saying why.
build_preset() {
  local preset=$1 log
  shift
  log=build/$preset/build.log
  mkdir -p "build/$preset"
  if [[ ! -f build/$preset/build.ninja ]]; then
    note "Preparing build/$preset"
    if ! cmake --preset "$preset" >"$log" 2>&1; then
      tail -n 25 "$log" >&2
      build_failed "$preset" "$log" "The build could not be prepared"
      return 1
    fi
  fi
  if [[ -t 1 ]]; then
    NINJA_STATUS='      [%f/%t, %e s] ' ninja -C "build/$preset" "$@" || { build_failed "$preset" "" "The build failed"; return 1; }
  else
    NINJA_STATUS='[%f/%t] ' ninja -C "build/$preset" "$@" >"$log" 2>&1 &
    BUILD_PID=$!
    follow_ninja "$log" "$BUILD_PID"
  fi || { build_failed "$preset" "$log" "The build failed"; return 1; }
}

# stop_build: ends a build that is under way; one in the background hears no Ctrl-C.
BUILD_PID=
stop_build() {
  [[ -z $BUILD_PID ]] || kill "$BUILD_PID" 2>/dev/null || true
  BUILD_PID=
}

# follow_ninja LOG PID: a line for each tenth of the work; after a failure, what failed.
follow_ninja() {
  local log=$1 pid=$2 tenth last=0 running=1 status=0
  while ((running)); do
    kill -0 "$pid" 2>/dev/null || running=0
    tenth=$(grep -oE '^\[[0-9]+/[0-9]+\]' "$log" | tail -1 | tr -d '[]' | awk -F/ '$2 > 9 { print int($1 * 10 / $2) }')
    if [[ -n $tenth ]] && ((tenth > last)); then
      note "Built $((tenth * 10)) %"
      last=$tenth
    fi
    ((running == 0)) || sleep 1
  done
  wait "$pid" || status=$?
  BUILD_PID=
  ((status == 0)) || sed -n '/^FAILED:/,$p' "$log" | head -n 60 >&2
  return "$status"
}

# build_failed PRESET LOG WHAT: the reason in one sentence, where it can be told.
build_failed() {
  local free where=${2:+" See $2."}
  free=$(free_mib "build/$1")
  if ((${free:-1} < 20)); then
    echo "$3: the disk that holds build/ is full." >&2
  elif [[ -n $2 ]] && grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network request' "$2"; then
    echo "$3: npm's package server could not be reached; check this machine's network, then start again." >&2
  else
    echo "$3.$where" >&2
  fi
}
