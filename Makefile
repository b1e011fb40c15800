# Two commands do everything: `make demo` and `make test`. Each makes its own virtual environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test clean

demo: $(VENV)/.installed
	$(BIN)/policygraph build data/documents -o $(OUT)
	$(BIN)/policygraph validate $(OUT)
	$(BIN)/policygraph depends "Đề án vị trí việc làm" --store $(OUT)
	$(BIN)/policygraph workload --store $(OUT)
	$(BIN)/policygraph view --store $(OUT) -o $(OUT)/graph.html
	$(BIN)/policygraph workload --store $(OUT) -o $(OUT)/workload.xlsx
	$(BIN)/policygraph workload --store $(OUT) -o $(OUT)/workload.csv
	$(BIN)/policygraph workload --store $(OUT) -o $(OUT)/workload.md

test: $(VENV)/.installed-test
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: setup.cfg pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) $(OUT) dist build src/*.egg-info
