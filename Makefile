# The habits of the house; `make help` lists them. Everything is built in build/<preset> (CMakePresets.json).
.DEFAULT_GOAL := help
.PHONY: help dev demo test fast format lint tidy bench fuzz asan tsan deb clean

CPP = $(shell git ls-files --cached --others --exclude-standard -- '*.cc' '*.h' | sort -u)
SHELL_SCRIPTS = demo test .ci/run $(shell git ls-files --cached --others --exclude-standard -- '*.sh' | sort -u)
# What differs from the last commit, for the slow checks.
CHANGED = $(shell git diff --name-only --diff-filter=d HEAD -- '*.cc')

help: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

dev: ## a debug build of everything, in build/dev
	@tools/need.sh build test
	cmake --preset dev && ninja -C build/dev

demo: ## ./demo
	./demo

test: ## ./test: everything
	./test all

fast: ## ./test fast: tool checks and C++ tests
	./test fast

format: ## clang-format on the C++
	@tools/need.sh lint
	clang-format -i $(CPP)

lint: ## the format, the house's rules, the shell scripts
	@tools/need.sh lint
	clang-format --dry-run -Werror $(CPP)
	@failed=0; for check in tools/check_*.py; do python3 $$check || failed=1; done; exit $$failed
	shellcheck -x -S warning $(SHELL_SCRIPTS)

tidy: ## clang-tidy on C++ files that differ from the last commit (needs `make dev` once)
	@tools/need.sh tidy
	@[ -z "$(CHANGED)" ] || clang-tidy -p build/dev --quiet $(CHANGED)

bench: ## builds the benchmarks and prints each program; bench/ says how the cases are run
	@tools/need.sh build bench
	cmake --preset bench && ninja -C build/bench
	@find build/bench -name '*_bench' -type f -perm -u+x | sort

fuzz: ## each fuzzer for ten minutes: SECONDS=600
	CONCORD_FUZZ_SECONDS=$(or $(SECONDS),600) ./test --only fuzz

asan: ## the C++ tests under AddressSanitizer and UndefinedBehaviorSanitizer
	tools/sanitize.sh asan

tsan: ## the C++ tests under ThreadSanitizer
	tools/sanitize.sh tsan

deb: ## a Debian package, in build/
	@tools/need.sh build packaging
	cmake --preset release && ninja -C build/release concord
	packaging/build_deb.sh build/release/app/concord

clean: ## removes build/; var/ with its data stays
	rm -rf build
