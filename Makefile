# `make demo` and `make test` need Python 3.11 or newer and nothing else: they make their own environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := $(shell find src -type f -not -name '*.pyc' 2>/dev/null)

.PHONY: demo test install lint format train bench clean help

help:            ## what there is
	@grep -E '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

install: $(VENV)/installed  ## the package in an environment of its own

demo: install    ## read the shipped reports, fill an archive, ask it, write the brief
	@$(BIN)/python samples/demo.py

test: lint       ## lint, types and all tests
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/developing  ## style and types
	$(BIN)/ruff check src tests bench samples training
	$(BIN)/mypy

format: $(VENV)/developing
	$(BIN)/ruff format src tests bench samples training
	$(BIN)/ruff check --fix src tests bench samples training

train: $(VENV)/training  ## the model that judges events, from the corpus: src/dragoman/data/model
	$(BIN)/python training/words.py
	$(BIN)/python training/train.py
	$(BIN)/python training/fit.py

bench: $(VENV)/developing  ## the project's own measurements
	$(BIN)/python bench/run.py

clean:           ## remove what the targets above made
	rm -rf $(VENV) demo build dist

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer; name one with PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing Dragoman and what it builds on into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developing: pyproject.toml $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/training: pyproject.toml $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $@
