# make demo    a register from the shipped documents, served at http://127.0.0.1:8050
# make test    everything that must hold before a change lands
# make check   the fast part of it: style, types, directions, shape
# make bench   how fast it is beside others, in an environment of its own
# make docs    writes again the pages that are made from the code and the lexicon
# Needs Python 3.11 or newer and make; all else goes into .venv.

PYTHON ?= python3
VENV ?= .venv
# What is installed beside the package: extras of pyproject.toml.
EXTRAS ?= dev
# What the demo needs beside the package.
DEMO_EXTRAS ?= lists,dossier
# Packages of this repository that are installed too where they are there: the trained reader with its run-time.
PARTS ?= $(patsubst %/pyproject.toml,./%,$(wildcard models/encoder/pyproject.toml))
PORT ?= 8050
WORKERS ?= 2

BIN := $(VENV)/bin
READY := $(VENV)/.ready-$(subst $(eval ) ,-,$(EXTRAS))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo demo-here test check lint docs bench bench-here clean
.DEFAULT_GOAL := test

$(READY): pyproject.toml $(addsuffix /pyproject.toml,$(PARTS))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || { echo "Making $(VENV) (once)"; $(PYTHON) -m venv $(VENV); } || \
	  { echo "This Python cannot make virtual environments; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV) (once, a minute or two)"
	@$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]' $(PARTS)
	@touch $@

demo:
	@$(MAKE) --no-print-directory VENV=$(VENV) EXTRAS=$(DEMO_EXTRAS) demo-here

demo-here: $(READY)
	@$(BIN)/vidmova demo --port $(PORT)

test: lint
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

check: lint
	$(BIN)/pytest tests/test_shape.py tests/test_directions.py tests/test_docs.py

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: $(READY)
	$(BIN)/python scripts/build_docs.py
	$(BIN)/python scripts/build_codebook.py

bench:
	@$(MAKE) --no-print-directory VENV=$(VENV)/bench EXTRAS=bench PARTS= bench-here

bench-here: $(READY)
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) demo-register
