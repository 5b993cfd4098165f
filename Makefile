# OnRecord: everything from a clone, with Python 3.11 and make.
#
#   make demo    set up, read a bundled pair of reports, print both records, write them as pages
#   make test    set up, run the tests
#   make help    the rest

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# A worker for each core, but no more than four: each one loads the language model.
PYTEST_ARGS ?= -n auto --maxprocesses 4 --dist worksteal
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check static lint types layers bench torture floors golden wheel lock clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' | expand -t 12

setup: $(VENV)/.editable ## make .venv with everything that users and developers need

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "OnRecord needs Python 3.11 to 3.13: name yours, as in make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: requirements-dev.lock | $(BIN)/python
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/.editable: pyproject.toml $(VENV)/.locked
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## read the bundled pair of reports and write their pages to demo-output/
	@scripts/demo.sh

serve: setup ## open the bundled archive of invented reports in the browser, at http://127.0.0.1:8080/
	$(BIN)/onrecord serve --demo

test: setup ## run the tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: static test ## all that a change must pass: lint, format, types, layers, tests

static: lint types layers ## the checks that run nothing of the program

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

bench: setup ## measure quality, speed and memory; write bench/results/
	$(BIN)/python -m bench.run

torture: setup ## two hours of faults: 600 kills of add and run, eight targets fuzzed, hostile words, slow patterns
	$(BIN)/python -m bench.kills
	$(BIN)/python -m bench.fuzz all --seconds 600
	$(BIN)/python -m bench.hostile
	$(BIN)/python -m bench.patterns 1000000 --seconds 900

floors: setup ## check the quality floors of bench/floors.toml (needs the shared data)
	$(BIN)/python -m bench.check_floors

golden: setup ## write the golden records anew, to be looked at by eye before they are committed
	$(BIN)/python -m bench.golden

wheel: setup ## build the wheel, install it in empty environments, read with it
	scripts/check_wheel.sh

lock: $(VENV)/.locked ## resolve the dependencies anew into the two lock files
	$(LOCK) --upgrade pyproject.toml --output-file requirements.lock
	$(LOCK) --upgrade pyproject.toml --all-extras --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove what was built, .venv too
	rm -rf $(VENV) build dist demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
