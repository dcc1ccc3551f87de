"""kill -9 at any moment of a backup, a restore or a migration: the old state serves, or the new one."""

import json
import sqlite3
import subprocess
from contextlib import closing

import pytest

from core.roles import Role

FEW_OR_MANY = pytest.mark.parametrize(
    "kills", [8, pytest.param(150, marks=pytest.mark.long)], ids=["few", "many"]
)
WRITE = """
import django; django.setup()
from django.core.files.base import ContentFile
from blog.models import Post
from comments import submission
from images.models import Image
from images.uploads import add_image, remove_image
from tests.images import samples
for number in range(3):
    submission.submit(entry=Post.objects.get(slug="talk"), text=f"感想{number}", name="読者")
remove_image(Image.objects.order_by("pk").first())
data = samples.encoded(samples.picture(300, 300), "PNG")
add_image(file=ContentFile(data, name="new.png"), by=None, alt="新")
"""


def cut(site, kills, since, *arguments):
    """Run the command, killed so often; return what was found after each run, the whole one first."""
    said = site.python("-m", "tests.backups.cutting", "7", str(kills), since, *arguments)
    return [json.loads(line) for line in said.splitlines()]


@FEW_OR_MANY
def test_a_killed_backup_leaves_nothing_under_its_name(site, tmp_path, kills):
    target = tmp_path / "a.tar"
    whole, *cuts = cut(site, kills, "finish", "backup", "--output", str(target))
    assert whole["backup"] == "whole"
    assert {state["backup"] for state in cuts} <= {"none", "whole"}
    assert "none" in {state["backup"] for state in cuts}
    assert all(state["problems"] == [] and state["files"] == whole["files"] for state in cuts)
    site.backup("a.tar")  # the next one clears away what was left
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"var", "a.tar"}
    assert not (site.var / "backup-work").exists()


@FEW_OR_MANY
def test_a_killed_restore_leaves_the_old_state_or_the_new_one(site, tmp_path, kills):
    new = site.backup("new.tar")
    [new_files] = site.ask("files")
    site.python(WRITE)
    old = site.backup("old.tar")
    [old_files] = site.ask("files")
    assert set(old_files) - set(new_files)
    assert set(new_files) - set(old_files)

    quickly = ("--yes", "--no-safety-copy")
    whole, *cuts = cut(
        site,
        kills,
        "_write_journal",
        *("restore", str(new), *quickly),
        *("--", "restore", str(old), *quickly),
    )

    assert (whole["comments"], whole["files"]) == (0, new_files)
    states = {0: new_files, 3: old_files}
    for number, state in enumerate(cuts):
        assert state["problems"] == [], number  # every row has its files, before the next start
        assert state["files"] == states[state["comments"]], number  # and none too many after it
    assert {3} <= {state["comments"] for state in cuts} <= {0, 3}
    assert any(state["recovered"] for state in cuts)
    assert {path.name for path in site.var.iterdir()} >= {"media", "originals"}
    assert not (site.var / "restore.json").exists()


KILLED_MIGRATION = """
import os, signal, sys
import django; django.setup()
from django.db import connection
from runtime import prepare
left = int(sys.argv[1])
def fuse(execute, *arguments):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return execute(*arguments)
with connection.execute_wrapper(fuse):
    prepare.migrate()
"""
MIGRATED = """
import django; django.setup()
from runtime import prepare
from django.contrib.auth.models import Group
prepare.migrate()
print(prepare.migrate(), Group.objects.count(), Group.objects.filter(permissions=None).count())
"""


@pytest.mark.parametrize(
    "statements",
    [
        (100, 700, 1500),
        pytest.param(tuple(range(50, 2500, 70)), marks=pytest.mark.long),
    ],
    ids=["few", "many"],
)
def test_a_killed_migration_is_completed_by_the_next_start(empty_site, statements):
    for count in statements:
        died = empty_site.start("-c", KILLED_MIGRATION, str(count), stderr=subprocess.DEVNULL)
        assert died.wait(120) in (-9, 0)
    assert empty_site.python(MIGRATED).split() == ["False", str(len(Role)), "0"]


def test_two_processes_that_start_at_once_migrate_once(empty_site):
    begin = "import django; django.setup()\nfrom runtime import prepare\nprint(prepare.migrate())"
    both = [empty_site.start("-c", begin, stdout=subprocess.PIPE) for _number in range(2)]
    said = [process.communicate(timeout=120)[0].strip() for process in both]
    assert sorted(said) == ["False", "True"]
    assert [process.returncode for process in both] == [0, 0]


@pytest.mark.sqlite
def test_an_upgrade_in_production_keeps_the_database_first(site):
    production = {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "TSUZURI_BASE_URL": "https://blog.example.jp",
        "TSUZURI_MAIL_FROM": "blog@example.jp",
    }
    site.environment |= production
    with closing(sqlite3.connect(site.var / "db.sqlite3")) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.execute("DROP TABLE django_session")
        database.commit()
    assert site.python(MIGRATED).split()[0] == "False"
    assert [path.name.split("Z-")[1] for path in (site.var / "backups").iterdir()] == [
        "before-upgrade.tar"
    ]
