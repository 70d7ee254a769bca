#!/bin/sh
# Renews the locked requirements: exact versions with hashes, no address of any registry.
set -eu
cd "$(dirname "$0")/.."
lock="uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade"
$lock pyproject.toml requirements/build.in -o requirements/run.txt
$lock pyproject.toml requirements/build.in --group dev -c requirements/run.txt -o requirements/dev.txt
$lock pyproject.toml requirements/build.in requirements/bench.in -c requirements/run.txt -o requirements/bench.txt
