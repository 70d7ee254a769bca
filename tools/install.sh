#!/bin/sh
# Makes the virtual environment and installs the locked requirements and the project; uses uv where it is there.
set -eu
python=$1 venv=$2 requirements=$3
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
if command -v uv >/dev/null 2>&1; then
  uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$requirements"
  uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
  "$venv/bin/python" -m pip install --quiet --require-hashes -r "$requirements"
  "$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation -e .
fi
