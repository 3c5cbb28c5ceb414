# Two commands: `make html` builds the edition, `make test` runs all tests. Both make a virtual
# environment in .venv first, with the versions of constraints/, and need Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LINE := $(shell $(PYTHON) -c 'import sys; v = sys.version_info[:2]; print("3.%d" % min(max(v[1], 11), 13))')
CONSTRAINTS := constraints/$(LINE).txt
BUILDER ?= html
OUT ?= _build/$(BUILDER)
OPTIONS ?=
TOOLS := tests/browser/tools

.PHONY: html test test-slow browser-tools pictures lint lock catalogues clean

html: $(VENV)/edition
	$(BIN)/python -m sphinx -b $(BUILDER) $(OPTIONS) . $(OUT)
	@echo
	@echo "The edition stands in $(OUT): open file://$(abspath $(OUT))/index.html"

test: $(VENV)/tests browser-tools
	$(BIN)/python -m pytest -n auto

# What wants the machine for itself: Lighthouse, and how long a task of the dense page takes.
test-slow: $(VENV)/tests browser-tools
	$(BIN)/python -m pytest -m slow

# The checkers that are written for Node or Java; nothing they bring is run on installing.
browser-tools:
	@if ! command -v npm >/dev/null; then \
	  echo "npm is missing: tests that need axe-core, Nu, linkinator or Lighthouse are skipped"; \
	elif ! cmp -s $(TOOLS)/package-lock.json $(TOOLS)/node_modules/.installed; then \
	  (cd $(TOOLS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && \
	  cp $(TOOLS)/package-lock.json $(TOOLS)/node_modules/.installed || \
	  echo "axe-core, Nu, linkinator and Lighthouse were not installed: their tests are skipped"; \
	fi

# The pictures of docs/images, made anew: look at them before you commit them.
pictures: $(VENV)/tests
	VARIORUM_PICTURES=docs/images $(BIN)/python -m pytest -q -m slow tests/browser/test_pictures.py

# What the code is held to: style and types.
lint: $(VENV)/tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

lock: $(VENV)/edition
	$(BIN)/sphinx-variorum lock .

# The words of the interface, collected for translators and compiled.
catalogues: $(VENV)/edition
	$(BIN)/python -m sphinx_variorum.output.catalogue

clean:
	rm -rf _build

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/edition: $(VENV)/python pyproject.toml $(CONSTRAINTS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[search,pictures]'
	@touch $@

$(VENV)/tests: $(VENV)/edition
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[search,pictures,test]'
	@touch $@

# For those who keep the project: the versions of constraints/, from what the registry offers now.
.PHONY: constraints
constraints:
	for line in 3.11 3.12 3.13; do \
	  dir=$$(mktemp -d) && python$$line -m venv $$dir && \
	  $$dir/bin/python -m pip install --quiet '.[search,pictures,serve,test,benchmark]' && \
	  $$dir/bin/python -m pip freeze --exclude sphinx-variorum | grep -v '^pip\b\|^setuptools\b' > constraints/$$line.txt && \
	  rm -rf $$dir; \
	done
