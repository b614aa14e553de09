# Each target first gets what it needs (.ci/setup); the second time that takes half a second.
export PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo

.PHONY: run demo test test-all lint types layers gallery bench phrase-eval anchor-eval setup clean

# The sample workshop in a window; on a machine without a display, the same on paper.
ifeq ($(shell uname -s)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
run: demo
else
run: setup
	$(BIN)/okrdesk
endif

# The sample workshop off-screen, as a picture, a workbook and a PDF.
demo: setup
	rm -rf $(DEMO) $(OKRDESK_HOME)
	mkdir -p $(DEMO)
	$(BIN)/okrdesk new --sample -o $(DEMO)/sample.okrdesk
	$(BIN)/okrdesk picture $(DEMO)/sample.okrdesk --room board -o $(DEMO)/board.png
	$(BIN)/okrdesk export $(DEMO)/sample.okrdesk --xlsx $(DEMO)/okrs.xlsx --pdf $(DEMO)/okrs.pdf
	@echo "The sample workshop is in $(DEMO): board.png, okrs.xlsx and okrs.pdf."

# These draw without a display, and leave the data of the person at the keyboard alone.
demo gallery bench: export QT_QPA_PLATFORM = offscreen
demo gallery bench: export OKRDESK_HOME = $(CURDIR)/build/home

# The quick share of everything; test-all adds the full counts.
test: lint types layers
	$(BIN)/pytest -n auto -m "not slow"

test-all: lint types layers
	$(BIN)/pytest -n auto

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup
	$(BIN)/pyright

layers: setup
	$(BIN)/lint-imports

# The pictures in docs/.
gallery: setup
	$(BIN)/python -m tests.gallery

bench: setup
	$(BIN)/python -m tests.bench

# How much of real key results quick entry reads, and 200 readings to judge. CORPUS=FOLDER, SEED=N.
phrase-eval: setup
	@CORPUS="$(CORPUS)" SEED="$(SEED)" $(BIN)/python -m tests.evals.phrase_eval

# Whether notes find their words after edits that know the answer. CORPUS=FOLDER, SEED=N, EDITS=N.
anchor-eval: setup
	@CORPUS="$(CORPUS)" SEED="$(SEED)" EDITS="$(EDITS)" $(BIN)/python -m tests.evals.anchor_eval

setup:
	@.ci/setup

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
