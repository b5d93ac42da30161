#!/usr/bin/env bash
# Makes the Python environment of the acceptance tests where it is missing, and prints its python.
# It lies outside the tree, so that `mvn clean` does not cost half a minute; its name carries a checksum of what is in
# it, so that a changed requirement makes a new one.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/distributed-monitor"

fail() {
  echo "$1" >&2
  exit 1
}

command -v python3 >/dev/null || fail "The acceptance tests need Python 3.10 or newer: no 'python3' is on the PATH."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
  fail "The acceptance tests need Python 3.10 or newer; 'python3' is $(python3 --version)."

key=$({ cat "$here/requirements.txt"; python3 --version; } | cksum | cut -d ' ' -f 1)
finished="$cache/moto-$key" # A file that names a whole environment: two builds at once cannot spoil each other's.
if [[ ! -r $finished || ! -x $(<"$finished")/bin/python ]]; then
  mkdir -p "$cache"
  environment=$(mktemp -d "$finished.XXXXXX")
  echo "Installing the AWS emulator of the tests into $environment, once, in about half a minute" >&2
  python3 -m venv "$environment" >&2 ||
    fail "The acceptance tests need Python's venv module (on Debian and Ubuntu the package python3-venv)."
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  echo "$environment" >"$environment/name"
  mv -f "$environment/name" "$finished"
fi
echo "$(<"$finished")/bin/python"
