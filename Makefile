# Two words: `make run` starts everything on this machine, `make test` checks everything.
PY ?= python3
BIN := .venv/bin

.PHONY: run test test-postgres checks setup setup-test lock clean features bench

run: setup
	@$(BIN)/python -m cli up

test: setup-test
	@$(BIN)/python -m tools.suite

test-postgres: setup-test
	@$(BIN)/python -m tools.doctor test-postgres
	@$(BIN)/python -m tools.suite --database postgresql

checks: setup-test
	@$(BIN)/python -m tools.checks

features: setup-test
	@$(BIN)/python -m tools.features

bench: setup-test
	@$(BIN)/python -m benchmarks

setup: $(BIN)/.installed
	@$(BIN)/python -m tools.doctor run
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.command > /dev/null
	@$(BIN)/python -m tools.catalogue compile > /dev/null

setup-test: $(BIN)/.installed-dev
	@$(BIN)/python -m tools.doctor test
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.command > /dev/null
	@$(BIN)/python -m tools.catalogue compile > /dev/null

$(BIN)/python:
	@$(PY) -m venv .venv

$(BIN)/.installed: $(BIN)/python requirements.txt
	@echo "必要なPythonパッケージを入れています…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(BIN)/.installed-dev: $(BIN)/python requirements-dev.txt
	@echo "必要なPythonパッケージ（試験用を含む）を入れています…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $(BIN)/.installed $@

lock:
	@for name in requirements requirements-dev requirements-assets; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $$name.in -o $$name.txt; \
	done

clean:
	@rm -rf .venv node_modules build webapp/static/vendor
