#!/bin/sh
# Faceted search with passages over documents' pages, beside SQLite FTS5 (one row a page, snippet()).
#   bench/search/pages.sh [DOCUMENTS] [PAGES] [search-pages-bench options...]
# Needs: cmake --preset bench && cmake --build --preset bench --target search-pages-bench. 100,000 documents with 2,000,000 pages
# take some 5 GB in TMPDIR for Concord and 9 GB for SQLite, and are removed at the end. Tables in Markdown go to standard
# output, progress to standard error.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
bench=${SEARCH_PAGES_BENCH:-$here/build/bench/bench/search/search-pages-bench}
documents=${1:-100000}
[ $# -gt 0 ] && shift
pages=${1:-2000000}
[ $# -gt 0 ] && shift
[ -x "$bench" ] || { echo "pages.sh: $bench is not built" >&2; exit 2; }
work=$(mktemp -d "${TMPDIR:-/tmp}/concord-pages-XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
"$bench" --documents "$documents" --pages "$pages" --folder "$work" --catalog "$here/content/catalog" "$@"
