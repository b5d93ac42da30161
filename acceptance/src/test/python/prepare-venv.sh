#!/usr/bin/env bash
# Makes the Python environment of the acceptance tests where it is missing, and prints its python.
# It lies outside the tree, so that `mvn clean` does not cost half a minute, and its name carries the hash of what is
# in it, so that a changed requirement makes a new one.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
if ! command -v python3 >/dev/null; then
  echo "The acceptance tests need Python 3.10 or newer: no 'python3' is on the PATH." >&2
  exit 1
fi

key=$({ cat "$here/requirements.txt"; python3 --version; } | cksum | cut -d ' ' -f 1)
environment="${XDG_CACHE_HOME:-$HOME/.cache}/distributed-monitor/moto-$key"
if [[ ! -e $environment/complete ]]; then
  echo "Installing the AWS emulator into $environment, once, in about half a minute" >&2
  rm -rf "$environment"
  python3 -m venv "$environment" >&2 || {
    echo "The acceptance tests need Python's venv module (Debian and Ubuntu: the package python3-venv)." >&2
    exit 1
  }
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  touch "$environment/complete"
fi
echo "$environment/bin/python"
