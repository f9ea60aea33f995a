# Everything a fresh machine needs is Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SPHINX := $(BIN)/python -m sphinx -c . --keep-going
LANGUAGES := en fr
JOBS ?= auto

.DEFAULT_GOAL := all
.PHONY: all help html pdf check test lint serve clean lock translations audit licences bench new-report code-book-check

all: html pdf ## build everything: HTML, data and PDF editions in all languages

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(READY): requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

html: $(READY) $(LANGUAGES:%=html-%) ## build the HTML editions with their data
	$(BIN)/python tools/landing.py build/html

html-%: $(READY)
	$(SPHINX) -b html -j $(JOBS) -W -D language=$* -d build/doctrees/$* docs build/html/$*
