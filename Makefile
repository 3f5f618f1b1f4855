# make run    extract corpus/ into out/ and print what was found
# make test   ruff, mypy and every test, the notebook and the wheel included
# make eval   score the pipeline on gold/ and, where it is there, ../shared/gold; compare with the last run;
#             write gold/report.html
# make names  project names on gold/: beside a naive pattern, errors by kind, confidence; into out/names/
# make model  train the model of project names on gold/ anew, cross-validated (twenty minutes): find/names.*
# make bench  speed and memory beside jieba.cut; amounts beside jionlp; slogans beside baselines
# make clean  remove what the others made

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

OUT ?= out
LAST_RUN = $(OUT)/last-eval.json
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt
NEW_ENOUGH := import sys, ensurepip; assert sys.version_info >= (3, 11)

SHARED_GOLD := $(wildcard ../shared/gold/page ../shared/gold/news ../shared/gold/local)
# The odd-numbered passages are for measuring only: nobody looks at them while writing rules.
HOLDOUT := -[0-9]*[13579]$$

.PHONY: run test eval names model bench clean

run: $(VENV)/ready-to-run
	$(BIN)/kaigong extract corpus --out $(OUT) --format jsonl --format csv --format sqlite

# ruff's cache keeps an old verdict on which imports are the project's own.
test: $(VENV)/ready-to-test
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --cov --cov-report=term:skip-covered

# Compares with the last run, which it then takes the place of.
eval: $(VENV)/ready-to-run
	$(BIN)/kaigong eval gold gold/short $(SHARED_GOLD) --sets gold/sets.toml --holdout '$(HOLDOUT)' --thresholds gold/thresholds.toml \
	  $(addprefix --against ,$(wildcard $(LAST_RUN))) --json $(LAST_RUN) --html gold/report.html

names: $(VENV)/ready-to-test
	$(BIN)/python benchmarks/names.py gold gold/short --sets gold/sets.toml --holdout '$(HOLDOUT)' \
	  --page $(OUT)/names/errors.md
	$(BIN)/python benchmarks/confidence.py gold gold/short --plot $(OUT)/names/confidence.png

model: $(VENV)/ready-to-test
	$(BIN)/python -m kaigong.learning gold gold/short --new gold/names --sets gold/sets.toml

bench: $(VENV)/ready-to-bench
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/amounts.py
	$(BIN)/python benchmarks/slogans.py

clean:
	rm -rf $(VENV) $(OUT) gold/report.html dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that an interrupted setup left, or whose Python went away, cannot import pip: make it anew.
$(VENV)/ready-to-run: pyproject.toml constraints.txt
	@if ! $(BIN)/python -c '$(NEW_ENOUGH); import pip' 2>/dev/null; then \
	  for python in $(PYTHON) python3.11 python3 python3.12 python3.13 python3.14 none; do \
	    if "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then break; fi; \
	  done; \
	  if [ "$$python" = none ]; then echo "make: needs Python 3.11 or newer with venv (make PYTHON=...)" >&2; exit 1; fi; \
	  echo "Setting up $(VENV) with $$($$python --version)"; \
	  "$$python" -m venv --clear $(VENV); \
	fi
	@$(PIP) --editable '.[eval]'
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready-to-run
	@echo "Adding the tools of developers to $(VENV)"
	@$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/ready-to-bench: $(VENV)/ready-to-test
	@echo "Adding what the benchmarks compare with to $(VENV)"
	@$(PIP) --editable '.[dev,compare]'
	@touch $@
