"""Brings a local blog into the state in which it can be served. Every step does only what is missing."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from backups import restoring, upgrading


def prepare() -> list[str]:
    """Make database, cache table, demo content and static files; return what was done, in words."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    done = []
    if restoring.settle():
        done.append("A restore that was cut off is settled.")
    if migrate():
        done.append("The database is up to date.")
    call_command("createcachetable", verbosity=0)
    if collect_static():
        done.append("Static files are collected.")
    return done


def migrate() -> bool:
    """Apply the migrations that are missing, one process at a time; return whether there were any."""
    return upgrading.migrate()


def is_new() -> bool:
    """Whether nobody can sign in yet: only then is demo content welcome."""
    return not get_user_model().objects.exists()


def collect_static() -> bool:
    """Collect static files if any source has changed since the last time; return whether one had."""
    kept = Path(settings.VAR_DIR) / "static.digest"
    digest = _digest_of_static_sources()
    if kept.exists() and kept.read_text() == digest and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    kept.write_text(digest)
    return True


def _digest_of_static_sources() -> str:
    """A digest over names and contents of every file that collectstatic would take."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(path.encode() + b"\0")
            digest.update(Path(storage.path(path)).read_bytes())
    return digest.hexdigest()
