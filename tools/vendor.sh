#!/bin/sh
# Renews what tests borrow from npm: axe-core (Mozilla Public License 2.0), which looks for pages people can't use.
set -eu
version=${1:-4.11.4}
target=$(cd "$(dirname "$0")/../tests/browser" && pwd)/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "axe-core@$version" >/dev/null
tar -xzf axe-core-*.tgz
mkdir -p "$target"
cp package/axe.min.js package/LICENSE "$target/"
printf 'axe-core %s\nsource: npm package axe-core, file axe.min.js\nlicence: MPL-2.0, see LICENSE\n' "$version" >"$target/VERSION"
