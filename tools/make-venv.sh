#!/bin/sh
# A virtual environment, also where Debian's Python comes without the module that makes one.
set -eu
python=$1
venv=$2

if [ -z "$python" ]; then
    echo "winset needs Python 3.11 or later; none was found. On Debian: apt-get install python3" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    package="python$version-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"
    else
        echo "$python cannot make virtual environments. Run: apt-get install $package" >&2
        exit 1
    fi
fi
rm -rf "$venv"
"$python" -m venv "$venv"
