# On the Record. `make run` serves the page, `make test` runs the tests; both do their own set-up in .venv.

HOST ?= localhost
PORT ?= 8501
PYTHON ?= python3

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

# Models load from disk and nothing reports home, whichever library is asked.
export HF_HUB_OFFLINE := 1
export TRANSFORMERS_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
PY := $(VENV)/bin/python
# Written when an installation has finished; while it is newer than the requirements nothing is installed.
RUN_READY := $(VENV)/run.ready
DEV_READY := $(VENV)/dev.ready
# Empty while the virtual environment works; a missing or broken one (Python upgraded) is made anew.
BROKEN := $(if $(shell $(PY) -c 'import pip; print(1)' 2>/dev/null),,broken)
# $(call install,FILE): pip in brief, a line a package; all that it says goes to a log, whose end is shown if it fails.
LOG := $(VENV)/pip.log
BRIEF := sed -un -e 's/^Collecting \([^ ;(]*\).*/  fetching \1/p' -e 's/^Installing collected.*/  unpacking (a minute or two) .../p'
install = $(PY) -m pip install --no-input --no-cache-dir --retries 10 --progress-bar off -r $(1) 2>&1 | tee $(LOG) | $(BRIEF) \
	|| { tail -n 30 $(LOG) >&2; echo "Set-up failed; the last lines of $(LOG) are above. Run it again once the cause is mended." >&2; exit 1; }

.PHONY: help setup run test lint types eval bench scale documents lock clean check-python broken

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: $(RUN_READY)  ## install what the project needs into .venv (skipped while nothing has changed)
	@echo "Everything is installed in $(VENV)."

run: $(RUN_READY)  ## set up, then serve the page on http://localhost:8501 (HOST=..., PORT=...)
	@echo "Starting On the Record on http://$(HOST):$(PORT) (the sample statements are loaded on the first start). Ctrl+C stops it."
	@exec $(PY) -m streamlit run app.py --server.address "$(HOST)" --server.port "$(PORT)"

test: $(DEV_READY)  ## set up, then run the tests (ARGS="-k name" passes arguments to pytest)
	@$(PY) -m pytest $(ARGS)

lint: $(DEV_READY)  ## ruff: rules and formatting
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(DEV_READY)  ## mypy
	@$(PY) -m mypy

eval: $(RUN_READY)  ## score the sample, beside the stock recipe (MODEL=provider:name BASE_URL=... for written answers)
	@$(PY) -m evals sample $(if $(MODEL),--model "$(MODEL)") $(if $(BASE_URL),--address "$(BASE_URL)")

documents: $(DEV_READY)  ## measure the readers on the set of made documents (ARGS="word" for some of them)
	@$(PY) -m tests.documents $(ARGS)

bench: $(RUN_READY)  ## how fast statements are loaded, beside the stock recipe (ARGS="--statements 60" for less)
	@$(PY) -m evals bench $(ARGS)

scale: $(RUN_READY)  ## what a large library costs, in FOLDER=... (ARGS="--passages 190000"; that many take half an hour)
	@$(PY) -m evals scale --home "$(or $(FOLDER),reports/scale)" $(ARGS)

# Done with the oldest Python that is supported (Debian 12 has 3.11.2), since newer ones get versions that it refuses.
lock: check-python  ## write constraints.txt anew after a change to a pinned version
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	echo "Resolving the pinned versions in an empty environment (a few minutes) ..."; \
	$(PYTHON) -m venv "$$folder/venv"; \
	cat requirements.txt requirements-dev.txt | grep -v '^-' > "$$folder/direct.txt"; \
	"$$folder/venv/bin/python" -m pip install -q -r "$$folder/direct.txt"; \
	{ echo "# Written by \`make lock\` with $$($(PYTHON) --version): the version of every package that the requirements bring along."; \
	  "$$folder/venv/bin/python" -m pip freeze | sed 's/+.*//'; } > constraints.txt
	@echo "constraints.txt holds $$(grep -c == constraints.txt) versions."

clean:  ## remove .venv and caches (the library in ./record stays)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

check-python:
	@command -v $(PYTHON) > /dev/null || { echo "Python is not installed. On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version). Name a newer one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }

$(RUN_READY): requirements.txt constraints.txt $(BROKEN)
	@$(MAKE) --no-print-directory check-python
	@echo "Setting up in $(VENV): about 150 packages, 0.6 GB to download, 2.4 GB on disk, 2 to 10 minutes. Only needed once."
	@$(if $(BROKEN),echo "  making the virtual environment ..."; $(PYTHON) -m venv --clear $(VENV))
	@$(call install,requirements.txt)
	@touch $@
	@echo "Set-up is done."

$(DEV_READY): requirements-dev.txt requirements-dev-alone.txt $(RUN_READY)
	@echo "Adding what tests, lint and types need (0.5 GB on disk) ..."
	@$(call install,requirements-dev.txt)
	@$(call install,requirements-dev-alone.txt --no-deps)
	@touch $@
