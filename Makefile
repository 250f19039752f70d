# Zhunru. `make help` lists what there is to make.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Everything below names files under target/.
unexport CARGO_TARGET_DIR

BINARY := target/release/zhunru
PORT ?= 3000
DATABASE ?= zhunru.db

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Running --------------------------------------------------------------------------------------

.PHONY: run
run: build ## build, and serve the demo hospital at the address it prints, with its logins
	@test -e $(DATABASE) || $(BINARY) demo --database $(DATABASE)
	@$(BINARY) user list --database $(DATABASE)
	$(BINARY) serve --port $(PORT) --database $(DATABASE)

.PHONY: build
build: $(BINARY) ## leave one binary with the site inside it: target/release/zhunru
	@node end2end/sizes.mjs $(BINARY) / /programmes/petct-sx

.PHONY: FORCE
FORCE:

# Cargo knows best whether there is anything to do, so both halves are always asked.
$(BINARY): target/embed.stamp FORCE
	cargo build --release --package zhunru

# --- The browser half -----------------------------------------------------------------------------

WASM := target/wasm/wasm32-unknown-unknown/wasm-release/app.wasm

# What the islands' toolchain emits and every browser since 2023 knows. Not --all-features: with
# that, wasm-opt writes what browsers refuse to load.
WASM_FEATURES := bulk-memory bulk-memory-opt sign-ext nontrapping-float-to-int reference-types \
	multivalue mutable-globals call-indirect-overlong

.PHONY: setup-build
setup-build:
	@./setup.sh build

# A folder of its own, so that neither half waits for the other's lock.
$(WASM): setup-build FORCE
	source target/tools/env; \
	if [ -n "$$WASM_LINKER" ]; then export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$$WASM_LINKER"; fi; \
	$$WASM_CARGO build --package app --no-default-features --features hydrate \
		--target wasm32-unknown-unknown --profile wasm-release --target-dir target/wasm

target/embed.stamp: $(WASM) server/embed.mjs
	rm -rf target/embed target/bindgen
	target/tools/bin/wasm-bindgen $(WASM) --target web --no-typescript \
		--out-dir target/bindgen --out-name zhunru
	end2end/node_modules/.bin/wasm-opt -Oz --strip-debug --strip-producers \
		$(WASM_FEATURES:%=--enable-%) target/bindgen/zhunru_bg.wasm -o target/bindgen/zhunru_bg.wasm
	node server/embed.mjs target/bindgen target/embed
	touch $@

# --- Testing --------------------------------------------------------------------------------------

.PHONY: check
check: lint ## format, lints and unit tests: the quick answer while you work
	cargo nextest run --workspace --lib --bins

.PHONY: test
test: setup-test lint nextest doctest e2e ## everything there is to test, the browser included

.PHONY: setup-test
setup-test:
	@./setup.sh test

# The browser half is linted natively: the toolchain that compiles it may have no clippy.
.PHONY: lint
lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy --package app --no-default-features --features hydrate -- -D warnings

.PHONY: nextest
nextest: setup-test
	registry/tests/postgres.sh run cargo nextest run --workspace

.PHONY: crash
crash: setup-test ## kill writers, servers and backups 700 times, and look for what was lost
	CRASH_SQLITE=500 CRASH_POSTGRES=100 CRASH_BACKUP=100 CONTENTION=500 registry/tests/postgres.sh run \
		cargo nextest run --package registry --test crash --test contention --profile crash --no-capture

.PHONY: doctest
doctest:
	cargo test --workspace --doc

.PHONY: e2e
e2e: setup-test build ## the browser tests, with and without WebAssembly
	cd end2end && node_modules/.bin/playwright test

.PHONY: bench
bench: ## how long an answer takes; FIGURES_LARGE=1 for 100,000 people too
	cargo bench --package registry
