# shellcheck shell=bash
# The suites that ./test runs, one function each, and their count. Sourced after terminal.sh, packages.sh and
# build.sh, from the repository's root, never run.

PASSED=0 FAILED=0 SKIPPED=0
FAILURES=()
SCRATCH=
POSTGRES_FOLDER=

# count PASSED FAILED SKIPPED SUITE
count() {
  PASSED=$((PASSED + ${1:-0})) FAILED=$((FAILED + ${2:-0})) SKIPPED=$((SKIPPED + ${3:-0}))
  if ((${2:-0} > 0)); then FAILURES+=("$4: $2 failed"); fi
  note "$4: ${1:-0} passed, ${2:-0} failed, ${3:-0} skipped"
}

# summary: the last lines; ends the script. Nothing run is not a pass.
summary() {
  local failure
  echo
  for failure in "${FAILURES[@]}"; do echo "FAILED  $failure"; done
  if ((PASSED + FAILED == 0)); then echo "No test was run."; fi
  echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
  ((FAILED == 0 && PASSED > 0)) || exit 1
  exit 0
}

# --- tools: the checks of the house's rules, and the tests of the checks -------------------------------------------

suite_tools() {
  local check passed=0 failed=0 log=build/test-tools.log ran bad
  step "Checking the house's rules"
  mkdir -p build
  for check in tools/check_*.py; do
    if python3 "$check"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
  count "$passed" "$failed" 0 "rules"

  python3 -m unittest discover -s tools/tests >"$log" 2>&1 || bad=1
  ran=$(sed -nE 's/^Ran ([0-9]+) tests?.*/\1/p' "$log" | tail -1)
  if [[ -n ${bad:-} || ${ran:-0} == 0 ]]; then
    cat "$log"
    failed=$(sed -nE 's/^FAILED.*\((.*)\)/\1/p' "$log" | tr ',' '\n' | sed -nE 's/.*(failures|errors)=([0-9]+)/\2/p' | awk '{ n += $1 } END { print n + 0 }')
    ((failed > 0)) || failed=1
    count "$((${ran:-0} > failed ? ran - failed : 0))" "$failed" 0 "tests of the rules' checks"
  else
    count "$ran" 0 0 "tests of the rules' checks"
  fi
}

# --- unit: the C++ tests, on SQLite and on a PostgreSQL of their own ------------------------------------------------

# suite_unit [PATTERN [PRESET]]
suite_unit() {
  local pattern=${1:-} preset=${2:-test} report tests failures skipped bad=
  report=$PWD/build/$preset/ctest.xml
  step "Building and running the C++ tests"
  build_preset "$preset" || { count 0 1 0 "C++ tests"; return 0; }
  use_scratch
  start_postgres || { count 0 1 0 "C++ tests"; return 0; }
  # Where this fails, the tests that sign in through the provider fail and say so.
  ! has_node || install_node_packages tests/oidc build/test-oidc.log || true
  ! has_node || install_node_packages tests/citations build/test-citations.log || true
  rm -f "$report"
  local arguments=(--test-dir "build/$preset" --output-on-failure -j "$(nproc)" --output-junit "$report")
  [[ -z $pattern ]] || arguments+=(-R "$pattern")
  ctest "${arguments[@]}" || bad=1
  tests=$(junit_count "$report" tests)
  failures=$(junit_count "$report" failures)
  skipped=$(junit_count "$report" skipped)
  # A test program that does not start leaves no line in the report.
  if [[ -n $bad ]] && ((failures == 0)); then failures=1 tests=$((tests + 1)); fi
  if ((tests == 0)); then failures=1 tests=1; echo "No C++ test was run." >&2; fi
  count "$((tests - failures - skipped))" "$failures" "$skipped" "C++ tests"
}

# junit_count REPORT ATTRIBUTE: of the report's <testsuite>, which comes first.
junit_count() {
  local number
  number=$(grep -oE "\b$2=\"[0-9]+\"" "$1" 2>/dev/null | head -1 | tr -dc 0-9)
  echo "${number:-0}"
}

# install_node_packages FOLDER LOG: what its package-lock.json names, once for each lock file.
install_node_packages() {
  local stamp=$1/node_modules/.installed-from
  ! is_fresh "$stamp" "$(sha256sum <"$1/package-lock.json")" || return 0
  npm ci --prefix "$1" --no-audit --no-fund >"$2" 2>&1 || { tail -n 20 "$2" >&2; return 1; }
  sha256sum <"$1/package-lock.json" >"$stamp"
}

# use_scratch: where this run's databases lie. Thousands are made and thrown away: in memory, where there is plenty, that
# takes two thirds of the time.
use_scratch() {
  [[ -z $SCRATCH ]] || return 0
  local base=${TMPDIR:-/tmp} room available
  if [[ -z ${TMPDIR:-} && -w /dev/shm ]]; then
    room=$(df --output=avail /dev/shm | tail -1)
    available=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
    if ((room > 4 << 20 && available > 8 << 20)); then base=/dev/shm; fi
  fi
  SCRATCH=$(mktemp -d "$base/concord-test.XXXXXX")
  chmod 755 "$SCRATCH"
  mkdir "$SCRATCH/tmp"
  export TMPDIR=$SCRATCH/tmp
}

# PostgreSQL servers of this run's own, in a temporary folder, for every store test: one for each test that runs at a
# time.
start_postgres() {
  [[ -z $POSTGRES_FOLDER ]] || return 0
  local url i
  POSTGRES_FOLDER=$SCRATCH/postgres
  mkdir "$POSTGRES_FOLDER"
  CONCORD_TEST_POSTGRES=
  for ((i = 1; i <= $(nproc); i++)); do
    url=$(tools/test_postgres.sh start "$POSTGRES_FOLDER/$i") || { echo "The tests' PostgreSQL did not start." >&2; return 1; }
    CONCORD_TEST_POSTGRES+="$url "
  done
  export CONCORD_TEST_POSTGRES CONCORD_TEST_REQUIRE_POSTGRES=1 CONCORD_TEST_REQUIRE_TOOLS=1
}

stop_what_was_started() {
  stop_build
  if [[ -n $POSTGRES_FOLDER ]]; then
    local server
    for server in "$POSTGRES_FOLDER"/*; do tools/test_postgres.sh stop "$server" >/dev/null 2>&1 || true; done
  fi
  [[ -z $SCRATCH ]] || rm -rf "$SCRATCH"
}

# --- browser: the main job in a real browser ------------------------------------------------------------------------

suite_browser() {
  local log=build/test-browser.log bad=
  step "Walking the pages in a browser"
  build_preset test concord || { count 0 1 0 "browser tests"; return 0; }
  use_scratch
  install_node_packages tests/browser "$log" || { count 0 1 0 "browser tests"; return 0; }
  CONCORD_BINARY=${CONCORD_BINARY:-$PWD/build/test/app/concord} \
    node --test --test-reporter=spec tests/browser/suite.mjs 2>&1 | tee "$log" || bad=1
  count_node "$log" "$bad"
}

# count_node LOG BAD: node's closing lines, "ℹ pass 12" or "# pass 12".
count_node() {
  local passed failed skipped cancelled
  passed=$(node_line "$1" pass) failed=$(node_line "$1" fail) skipped=$(node_line "$1" skipped) cancelled=$(node_line "$1" cancelled)
  failed=$((failed + cancelled))
  if ((failed == 0)) && [[ -n $2 || $passed == 0 ]]; then failed=1; fi
  count "$passed" "$failed" "$skipped" "browser tests"
}
node_line() {
  local number
  number=$(sed -nE "s/^(ℹ|#) $2 ([0-9]+)$/\2/p" "$1" | tail -1)
  echo "${number:-0}"
}

# --- fuzz: each parser of outside bytes for a few seconds, from its seeds -------------------------------------------

# Seeds of build/fuzz/.../<target> lie in tests/fuzz/<target>/.
suite_fuzz() {
  local seconds=${CONCORD_FUZZ_SECONDS:-10} targets=() target
  step "Fuzzing each parser for $seconds seconds"
  configure_fuzz || { count 0 1 0 "fuzz runs"; return 0; }
  mapfile -t targets < <(ninja -C build/fuzz -t targets all | sed -nE 's/^([^:/]+_fuzz): phony$/\1/p' | grep -v '^cmake_' | sort)
  if ((${#targets[@]} == 0)); then
    echo "There is no fuzzer to run." >&2
    count 0 1 0 "fuzz runs"
    return 0
  fi
  build_preset fuzz "${targets[@]}" || { count 0 1 0 "fuzz runs"; return 0; }
  # A fuzzer is one thread: as many at a time as there are cores.
  local passed=0 failed=0 running=()
  for target in "${targets[@]}" ""; do
    if [[ -z $target ]] || ((${#running[@]} == $(nproc))); then
      await_fuzzers "${running[@]}"
      running=()
    fi
    [[ -n $target ]] || break
    run_fuzzer "$target" "$seconds" &
    running+=($!)
  done
  count "$passed" "$failed" 0 "fuzz runs"
}

# await_fuzzers PID...: counts into the caller's passed and failed.
await_fuzzers() {
  local pid
  for pid in "$@"; do
    if wait "$pid"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
}

configure_fuzz() {
  mkdir -p build/fuzz
  cmake --preset fuzz >build/fuzz/build.log 2>&1 || { tail -n 25 build/fuzz/build.log >&2; return 1; }
}

# run_fuzzer TARGET SECONDS: the corpus grows in build/, the seeds stay as they are.
run_fuzzer() {
  local target=$1 seconds=$2 program log=build/fuzz/$1.log found=build/fuzz/corpus/$1 seeds=()
  program=$(find build/fuzz -name "$target" -type f -perm -u+x -print -quit)
  mkdir -p "$found"
  [[ ! -d tests/fuzz/$target ]] || seeds=("tests/fuzz/$target")
  if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/crash-$target-" "$found" "${seeds[@]}" >"$log" 2>&1; then
    note "$target: $(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)/\1/p' "$log") inputs, nothing found"
  else
    tail -n 40 "$log" >&2
    note "$target: FAILED; the input is in build/fuzz/crash-$target-*"
    return 1
  fi
}
