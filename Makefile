# make setup   create .venv with everything in it
# make run     set up, then serve the app
# make test    set up, then lint, type-check and test
# make speed   set up, then measure how fast the app is, into speed.json

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup run test screenshots speed

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)

run: setup
	$(BIN)/shonakto app

test: setup
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

screenshots: setup
	$(BIN)/python -m tests.browser.screenshots

speed: setup
	$(BIN)/python -m tests.browser.speed speed.json
