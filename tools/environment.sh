#!/bin/sh
# Creates .venv and installs the named requirement files into it, only when they have changed.
# Usage: tools/environment.sh requirements.txt [more.txt …]
set -eu
cd "$(dirname "$0")/.."

can_install() { # root, or sudo without a password
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Tsuzuri needs Python 3.11 or newer; python3 here is $(python3 --version 2>&1 || true)." >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    echo "Making .venv with $("$python" --version) …"
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && return
    # Debian has ensurepip in a separate package.
    rm -rf .venv
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv --without-pip .venv
        "$python" -m pip --quiet --disable-pip-version-check --python .venv/bin/python install pip
    elif can_install; then
        as_root apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    else
        echo "Please install python3-venv (on Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
}

[ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null || make_venv

for file in "$@"; do
    stamp=".venv/$file.installed"
    if ! cmp -s "$file" "$stamp"; then
        echo "Installing $file …"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$file"
        cp "$file" "$stamp"
    fi
done
