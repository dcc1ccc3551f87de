# Commands for contributors; `make help` lists them.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON := .venv/bin/python
DEVELOPMENT := requirements.txt requirements-scale.txt requirements-watch.txt requirements-dev.txt

.DEFAULT_GOAL := help
.PHONY: help serve production test test-long lint format types check audit messages lock venv venv-dev

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

venv:
	@tools/environment.sh requirements.txt

venv-dev:
	@tools/environment.sh $(DEVELOPMENT)

serve: venv ## run the blog with its worker (PORT=8000 HOST=127.0.0.1); Ctrl-C stops both
	@exec $(PYTHON) manage.py serve --host $(HOST) --port $(PORT)

production: ## run the site in production with its worker (variables: docs/operations.md)
	@tools/environment.sh requirements.txt $(if $(DATABASE_URL)$(REDIS_URL),requirements-scale.txt)
	@exec $(PYTHON) manage.py serve --production

test: venv-dev ## all tests on SQLite, then on what DATABASE_URL and REDIS_URL name
	@exec $(PYTHON) tools/run_tests.py

test-long: venv-dev ## kill, scale and fuzz runs that take minutes
	@exec $(PYTHON) tools/run_tests.py --long

lint: venv-dev ## style, imports between apps, templates, scripts, style sheets
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports
	git ls-files -z --cached --others --exclude-standard 'templates/*.html' \
		| xargs -0 -r .venv/bin/djade --check --target-version 5.2
	$(PYTHON) tools/lint/lint.py
	$(PYTHON) tools/browser_floor.py

format: venv-dev ## format the code and apply automatic fixes
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	-git ls-files -z --cached --others --exclude-standard 'templates/*.html' \
		| xargs -0 -r .venv/bin/djade --target-version 5.2

types: venv-dev ## mypy, strict
	$(PYTHON) -m mypy .

check: lint types ## lint, types, and no missing migration (the tests are `make test`)
	DATABASE_URL=sqlite://:memory: $(PYTHON) manage.py makemigrations --check --dry-run \
		--settings=config.settings.test
	DATABASE_URL=sqlite://:memory: $(PYTHON) tools/safe_migrations.py

audit: venv-dev ## Nu HTML checker and Lighthouse on the demo content (needs Java and Node)
	@exec $(PYTHON) tools/audit/audit.py

messages: venv-dev ## extract the texts and compile the catalogues in locale/
	@exec $(PYTHON) tools/messages.py

lock: venv-dev ## pin the packages of the .in files
	@tools/lock.sh
