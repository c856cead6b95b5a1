# Sets up a virtual environment in .venv by itself; nothing has to be installed before but Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# Four processes on two cores, for screens and browsers are waited for as much as they work; each test file whole in one. In
# the order of the folders: else files with few tests come last, and one core waits for the longest test of all. Products
# of matrices stay on one thread each: processes whose threads wait for each other's cores take longer.
PYTEST = env OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

.PHONY: play test check wheel-check bench clean

play: $(VENV)/.play
	@$(BIN)/tokenroom

test: $(VENV)/.dev
	$(PYTEST)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tokenroom check
	$(PYTEST)

# The wheel alone, in an environment of its own, from another folder: what a player who uses pip or pipx gets. All that
# came along is checked, but not a second time the levels whose solutions take longest.
WHEEL = $(abspath $(VENV))/wheel
LONG = 02-* 03-* 06-* 11-* 12-* 13-* 14-*
wheel-check: $(VENV)/.dev
	rm -rf $(VENV)/wheel && mkdir $(VENV)/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir $(VENV)/wheel .
	$(PYTHON) -m venv --clear $(VENV)/wheel/venv
	$(VENV)/wheel/venv/bin/python -m pip install --quiet $(VENV)/wheel/tokenroom-*.whl
	cd $(WHEEL)/venv/lib/python3.*/site-packages/tokenroom/content && \
	  env TOKENROOM_HOME=$(WHEEL)/home $(WHEEL)/venv/bin/tokenroom check corpora chats preferences plans/*.toml \
	  $$(find levels -mindepth 1 -maxdepth 1 -type d $(LONG:%=! -name '%') | sort)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "tokenroom needs Python 3.11 or newer; name one: make PYTHON=python3.12 play" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.play: $(VENV)/.venv pyproject.toml
	@echo "installing into $(VENV); this is done once and takes a minute or so"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.venv pyproject.toml
	@echo "installing into $(VENV), the tools for tests too; this is done once and takes a minute or so"
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.play
