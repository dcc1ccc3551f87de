"""Runs the tests: all of them on SQLite, then again on the servers that the environment names.

DATABASE_URL and REDIS_URL say which PostgreSQL and Redis may be used; no other server
is used. Tests that were not run are listed at the end. Called by `make test` and `make test-long`.
"""

import os
import shutil
import subprocess
import sys

SERVERS = ("DATABASE_URL", "REDIS_URL")
# Programs that tests need: for which tests, alternative program names, Debian packages.
PROGRAMS = (
    (
        "the browser tests",
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        ("chromium-headless-shell", "fonts-noto-cjk"),
    ),
    ("the tests in Firefox", ("firefox-esr", "firefox"), ("firefox-esr", "fonts-noto-cjk")),
    ("the tests in WebKit", ("WebKitWebDriver",), ("webkit2gtk-driver", "fonts-noto-cjk")),
    ("the tests in WebKit", ("Xvfb",), ("xvfb",)),
    ("a site behind nginx", ("nginx",), ("nginx",)),
    ("a site behind Caddy", ("caddy",), ("caddy",)),
)
# Debian installs servers outside the PATH of ordinary users.
SEARCH_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
# Containers often set it; then each of the hundreds of processes that tests start compiles all our code.
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
NO_TESTS = 5  # pytest's exit code for an empty selection
MOST_PROCESSES = 4  # each has its own database, server and browser


def main(arguments: list[str]) -> int:
    """Run everything; return 0 if all that was run passed."""
    is_long = "--long" in arguments
    chosen = [argument for argument in arguments if argument != "--long"]
    missing = [] if is_long else [ensure(*row) for row in PROGRAMS]
    selection = ["-m", "long"] if is_long else in_parallel()
    named = [name for name in SERVERS if os.environ.get(name)]

    print("\n== SQLite ==", flush=True)
    codes = [run_pytest([*selection, *chosen], without=SERVERS)]
    if named and not is_long:
        print(f"\n== Again, on what {' and '.join(named)} name ==", flush=True)
        codes.append(run_pytest(["--servers", *in_parallel(), *chosen]))
        missing.append("Not run again there: tests that touch neither database nor cache.")
    if not is_long:
        missing += [f"Not run: {name} names no server." for name in SERVERS if name not in named]
    print("\n" + "\n".join(filter(None, missing)))
    return exit_code(codes)


def in_parallel() -> list[str]:
    """Return pytest's options for as many processes as there are cores; a lone core needs none."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    return ["--numprocesses", str(processes), "--dist", "worksteal"] if processes > 1 else []


def exit_code(codes: list[int]) -> int:
    """Return 0 if every run passed; a run that was killed by a signal (a negative code) did not.

    Later runs may select no tests, the first may not.
    """
    first, *others = codes
    return int(first != 0 or any(code not in (0, NO_TESTS) for code in others))


def run_pytest(arguments: list[str], without: tuple[str, ...] = ()) -> int:
    """Run pytest in an environment without the named variables; return its exit code."""
    left_out = {*without, NO_BYTECODE}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    code = subprocess.call([sys.executable, "-m", "pytest", *arguments], env=environment)
    if code < 0:
        print(f"\nThe run was ended by signal {-code}.", flush=True)
    return code


def ensure(tests: str, programs: tuple[str, ...], packages: tuple[str, ...]) -> str:
    """Install missing programs of `tests` if the user may; return a message if they stay missing."""
    if any(shutil.which(program, path=SEARCH_PATH) for program in programs):
        return ""
    sudo = installer()
    if sudo is None:
        return f"Skipped: {tests} (please install {' '.join(packages)})."
    print(f"Installing {packages[0]} for {tests} …", flush=True)
    # A server that is installed for the tests must not start.
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "SYSTEMD_OFFLINE=1"]
    for command in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        if subprocess.call([*sudo, *quietly, "apt-get", *command], stdout=subprocess.DEVNULL):
            return f"Skipped: {tests} (apt-get could not install {' '.join(packages)})."
    return ""


def installer() -> list[str] | None:
    """Return the prefix for apt-get, or None if this user may not install packages."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    may_sudo = shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"]) == 0
    return ["sudo", "-n"] if may_sudo else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
