#!/bin/sh
# Renews what is borrowed from npm; each folder says in its README what lies there, under which licence.
#   axe-core (MPL-2.0): tests/browser/vendor, looks for pages people can't use
#   htmx (0BSD): src/zhangtu/desk/static/vendor, swaps parts of pages
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch PACKAGE VERSION: unpacks it into $work/PACKAGE
fetch() {
  mkdir -p "$work/$1"
  (cd "$work/$1" && npm pack --silent "$1@$2" >/dev/null 2>&1 && tar -xzf ./*.tgz)
}

axe=4.11.4
fetch axe-core "$axe"
tests="$root/tests/browser/vendor"
mkdir -p "$tests"
cp "$work/axe-core/package/axe.min.js" "$work/axe-core/package/LICENSE" "$tests/"
printf 'axe-core %s\nsource: npm package axe-core, file axe.min.js\nlicence: MPL-2.0, see LICENSE\n' "$axe" >"$tests/VERSION"

pages="$root/src/zhangtu/desk/static/vendor"
mkdir -p "$pages"
htmx=2.0.7
fetch htmx.org "$htmx"
cp "$work/htmx.org/package/dist/htmx.min.js" "$pages/htmx.min.js"
cp "$work/htmx.org/package/LICENSE" "$pages/htmx.LICENSE"
cat >"$pages/README.md" <<END
Borrowed files, renewed by \`tools/vendor.sh\`; nothing here is edited by hand.

| file | version | licence | from |
|---|---|---|---|
| htmx.min.js | $htmx | 0BSD, htmx.LICENSE | npm package htmx.org, dist/htmx.min.js |
END
