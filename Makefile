# Everything here sets up what it needs: `make demo` or `make test` in a fresh clone is enough.
# Needed beforehand: Python 3.11 or newer, make, and a package index that pip can reach.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready
BENCH ?= ../shared/data/polnear/dev.jsonl
UV := uv==0.13.9

.PHONY: demo test check fix golden bench serve lock help
.DEFAULT_GOAL := help

help:           ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: $(READY)  ## build the sample story's page and say where it is
	$(BIN)/onrecord demo

test: $(READY)  ## run every test, the browser's too
	$(BIN)/python -m pytest

check: $(READY) ## lint, formatting, types, and which layer imports which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)   ## mend what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(READY) ## write golden stories and docs/records.md anew, to be read as a diff
	$(BIN)/python tests/golden.py
	$(BIN)/python -m onrecord.export.docs > docs/records.md

bench: $(READY) ## words a second and peak memory of a whole run on BENCH=folder-or-file
	$(BIN)/onrecord bench $(BENCH)

serve: $(READY) ## open the sample story on the desk, at 127.0.0.1:8010
	test -d demo.record || $(BIN)/onrecord demo
	$(BIN)/onrecord serve demo.record

lock: .venv     ## resolve pyproject.toml anew into the hash-pinned lock, for every platform
	$(BIN)/python -m pip install --quiet --target .venv/uv --upgrade $(UV)
	.venv/uv/bin/uv pip compile pyproject.toml requirements/build.in --extra dev --universal \
		--python-version 3.11 --generate-hashes --quiet --custom-compile-command "make lock" -o requirements/lock.txt

.venv:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# The stamp is made anew when the lock or the project's own declaration changes.
$(READY): requirements/lock.txt pyproject.toml | .venv
	@echo "Setting up .venv from requirements/lock.txt: a minute or two, once."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@
