#!/usr/bin/env bash
# tools/need.sh build|test|fuzz|bench|lint|packaging|tidy...: installs what of these lists of packages is missing.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=tools/terminal.sh
source tools/terminal.sh
# shellcheck source=tools/packages.sh
source tools/packages.sh

packages=()
for list in "$@"; do
  case $list in
    build) packages+=("${CONCORD_BUILD_PACKAGES[@]}") ;;
    test) packages+=("${CONCORD_TEST_PACKAGES[@]}") ;;
    fuzz) packages+=("${CONCORD_FUZZ_PACKAGES[@]}") ;;
    bench) packages+=("${CONCORD_BENCH_PACKAGES[@]}") ;;
    lint) packages+=("${CONCORD_LINT_PACKAGES[@]}") ;;
    packaging) packages+=("${CONCORD_PACKAGING_PACKAGES[@]}") ;;
    tidy) packages+=(clang-tidy) ;;
    *) misuse "There is no list $list." ;;
  esac
done
((${#packages[@]} > 0)) || misuse "It takes the name of a list."
ensure_packages "this" "${packages[@]}"
