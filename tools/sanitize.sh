#!/usr/bin/env bash
# tools/sanitize.sh asan|tsan [NAME]: the C++ tests under sanitizers, on SQLite and on a PostgreSQL of their own.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=tools/terminal.sh
source tools/terminal.sh
# shellcheck source=tools/packages.sh
source tools/packages.sh
# shellcheck source=tools/build.sh
source tools/build.sh
# shellcheck source=tools/suites.sh
source tools/suites.sh

preset=${1:-}
[[ $preset == asan || $preset == tsan ]] || misuse "It takes asan or tsan."
# SOCI, Xapian and ctemplate are not built with the sanitizer: what TSan cannot see into is named in the list.
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export TSAN_OPTIONS=second_deadlock_stack=1:suppressions=$PWD/tools/tsan.supp

trap stop_what_was_started EXIT
trap 'exit 130' INT TERM
CONCORD_STEPS=2
step "Looking for what the tests need"
ensure_packages "testing Concord" "${CONCORD_BUILD_PACKAGES[@]}" "${CONCORD_TEST_PACKAGES[@]}"
suite_unit "${2:-}" "$preset"
summary
