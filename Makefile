# Two commands do everything: `make demo` and `make test`. Each makes its own virtual environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test browser virtuoso clean

demo: export POLICYGRAPH_STORE := $(OUT)
demo: $(VENV)/.installed
	@$(BIN)/policygraph build data/documents -o $(OUT) -f table
	@$(BIN)/policygraph validate $(OUT)
	@$(BIN)/policygraph depends "Đề án vị trí việc làm" -f table
	@$(BIN)/policygraph workload -f table
	@$(BIN)/policygraph view -o $(OUT)/graph.html
	@$(BIN)/policygraph workload -o $(OUT)/workload.xlsx
	@$(BIN)/policygraph workload -o $(OUT)/workload.csv
	@$(BIN)/policygraph workload -o $(OUT)/workload.md

test: $(VENV)/.installed-test browser virtuoso
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile
	$(BIN)/pytest --nbmake notebooks

# The view is tested in a real browser: Debian's Chromium, or the one that CHROMIUM names.
browser:
	@test -n "$(CHROMIUM)" || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  { command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium; } || \
	  { echo "the tests need a browser: sudo apt-get install chromium (or set CHROMIUM=/path/to/it)"; exit 1; }

# A graph is also put on SPARQL servers: Oxigraph's comes from the extra "test", the second is Debian's Virtuoso.
virtuoso:
	@command -v virtuoso-t >/dev/null || \
	  { command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq virtuoso-opensource-7-bin; } || \
	  { echo "the tests need a second SPARQL server: sudo apt-get install virtuoso-opensource-7-bin"; exit 1; }

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
