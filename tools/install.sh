#!/bin/sh
# Makes the virtual environment and installs the locked requirements and the project; uses uv where it is there.
set -eu
python=$1 venv=$2 requirements=$3

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ ! -x "$venv/bin/python" ]; then
  for name in "$python" python3.13 python3.12 python3.11; do
    if new_enough "$name"; then found=$name; break; fi
  done
  if [ -z "${found:-}" ]; then
    echo "Python 3.11 or later is needed and was not found. Install it, or name it: make run PYTHON=/path/to/python3" >&2
    exit 1
  fi
  echo "Making $venv (the first time only) …"
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$found" "$venv"
  elif ! "$found" -m venv "$venv"; then
    rm -rf "$venv"
    echo "This Python has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
  fi
fi
echo "Installing $requirements …"
# All there is to install is listed, so nothing is looked for; Python compiles what it comes to use.
if command -v uv >/dev/null 2>&1; then
  uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$requirements"
  uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r "$requirements"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
