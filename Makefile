# The front door. `make brief` and `make test` each do their whole set-up.
#
#   make brief   the bundled scenario to brief.html
#   make test    every test
#   make check   formatter, linter, type checker, import contracts
#   make bench   speed and memory, side by side with peers
#   make docs    the reference pages that are made from the code
#   make setup   only the set-up, with the developers' tools
#   make clean   what can be made again

SCENARIO ?= ukraine-2025
BRIEF    ?= brief.html
PYTHON   ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo $$p && break; done)
VENV     := .venv
BIN      := $(VENV)/bin
PIP      := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: brief test check bench docs setup clean
.DELETE_ON_ERROR:

brief: $(VENV)/.runs
	$(BIN)/winset brief $(SCENARIO) -o $(BRIEF)

test: $(VENV)/.develops
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/.develops
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/.develops
	@for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

docs: $(VENV)/.develops
	$(BIN)/python tools/reference.py

setup: $(VENV)/.develops

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis brief.html

$(VENV)/.made:
	@sh tools/make-venv.sh "$(PYTHON)" $(VENV)
	@touch $@

$(VENV)/.runs: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

$(VENV)/.develops: $(VENV)/.runs
	$(PIP) -e '.[dev]'
	@touch $@
