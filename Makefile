# The two commands of the README: `make crawl` and `make test`. Each makes the environment it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORTALS ?= antaranews detik kompas liputan6 sindonews tempo
DB ?= output/news.db

.PHONY: crawl test soak lint types check lock clean

crawl: $(VENV)/.installed
	@# 3: some portal failed, the others are done
	$(BIN)/kliping crawl $(PORTALS) --limit 10 --db $(DB) || [ $$? -eq 3 ]
	$(BIN)/kliping search --limit 15 --db $(DB)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2

# The long tests: kills, floods, hostile servers at full size.
soak: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m soak

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

check: lint types test

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kliping needs Python 3.11 or newer; name one with: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --no-deps --requirement requirements-dev.lock
	@touch $@

# Dependencies are resolved once, for every platform and Python from 3.11 on, and pinned: --no-deps above, because the
# resolver of the pip that ships with Python 3.11 fails on lxml[html_clean].
lock: $(VENV)/.installed-dev
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --no-header --no-annotate --no-emit-package pip --no-emit-package setuptools pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --no-header --no-annotate --no-emit-package pip --no-emit-package setuptools --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache *.egg-info
