#!/bin/sh
# Pins every package, direct or not, that the .in files ask for. The order matters: the later files
# are bound to the versions of the earlier ones.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools==7.6.2'
for name in requirements requirements-scale requirements-watch requirements-dev; do
    .venv/bin/python -m piptools compile --quiet --strip-extras --no-header --no-emit-index-url \
        --no-emit-trusted-host --no-emit-find-links --output-file "$name.txt" "$name.in"
done
