"""Health checks of the machine: permissions, disk space, clock, static files, versions."""

import os
import shutil
import stat
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import Post
from core.health import Check, Result, failure, notice, ok, warning

LITTLE_SPACE, NO_SPACE = 2_000_000_000, 300_000_000  # bytes
LITTLE_DRIFT, MUCH_DRIFT = 5, 60  # seconds

# When security fixes end, by the projects' own calendars.
PYTHON_ENDS = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
DJANGO_ENDS = {(5, 2): date(2028, 4, 30)}


def folders() -> Result:
    """Whether the folders are writable, and secret files are not readable by other users."""
    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT, settings.ORIGINALS_ROOT):
        path = _existing_parent(Path(folder))
        if not os.access(path, os.W_OK | os.X_OK):
            return failure(
                _("%(path)s cannot be written.") % {"path": path},
                _("Make the user that runs the site its owner: chown -R USER %(path)s")
                % {"path": path},
            )
    if readable := [str(path) for path in _secrets() if path.stat().st_mode & stat.S_IROTH]:
        return warning(
            _("Every user of this machine can read %(paths)s.") % {"paths": ", ".join(readable)},
            "chmod o-rwx " + " ".join(readable),
        )
    return ok(_("Folders and files have the right permissions."))


def _existing_parent(path: Path) -> Path:
    """Return `path`, or its nearest parent that exists."""
    return path if path.exists() else _existing_parent(path.parent)


def _secrets() -> list[Path]:
    """Return files with secrets or personal data; none if VAR_DIR cannot be entered by other users."""
    var = Path(settings.VAR_DIR)
    if not var.exists() or not var.stat().st_mode & stat.S_IXOTH:
        return []
    # The database of a local blog may be readable.
    database = [] if settings.DEMO or connection.vendor != "sqlite" else ["db.sqlite3"]
    names = ["secret_key", "demo_password", *database]
    return [var / name for name in names if (var / name).exists()]


def space() -> Result:
    """Whether the disk has at least NO_SPACE (failure) or LITTLE_SPACE (warning) bytes free."""
    free = shutil.disk_usage(_existing_parent(Path(settings.VAR_DIR))).free
    text = _("%(size)s are free.") % {"size": filesizeformat(free)}
    advice = _("Delete old backups and logs, or give the site a larger disk.")
    if free < NO_SPACE:
        return failure(text, advice)
    return warning(text, advice) if free < LITTLE_SPACE else ok(text)


def clock() -> Result:
    """Whether the clocks of site, database and file system agree, and no post is from the future."""
    advice = _("Turn on time synchronisation: timedatectl set-ntp true.")
    newest = Post.objects.aggregate(newest=Max("updated_at"))["newest"]
    if newest and newest > timezone.now() + timedelta(seconds=MUCH_DRIFT):
        return failure(
            _("The clock is slow. A post was changed at %(when)s, which is in the future.")
            % {"when": date_format(timezone.localtime(newest), "DATETIME_FORMAT")},
            advice,
        )
    drift = max(abs(_database_clock() - time.time()), abs(_file_clock() - time.time()))
    text = _("The clocks of site, database and files differ by %(seconds)d seconds.") % {
        "seconds": round(drift)
    }
    if drift > MUCH_DRIFT:
        return failure(text, advice)
    if drift > LITTLE_DRIFT:
        return warning(text, advice)
    now = date_format(timezone.localtime(), "DATETIME_FORMAT")
    return ok(
        _("The clocks agree. It is %(now)s (%(zone)s).") % {"now": now, "zone": settings.TIME_ZONE}
    )


def _database_clock() -> float:
    """Return the database's time in seconds since the epoch."""
    queries = {
        "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0",
        "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return float(cursor.fetchone()[0])


def _file_clock() -> float:
    """Return the time of a new file in VAR_DIR in seconds since the epoch."""
    with tempfile.TemporaryFile(dir=_existing_parent(Path(settings.VAR_DIR))) as file:
        return os.fstat(file.fileno()).st_mtime


def static_files() -> Result:
    """Whether every file in the static files manifest exists in STATIC_ROOT."""
    if not hasattr(staticfiles_storage, "manifest_name"):
        return ok(_("Style sheets and scripts are served from their sources."))
    advice = _("Run manage.py collectstatic --noinput, then restart the site.")
    manifest = Path(settings.STATIC_ROOT) / staticfiles_storage.manifest_name
    if not manifest.exists():
        return failure(_("Style sheets and scripts have not been collected."), advice)
    paths = set(staticfiles_storage.hashed_files.values())  # type: ignore[attr-defined]
    missing = [path for path in paths if not (Path(settings.STATIC_ROOT) / path).exists()]
    if missing:
        return failure(
            _("Collected static files that are missing: %(count)d, such as %(name)s.")
            % {"count": len(missing), "name": min(missing)},
            advice,
        )
    return ok(_("Style sheets and scripts are complete."))


def versions() -> Result:
    """Whether Python and Django get security fixes for at least 180 more days."""
    used = [
        ("Python", sys.version_info[:2], PYTHON_ENDS),
        ("Django", django.VERSION[:2], DJANGO_ENDS),
    ]
    today = timezone.localdate()
    for name, version, ends in used:
        end = ends.get(version)
        if end and end < today + timedelta(days=180):
            text = _("Security fixes for %(name)s %(version)s end on %(date)s.") % {
                "name": name,
                "version": ".".join(map(str, version)),
                "date": date_format(end, "DATE_FORMAT"),
            }
            advice = _("Plan the upgrade to a newer version. The steps are in docs/operations.md.")
            return warning(text, advice) if end < today else notice(text, advice)
    names = ", ".join(f"{name} {'.'.join(map(str, version))}" for name, version, _ends in used)
    return ok(_("%(names)s get security fixes.") % {"names": names})


CHECKS = [
    Check("machine.folders", gettext_lazy("Permissions"), folders),
    Check("machine.space", gettext_lazy("Disk space"), space),
    Check("machine.clock", gettext_lazy("Clock"), clock),
    Check("machine.static", gettext_lazy("Style sheets and scripts"), static_files),
    Check("machine.versions", gettext_lazy("Versions"), versions),
]
