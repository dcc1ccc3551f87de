#!/bin/sh
# Pins all packages of the .in files with their dependencies. The order matters: later files use the versions
# of earlier ones.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools==7.6.2'
for name in requirements requirements-scale requirements-watch requirements-dev; do
    .venv/bin/python -m piptools compile --quiet --strip-extras --no-header --no-emit-index-url \
        --no-emit-trusted-host --no-emit-find-links --output-file "$name.txt" "$name.in"
done
