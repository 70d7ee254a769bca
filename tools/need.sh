#!/bin/sh
# Brings in what some tests drive and pip cannot install: Chromium, LibreOffice, poppler, a Chinese font,
# the PostgreSQL server.
# Never fails a run.
set -u

wanted=
have() { for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return 0; done; return 1; }
have chromium chromium-browser google-chrome || wanted="$wanted chromium"
have soffice libreoffice || wanted="$wanted libreoffice-writer libreoffice-calc"
have pdftoppm || wanted="$wanted poppler-utils"
if ! { have fc-list && fc-list :lang=zh family 2>/dev/null | grep -q .; }; then
  wanted="$wanted fonts-noto-cjk fontconfig"
fi
# Distributions keep the server's programs out of the way of everyday users.
set -- /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb
[ -x "$1" ] || [ -x "${2:-}" ] || have initdb || wanted="$wanted postgresql"
[ -n "$wanted" ] || exit 0

loud() { printf '\n!!! %s\n!!! The tests that need it are skipped and say so.\n\n' "$1"; }

if [ "$(id -u)" != 0 ] || ! have apt-get || [ -n "${ZHANGTU_NO_APT:-}" ]; then
  loud "Missing for some tests:$wanted (install it with the system's package manager)"
  exit 0
fi
echo "Installing for the tests:$wanted …"
export DEBIAN_FRONTEND=noninteractive
# The tests start a server of their own; nobody wants another one running afterwards.
case "$wanted" in
  *postgresql*)
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi ;;
esac
log=$(mktemp)
if ! { timeout 90 apt-get update && timeout 240 apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold $wanted; } >"$log" 2>&1 </dev/null
then
  tail -n 5 "$log"
  loud "Could not install:$wanted"
fi
rm -f "$log"
exit 0
