# The archive's commands. `make help` lists them; each does the set-up that it needs first.

HOST ?= 127.0.0.1
PORT ?= 8000
DEBUG ?= 1
SAMPLES ?= 1
ITEMS ?= 10000 100000
export HOST PORT DEBUG

python := .venv/bin/python
manage := $(python) manage.py
indent := $(python) -m djhtml --tabwidth 2 --extra-block captured,endcaptured templates

# What `check --deploy` is asked about: production, without its secrets.
production := DEBUG=0 SECRET_KEY=$$($(python) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	DATABASE_URL=postgres://localhost/archive ALLOWED_HOSTS=localhost

# The first Python that is new enough and can make virtual environments.
PYTHON = $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

.PHONY: help
help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' Makefile | while read -r name does; do printf '  make %-13s %s\n' "$$name" "$$does"; done

.PHONY: run
run: setup ## Run the archive with its sample documents on http://127.0.0.1:8000 (HOST and PORT override; SAMPLES=0: without)
	@exec $(manage) serve "$(HOST)" "$(PORT)" $(if $(filter 0,$(SAMPLES)),--without-samples)

# Each process begins with a part of the tests that lie beside each other, and takes some of another's last ones when it is
# done: so the site of the tests in a browser, and the samples of a module, are made once and not by every process.
.PHONY: test
test: setup-dev ## Run every test on every core, with coverage (ARGS="-k words" chooses; then coverage is only told)
	@$(python) -m pytest --numprocesses logical --dist worksteal --cov $(if $(ARGS),--cov-fail-under 0) $(ARGS)

.PHONY: check
check: setup-dev ## Check style, types, templates, completeness of migrations, and the settings for production
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@.venv/bin/lint-imports --no-logo --no-cache
	@$(indent) --check
	@$(python) -m djlint --quiet templates
	@$(python) -m mypy
	@$(manage) makemigrations --check --dry-run
	@$(manage) check --database default --fail-level WARNING
	@$(production) $(manage) check --deploy --fail-level WARNING

.PHONY: format
format: setup-dev ## Format the code and the templates, and mend what the linter can
	@$(python) -m ruff check --fix
	@$(python) -m ruff format
	@$(indent)

# The samples, five municipalities and, where they lie beside the clone, other documents that queries were judged on. BLIND
# are later sets, which search is measured by and has not reached its goals on: make relevance JUDGED='$(BLIND)'.
JUDGED ?= fixtures fixtures/relevance.json benchmark/councils benchmark/councils/relevance.json $(wildcard ../shared/minutes ../shared/relevance.json)
BLIND = benchmark/councils benchmark/councils/relevance-2.json meetings/tests/forms benchmark/forms/relevance.json benchmark/bodies benchmark/bodies/relevance.json benchmark/towns benchmark/towns/relevance.json benchmark/towns benchmark/towns/relevance-2.json

.PHONY: relevance
relevance: setup ## Measure how well search finds (ARGS="folder queries.json …" chooses the documents)
	@$(manage) relevance $(or $(ARGS),$(JUDGED))

.PHONY: relevance-beside
relevance-beside: setup-dev ## The same queries beside PostgreSQL's danish, SQLite FTS5 and tantivy
	@$(manage) relevance_beside_others $(or $(ARGS),$(JUDGED))

.PHONY: damage
damage: setup-dev ## Measure how many misspelled words are found, by each kind of slip (ARGS="--words 300")
	@$(manage) damage $(ARGS)

.PHONY: hyphens
hyphens: setup ## Measure how well broken words are mended (ARGS=folder chooses the documents)
	@$(manage) hyphens $(ARGS)

.PHONY: bench
bench: setup ## Measure importing and serving (ARGS=folder chooses the documents)
	@$(manage) bench $(ARGS)

.PHONY: bench-import
bench-import: setup-dev ## Measure importing beside extracting the text alone (ARGS="--documents 500")
	@$(manage) bench_import $(ARGS)

.PHONY: ocr-check
ocr-check: setup-dev ## Read scans of three documents beside the documents themselves (minutes long; ARGS="--resolution 300")
	@$(manage) ocr_check $(ARGS)

.PHONY: bench-sandbox
bench-sandbox: setup-dev ## Measure what the process costs that reads foreign files, beside reading itself (ARGS="--documents 100")
	@$(manage) bench_sandbox $(ARGS)

# A clone of the project at another commit: `git worktree add ../before ff810d5`.
BASE ?= ../before

.PHONY: bench-save
bench-save: setup-dev ## Measure an import and a save beside another checkout, in turns (BASE=/path, ARGS="--saves 200")
	@$(manage) bench_save $(BASE) $(ARGS)

.PHONY: bench-search
bench-search: setup-dev ## Measure search over HTTP and beside other engines (ITEMS="10000 1000000", ARGS="--engines ours sqlite")
	@$(manage) bench_search --items $(ITEMS) $(ARGS)

.PHONY: bench-site
bench-site: setup-dev ## Measure a large archive over HTTP, run as by compose, beside Datasette (ITEMS="5000", ARGS="--reuse")
	@$(manage) bench_site --items $(lastword $(ITEMS)) $(ARGS)

.PHONY: bench-pages
bench-pages: setup-dev ## Measure pages in the process, right after a save and in the admin (ITEMS=5000, ARGS="--reuse --only front")
	@$(manage) bench_pages --items $(lastword $(ITEMS)) $(ARGS)

.PHONY: bench-login
bench-login: setup ## Measure a log-in that is refused unseen, beside one whose password is hashed (ARGS="--runs 200")
	@$(manage) bench_login $(ARGS)

.PHONY: explore
explore: setup-dev ## Try every property on a thousand random examples instead of the same hundred
	@$(python) -m pytest --quiet --hypothesis-profile=explore $(ARGS)

# Broken documents are made from the samples and forms, and from what lies beside the clone.
COUNT ?= 10000
BROKEN ?= ../shared/cases ../shared/minutes
.PHONY: fuzz
fuzz: setup-dev ## Import 10,000 broken documents (COUNT=500 SECONDS=600 bounds them; ARGS="--seed 7", --help tells more)
	@DJANGO_SETTINGS_MODULE=kkrarchive.settings nice -n 10 $(python) -m meetings.tests.fuzz --count $(COUNT) \
		$(if $(SECONDS),--seconds $(SECONDS)) $(if $(wildcard $(BROKEN)),--documents $(wildcard $(BROKEN))) $(ARGS)

.PHONY: crashes
crashes: setup-dev ## Kill 50 imports and 50 passes over the log in the middle, let four processes import at once ten times
	@seed=$$($(python) -c 'import secrets; print(secrets.randbelow(1000000))'); echo "seed $$seed"; \
		$(python) -m pytest --quiet -s meetings/tests/importing/test_killed.py meetings/tests/importing/test_at_once.py \
		meetings/tests/changes/test_pass_killed.py \
		--kills 50 --rounds 10 --seed $$seed $(ARGS)

.PHONY: attack
attack: setup-dev ## Attack the site behind nginx and alone for minutes: silent, slow, endless; measure nginx's kept pages
	@$(python) -m pytest --quiet meetings/tests/site/test_attacks.py --attack-seconds 20 --load-seconds 15 \
		$(ARGS)

.PHONY: faults
faults: setup-dev ## 30 readers, imports, edits; PostgreSQL killed twice, its disk full once (as root): 15 minutes (SECONDS=180)
	@$(python) -m pytest --quiet meetings/tests/site/test_database_under_load.py --fault-seconds 60
	@$(python) -m pytest --quiet meetings/tests/site/test_database_killed.py meetings/tests/site/test_load_and_faults.py \
		--readers 30 --fault-seconds $(or $(SECONDS),900) $(ARGS)

.PHONY: superuser
superuser: setup ## Make a user for the admin
	@$(manage) createsuperuser

.PHONY: samples
samples: setup-dev ## Make the sample PDF documents again, from their text
	@$(python) fixtures/make_pdf.py

.PHONY: golden
golden: setup-dev ## Write what the parser reads in the samples and forms as the new expectation
	@$(python) -m pytest --quiet meetings/tests/parsing/test_samples.py meetings/tests/parsing/test_forms.py --regenerate-golden

.PHONY: screenshots
screenshots: setup-dev ## Take the pictures in docs/screenshots again
	@$(python) -m pytest --quiet meetings/tests/browser/test_screenshots.py --take-screenshots

.PHONY: lock
lock: setup-dev ## Compile requirements*.in to requirements*.txt (ARGS=--upgrade takes the newest)
	@for requirements in requirements requirements-local requirements-dev; do \
		$(python) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(ARGS) \
			--output-file $$requirements.txt $$requirements.in || exit; \
	done

.PHONY: sbom
sbom: setup ## Write sbom.json: the packages of production with their digests and licences, as CycloneDX has it
	@$(manage) sbom --output sbom.json

.PHONY: clean
clean: ## Remove what the tools and `make run` left, save the virtual environment and the database
	@rm -rf .static .coverage htmlcov .fuzz .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.PHONY: setup
setup: .venv/requirements.txt .venv/requirements-local.txt .env ## Make the virtual environment that the other commands use

.PHONY: setup-dev
setup-dev: setup .venv/requirements-dev.txt

# The copy of a requirements file in .venv says that it was installed. The file lists all there is, so that pip need not
# look for dependencies: what it would find newer than listed has no hash, and it would stop.
.venv/%.txt: %.txt | .venv/bin/pip
	@echo "Installing $<"
	@$(python) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement $<
	@cp $< $@

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with its module venv is needed (on Debian: apt install python3-venv); PYTHON=/path/to/python names one." >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv

.env:
	@echo "# A developer's clone. settings.py reads this where the environment configures no production." > $@
	@echo "DEBUG=1" >> $@
