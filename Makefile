# Groundswell: the commands of every day. `make` alone lists them.
#
# Needed: Rust (rustc, cargo, rustfmt, clippy), Node.js 20 or newer with npm, make. `make test` fetches the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# The steps of `make test` build on each other and would fight over the cores.
.NOTPARALLEL:

CARGO ?= cargo
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund
# Further arguments of the program: make run ARGS='--listen 127.0.0.1:9000'
ARGS ?=
step = @printf '\n=== %s\n' '$(1)'

.PHONY: help
help: ## List the commands
	@printf 'make COMMAND [ARGS=...]\n\n'
	@sed -nE 's/^([a-z-]+):.*## (.*)/  \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

# ---- running -------------------------------------------------------------------------------------------------------

.PHONY: run
run: geoip ## Build and serve on 127.0.0.1:8080, counts in ./data
	$(CARGO) run --release --locked -- serve $(ARGS)

.PHONY: demo
demo: geoip ## The same with a made-up crowd: an outage is found within two minutes
	$(CARGO) run --release --locked -- demo $(ARGS)

# The address databases, in pinned versions. Fetched once, and again when the lock file changes.
.PHONY: geoip
geoip: geoip/node_modules/.package-lock.json

geoip/node_modules/.package-lock.json: geoip/package-lock.json
	@echo 'fetching the address databases (130 MB, once)'
	cd geoip && $(NPM_CI) --omit=dev
	@touch $@

# ---- testing -------------------------------------------------------------------------------------------------------

# cargo-nextest is quicker and tells more. Building it takes longer than it saves, so it is used where it is.
HAS_NEXTEST = $(shell $(CARGO) nextest --version >/dev/null 2>&1 && echo yes)

.PHONY: test
test: test-tools test-format test-lint test-rust test-doc test-browser test-api ## Everything that CI checks; stops at the first failure

.PHONY: test-tools
test-tools: ## Install what the tests need: redis-server, Chromium, nginx, Caddy
	$(call step,Tools)
	@.ci/tools

.PHONY: test-format
test-format: ## Formatting
	$(call step,Formatting)
	$(CARGO) fmt --check

.PHONY: test-lint
test-lint: ## Lints
	$(call step,Lints)
	$(CARGO) clippy --locked --all-targets -- -D warnings

.PHONY: test-rust
test-rust: geoip ## Unit, contract, replay and snapshot tests
	$(call step,Rust tests)
	$(CARGO) $(if $(HAS_NEXTEST),nextest run,test --lib --bins --tests) --locked
	$(call step,Examples in the documentation)
	$(CARGO) test --locked --doc

.PHONY: test-doc
test-doc: ## The documentation builds, and its links lead somewhere
	$(call step,Documentation)
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --no-deps

# With real address databases and a real Chromium. Screenshots are left in tests/browser/out/.
.PHONY: test-browser
test-browser: geoip tests/browser/node_modules/.package-lock.json ## The site in a browser
	$(call step,Browser tests)
	$(CARGO) build --locked
	node --test --test-reporter=spec --test-concurrency=1 tests/browser/*.test.mjs

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	cd tests/browser && $(NPM_CI)
	@touch $@

# Python's schemathesis in an environment of its own. EXAMPLES: how many requests it makes up for each route.
SCHEMATHESIS := target/schemathesis
EXAMPLES ?= 100
schemathesis_run = $(SCHEMATHESIS)/bin/python tests/schemathesis/run.py --server target/debug/groundswell --schemathesis $(SCHEMATHESIS)/bin/schemathesis

.PHONY: test-api
test-api: $(SCHEMATHESIS)/ready ## The API does what its document says (a minute)
	$(call step,The API against its document)
	$(CARGO) build --locked
	$(schemathesis_run) --examples 3 --stores embedded

.PHONY: schemathesis
schemathesis: $(SCHEMATHESIS)/ready ## The same for longer, on both stores (EXAMPLES=100 for each route)
	$(CARGO) build --locked
	$(schemathesis_run) --examples $(EXAMPLES)

$(SCHEMATHESIS)/ready: tests/schemathesis/requirements.txt
	@echo 'making a Python environment with schemathesis (once)'
	@$(PYTHON) -m venv $(SCHEMATHESIS) || { echo 'Python 3.10 or newer with its venv module is needed (Debian: python3-venv).' >&2; exit 2; }
	$(SCHEMATHESIS)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# ---- measuring -----------------------------------------------------------------------------------------------------

.PHONY: bench
bench: ## Measure against bare handlers, and print tables of ratios (a quarter of an hour)
	benches/run

ATTACK_SEEDS ?= 1000
# The first of them.
ATTACK_FROM ?= 0

.PHONY: attacks
attacks: ## Brigades against the detector, and real crowds, over a thousand seeds (ten minutes)
	GROUNDSWELL_ATTACK_SEEDS=$(ATTACK_SEEDS) GROUNDSWELL_ATTACK_FROM=$(ATTACK_FROM) $(CARGO) test --release --locked --test attacks -- --nocapture

# kill -9 of the site, of Redis and of both: so often each. Failovers of Sentinel and of a Cluster: so often each.
KILLS ?= 67
FAILOVERS ?= 50
# Moves of a slot between nodes of a Cluster, and how long Redis is frozen.
MOVES ?= 20
FROZEN_SECONDS ?= 60
# Empty for a build that is quicker to make and slower to run.
CHAOS_PROFILE ?= --release

.PHONY: chaos
chaos: ## Kills, failovers, frozen and full servers, floods, by the hundred, with a table (an hour)
	@mkdir -p target
	GROUNDSWELL_CHAOS_KILLS=$(KILLS) GROUNDSWELL_CHAOS_FAILOVERS=$(FAILOVERS) GROUNDSWELL_CHAOS_MOVES=$(MOVES) \
	  GROUNDSWELL_CHAOS_FROZEN_SECONDS=$(FROZEN_SECONDS) GROUNDSWELL_CHAOS_ROUNDS=10 $(CARGO) test $(CHAOS_PROFILE) --locked \
	  --test chaos -- --nocapture --test-threads=1 | tee target/chaos.log
	@printf '\n%s\n%s\n' '| fault | cycles | acknowledged | lost | counted twice | worst report ms | worst page ms |' \
	  '| --- | --- | --- | --- | --- | --- | --- |'
	@grep '^| ' target/chaos.log; grep '^`?wait' target/chaos.log
	GROUNDSWELL_FAILOVERS=200 $(CARGO) test $(CHAOS_PROFILE) --locked --test failovers -- --nocapture
	GROUNDSWELL_FLOOD=100000 $(CARGO) test $(CHAOS_PROFILE) --locked --test e2e -- flood_of_one_address
	GROUNDSWELL_MALFORMED=100000 $(CARGO) test $(CHAOS_PROFILE) --locked --test e2e -- malformed

# Where the simulator of outages is: a project of its own, with simulate.py, score.py and results.txt.
SIMULATOR ?= ../shared/bench
# Which made-up worlds to judge by; each takes about a minute and a half. The table of DESIGN.md is of ten.
SEEDS ?= 101-103
# smoke, std or full
PROFILE ?= std
# KEEP=1 leaves the simulated feeds in target/bench-detect: half a gigabyte each.
KEEP ?=
PYTHON ?= python3
BENCH_DETECT := target/bench-detect

.PHONY: bench-detect
bench-detect: ## Score the detector on simulated outages beside its peers (SEEDS=101-110 for the full table)
	@[[ -f '$(SIMULATOR)/simulate.py' ]] || { printf '%s\n' 'There is no simulator in $(SIMULATOR).' \
	  'It is not part of this project; say where it is: make bench-detect SIMULATOR=FOLDER' >&2; exit 2; }
	@$(MAKE) --no-print-directory $(BENCH_DETECT)/python/ready
	$(CARGO) build --release --locked
	$(BENCH_DETECT)/python/bin/python benches/detect/bench.py --simulator '$(SIMULATOR)' --data $(BENCH_DETECT) \
	  --groundswell target/release/groundswell --seeds '$(SEEDS)' --profile $(PROFILE) $(if $(KEEP),--keep)

$(BENCH_DETECT)/python/ready: benches/detect/requirements.txt
	@echo 'making a Python environment with numpy (once)' >&2
	@$(PYTHON) -m venv $(BENCH_DETECT)/python || { \
	  echo 'Python 3.9 or newer with its venv module is needed (Debian: python3-venv).' >&2; exit 2; }
	$(BENCH_DETECT)/python/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: pictures
pictures: geoip tests/browser/node_modules/.package-lock.json ## Take the pictures of docs/ anew
	$(CARGO) build --locked
	PICTURES=docs/pictures node --test --test-name-pattern='pictures of docs' tests/browser/all.test.mjs

# Node modules of 190 MB, so this is no part of `make test`. URLS: of a server that is running.
URLS ?= http://127.0.0.1:8080/ http://127.0.0.1:8080/services/spotify

.PHONY: lighthouse
lighthouse: tests/lighthouse/node_modules/.package-lock.json ## Lighthouse on index and service page of a running server, as a phone
	node tests/lighthouse/run.mjs $(URLS)

tests/lighthouse/node_modules/.package-lock.json: tests/lighthouse/package-lock.json
	cd tests/lighthouse && $(NPM_CI)
	@touch $@

# ---- tidying -------------------------------------------------------------------------------------------------------

.PHONY: clean
clean: ## Remove what was built and fetched; ./data stays
	$(CARGO) clean
	rm -rf geoip/node_modules tests/browser/node_modules tests/browser/out benches/load/peers/node_modules
