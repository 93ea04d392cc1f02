PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
LOWEST := .venv-lowest

.PHONY: demo test lint types pytest examples evals lowest wheel-demo lock record clean install
.DEFAULT_GOAL := help

help:
	@echo "make demo     install and diagnose a failing example program"
	@echo "make test     install, lint, check types, run the whole suite"
	@echo "make evals    score the recorded cases against the accepted figures"
	@echo "make record   record the answers of a model that the tests replay, anew"
	@echo "make lowest   unit tests and demo on the lowest supported versions"

install: $(STAMP)

$(STAMP): pyproject.toml setup.py requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' requirements-dev.lock)"
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements-dev.lock -e .
	$(BIN)/python tools/link_types.py
	touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/python tools/demo.py $(BIN)/dataflow

test: lint types pytest examples

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

pytest: $(STAMP)
	$(BIN)/pytest -n 2 --dist worksteal

# Every example of every entry, run for real. Of all, one in a hundred may be confused with a neighbour.
# PART=1/2 runs every second of them.
PART ?= 1/1
examples: $(STAMP)
	$(BIN)/python tools/try_entry.py --all --quiet -j 2 --tolerate 1 --part $(PART)

evals: $(STAMP)
	$(BIN)/python -m dataflow_debugger.evals run --gate

# Answers of a model for the tests, anew: from BASE_URL, or from a small local model (1.1 GB, once).
record: $(STAMP)
	$(BIN)/python tools/record_answers.py $(if $(BASE_URL),--base-url $(BASE_URL))

lowest: pyproject.toml
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' requirements-dev.lock)"
	$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct -e .
	$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST)/bin/python pytest pytest-timeout pytest-xdist hypothesis
	$(LOWEST)/bin/pytest -n 2 --dist worksteal tests/unit
	$(LOWEST)/bin/python tools/demo.py $(LOWEST)/bin/dataflow

lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --extra dev pyproject.toml --output-file requirements-dev.lock \
	  --upgrade --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

clean:
	rm -rf .venv $(LOWEST) .typeview build dist *.egg-info
