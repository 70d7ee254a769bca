# Every command of the project; `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# More arguments for pytest, for instance: make test ARGS=tests/kernel
ARGS ?=
# Every core of the machine works through whole files of tests, in the order tests/conftest.py gives them.
WORKERS := -n auto --dist loadfile --no-loadscope-reorder
# Tests start many processes: what Python compiled is kept even where it is told not to.
COMPILED := PYTHONDONTWRITEBYTECODE=
# One benchmark by its file's name, for instance: make bench ONLY=reading
ONLY ?=

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

$(VENV)/run.stamp: requirements/run.txt pyproject.toml tools/install.sh
	@sh tools/install.sh $(PYTHON) $(VENV) requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml tools/install.sh
	@sh tools/install.sh $(PYTHON) $(VENV) requirements/dev.txt
	@touch $(VENV)/run.stamp $@

.venv-bench/bench.stamp: requirements/bench.txt pyproject.toml tools/install.sh
	@sh tools/install.sh $(PYTHON) .venv-bench requirements/bench.txt
	@touch $@

.PHONY: run
run: $(VENV)/run.stamp ## start it and print its address (PORT=8000 HOST=127.0.0.1)
	@$(BIN)/zhangtu serve --host $(HOST) --port $(PORT)

.PHONY: setup
setup: $(VENV)/dev.stamp ## install everything needed to work on it

.PHONY: check
check: setup ## lint, format, types and who may import whom
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: test
test: setup check ## check, then all tests but the long ones (ARGS=tests/kernel for some)
	@sh tools/need.sh
	@$(COMPILED) $(BIN)/pytest $(WORKERS) $(ARGS)

.PHONY: test-long
test-long: setup ## the whole walks in the browser and the long proofs
	@sh tools/need.sh
	@$(COMPILED) ZHANGTU_HYPOTHESIS=long $(BIN)/pytest -m long $(WORKERS) $(ARGS)

.PHONY: bench
bench: .venv-bench/bench.stamp ## measure, one JSON line a figure (ONLY=reading for one)
	@.venv-bench/bin/python bench/run.py $(ONLY)

.PHONY: format
format: setup ## lay the code out and mend what lint can mend
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

.PHONY: messages
messages: setup ## gather, sort and compile the translations
	@$(BIN)/python tools/messages.py

.PHONY: reference
reference: setup ## write the generated pages of docs/reference anew
	@$(BIN)/python tools/reference.py

.PHONY: pictures
pictures: setup ## take the pictures of the manual anew in Chromium
	@sh tools/need.sh
	@ZHANGTU_PICTURES=docs/pictures $(BIN)/pytest -m "long or not long" -k pictures tests/browser

.PHONY: lock
lock: setup ## renew the locked requirements
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/lock.sh
