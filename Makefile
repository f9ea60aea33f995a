# Everything a fresh machine needs is Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
JOBS ?= auto
LANGUAGES := en fr
# A module's tests stay in one process, because they share what the module builds; modules keep their
# order, because those of few and long tests would else come last, and alone.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder
LINT := $(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check . && $(BIN)/python -m mypy
# Builds beside the last good output and puts the new one in its place.
SPHINX := $(BIN)/python -m tools.build -c . -j $(JOBS) -W --keep-going

# Pages for editors and developers, which a published edition leaves out.
GUIDES := editors-guide.md,publishers-guide.md,another-tracker.md,reference.md

.DEFAULT_GOAL := all
# What one target has read serves the next, and each uses all cores as it is.
.NOTPARALLEL:
.PHONY: all help html pdf with-sources check test test-fast test-all lint serve watch edition clean lock translations agreement audit licences bench new-report code code-book-check source-check divide join retire rename merge-driver

# The pages link to the PDF editions beside them, once they are there.
all: html pdf ## build everything: HTML, data and PDF editions in both languages
	mkdir -p build/html/pdf && cp -p build/pdf/*.pdf build/html/pdf/
	$(MAKE) html

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(READY): requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(DEV): requirements-dev.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

html: $(LANGUAGES:%=html-%) ## build the HTML editions with their data
	$(BIN)/python tools/landing.py build/html

html-%: $(READY)
	$(SPHINX) -b html -D language=$* -d build/doctrees/$* docs build/html/$*

pdf: $(LANGUAGES:%=pdf-%) ## build the PDF editions

pdf-%: $(READY)
	$(SPHINX) -b typstpdf -D language=$* -d build/doctrees/$* docs build/typst/$*
	mkdir -p build/pdf && cp -p build/typst/$*/*.pdf build/pdf/

with-sources: $(READY) ## build a reading copy of one's own with the sentences of the reports in sources/
	$(BIN)/python -m tools.with_sources

check: $(READY) ## validate content and catalogues from a clean read, write no output
	$(BIN)/python tools/check.py

test: $(DEV) ## run the linters beside the test suite, on all cores
	{ $(LINT); } & lint=$$!; $(PYTEST); tests=$$?; wait $$lint && exit $$tests

test-fast: $(DEV) ## run the tests that build nothing of the real tree (under a minute)
	$(PYTEST) -m fast

test-all: $(DEV) lint ## run the suite with its exhaustive cases too (more than half an hour)
	$(PYTEST) -m "" --hypothesis-profile exhaustive

lint: $(DEV) ## check code style and types
	$(LINT)

serve: html ## show the built site at http://localhost:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory build/html 8000

translations: $(READY) ## extract messages, merge them into the catalogues, report
	$(BIN)/python -m tools.translations

agreement: $(DEV) ## recompute the agreement of the two codings
	$(BIN)/python -m tools.agreement

# What stands in the folder is left alone while it can be: the page open in a browser is reloaded.
watch: $(READY) ## show the pages of a language while they are edited (IN=fr)
	$(BIN)/python -m tools.watch $(or $(IN),en) $(ARGS)

edition: $(READY) ## publish an edition into an empty folder (VERSION=2026-12-01 TO=../edition)
	$(BIN)/python -m tools.edition version $(VERSION)
	rm -rf build
	$(MAKE) all SPHINX='$(SPHINX) -D exclude_patterns=$(GUIDES)'
	PYTHONPATH=ext $(BIN)/python -m progress_matrix.open_data --freeze data-history build/html/en build/html/fr
	$(BIN)/python -m tools.edition publish $(TO)

merge-driver: ## tell git how additions of two editors are merged (once in each clone)
	git config merge.keep-both.name "additions of both sides"
	git config merge.keep-both.driver "$(BIN)/python -m tools.keep_both %O %A %B %P"

code: $(READY) ## draft items for the open sentences of a report (REPORT=R11)
	$(BIN)/python -m tools.suggest $(REPORT) $(ARGS)

retire: $(READY) ## withdraw an item's number (ID=A04-CYB-012 REASON="…" NOW="A04-CYB-013")
	$(BIN)/python -m tools.lives retire $(ID) --reason "$(REASON)" --now $(NOW)

rename: $(READY) ## rename a name of the vocabulary (FIELD=actors OLD="…" NEW="…" FRENCH="…")
	$(BIN)/python -m tools.lives rename $(FIELD) "$(OLD)" "$(NEW)" --french "$(FRENCH)"

divide: $(READY) ## divide a passage (PASSAGE=R11-CYB-04 AFTER=2 TEXT=report.pdf IN=en)
	$(BIN)/python -m tools.passages $(PASSAGE) --after $(AFTER) --text $(TEXT) --language $(IN)

join: $(READY) ## join a passage with the next (PASSAGE=R11-CYB-04 TEXT=report.pdf IN=en)
	$(BIN)/python -m tools.passages $(PASSAGE) --text $(TEXT) --language $(IN)

new-report: $(READY) ## write the pages of a new report (ARGS="--number 11 …", or it asks)
	$(BIN)/python -m tools.new_report $(ARGS)

code-book-check: $(READY) ## list what is still to code in a report (REPORT=R11)
	$(BIN)/python -m tools.code_book_check $(REPORT) $(ARGS)

source-check: $(READY) ## list what items name and their sentences do not (report in sources/, as for with-sources)
	$(BIN)/python -m tools.source_check $(ARGS)

lock: $(DEV) ## pin the newest versions that the requirements allow, with hashes: for building, for developing
	for part in requirements requirements-dev; do \
	  $(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-header --output-file $$part.txt $$part.in || exit 1; \
	done

audit: $(DEV) ## look for known vulnerabilities in the pinned packages
	$(BIN)/python -m pip_audit --require-hashes --requirement requirements.txt --requirement requirements-dev.txt

licences: $(DEV) ## list the licences of the installed packages
	$(BIN)/python -m piplicenses --format=markdown --with-urls

bench: $(DEV) ## measure builds against the peers' (hours; writes benchmarks/RESULTS.md)
	$(BIN)/python -m benchmarks $(ARGS)

clean: ## remove everything that was built
	rm -rf build .mypy_cache .pytest_cache .ruff_cache
