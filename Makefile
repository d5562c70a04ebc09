# make quickstart   train and use a tiny model on this machine's CPU, from nothing to a report
# make test         install and run the tests
# make lint · make bench · make clean

PYTHON ?= python3
BIN := .venv/bin
export TOKENIZERS_PARALLELISM := false

.PHONY: quickstart test lint bench clean system

quickstart: .venv/.installed
	$(BIN)/python recipes/quickstart.py

test: .venv/.installed lint
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not slow and not gpu and not network"

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: .venv/.installed
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv runs build *.egg-info

.venv/.installed: setup.cfg pyproject.toml | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "vlcritic needs Python 3.11 or newer; run: make PYTHON=python3.11"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[glsl,lpips,dev]'
	touch $@

# What pip cannot bring: OpenGL without a screen (needed), bubblewrap (better)
system:
	@if [ "$$(uname)" = Linux ] && ! { PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q libEGL.so.1 && PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q libGL.so.1; }; then \
	  install="apt-get install -y libegl1 libgl1 libgl1-mesa-dri"; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && $$install -qq; \
	  else echo "OpenGL (EGL) is missing; run: sudo $$install"; exit 3; fi; \
	fi
	@if [ "$$(uname)" = Linux ] && ! command -v bwrap >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq bubblewrap || true; \
	  else echo "Renderers are better isolated with bubblewrap; run: sudo apt-get install -y bubblewrap"; fi; \
	fi
