# `make up` and `make test` are all that a newcomer needs. See README.md.

export CARGO_TARGET_DIR ?= $(CURDIR)/target
BUILD = cargo build --release --locked --workspace --bins

.PHONY: up test check bench bench-cli weights build

# Builds, starts a network and shows it working. ARGS="--for 90s --json" and the like are passed on.
up: build
	@exec "$(CARGO_TARGET_DIR)/release/taonet" up $(ARGS)

build:
	@scripts/prepare build
	@$(BUILD)

# The whole test suite: golden files, pallets, real nodes, the unmodified Python SDK. Programs that
# the tests start are built along, because their package has tests of its own.
test:
	@scripts/prepare test
	@TAONET_PYTHON="$(CARGO_TARGET_DIR)/python/bin/python" \
		cargo nextest run --workspace --locked --cargo-profile release $(ARGS)

# Formatting, lints and documentation, as strict as they get.
check:
	@scripts/prepare check
	cargo fmt --all --check
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --release --locked --workspace --no-deps --document-private-items
	@if command -v cargo-deny >/dev/null; then cargo deny --locked check; \
		else echo "cargo-deny is missing: cargo install --locked cargo-deny" >&2; fi

# Prints what epochs, swaps, calls and whole blocks cost, as ratios to the targets. ARGS="-- swap"
# and the like select lines.
bench:
	@scripts/prepare build
	cargo bench --locked -p taonet-benches --bench epoch $(ARGS)
	cargo bench --locked -p taonet-benches --bench chain $(ARGS)

# Prints how fast btcli and the client are, beside the Python packages on this machine.
bench-cli:
	@scripts/prepare test
	@$(BUILD) --examples
	@python3 benches/cli/measure.py "$(CARGO_TARGET_DIR)/release" "$(CARGO_TARGET_DIR)/python" $(ARGS)

# Measures the calls that are charged by their work and writes their weights into the pallet.
weights:
	@scripts/prepare build
	cargo bench --locked -p taonet-benches --bench weights -- \
		--write "$(CURDIR)/chain/pallets/subtensor/src/measured_weights.rs"
	cargo fmt -p pallet-subtensor
