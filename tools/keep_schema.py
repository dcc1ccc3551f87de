"""Dumps the schema of a release, with a few rows of every kind, for the test that upgrades from it.

Run it once for each release, from a checkout of that release: `tools/keep_schema.py 0.2.0`. It writes
tests/project/schemas/<version>/: the database as SQL for SQLite, and for PostgreSQL too if
DATABASE_URL names a server on which databases may be created, and the number of rows of each table.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = "tsuzuri_keep_schema"
ROWS = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from comments.models import CommentPolicy
from core.models import SiteSettings
from tests import factories as make
SiteSettings(name="糸のブログ", tagline="綴る").save()
CommentPolicy(admission="open").save()
person = make.make_user("owner", role="administrator", is_superuser=True)
author = make.make_author(user=person, name="綴野はじめ", slug="hajime")
below = make.make_category(name="糸", slug="thread", parent=make.make_category(name="技術", slug="tech"))
fields = {"authors": [author], "category": below, "tags": [make.make_tag()], "cover": make.make_image()}
make.make_persona()
post = make.published_post(slug="kept", series=make.make_series(), **fields)
for kind in ("draft_post", "in_review_post", "scheduled_post", "private_post", "trashed_post", "draft_page"):
    getattr(make, kind)(authors=[author])
make.published_page(slug="about", authors=[author])
comment = make.approved_comment(post)
make.approved_comment(post, parent=comment)
for kind in ("held_comment", "spam_comment", "removed_comment"):
    getattr(make, kind)(post)
"""


def main(version: str) -> None:
    """Write the fixture of `version`."""
    folder = ROOT / "tests/project/schemas" / version
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "db.sqlite3"
        fill(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as database:
            (folder / "sqlite.sql").write_text("\n".join(database.iterdump()) + "\n")
            (folder / "rows.json").write_text(json.dumps(rows(database), indent=1) + "\n")
    if server := os.environ.get("DATABASE_URL"):
        (folder / "postgresql.sql").write_text(dumped(server))


def fill(url: str) -> None:
    """Create the schema in an empty database, and a few rows of every kind."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    subprocess.run([sys.executable, "-c", ROWS], cwd=ROOT, env=environment, check=True)


def rows(database: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows of each table that is not empty, without the tables of SQLite's indexes."""
    named = (
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' ORDER BY name"
    )
    tables = [name for (name,) in database.execute(named) if not name.startswith("sqlite_")]
    counts = {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in tables
    }
    return {name: count for name, count in counts.items() if count}


def dumped(server: str) -> str:
    """Return the schema and its rows as PostgreSQL writes them."""
    url = urlsplit(server)._replace(path=f"/{SCRATCH}").geturl()
    subprocess.run(["psql", "-qc", f"CREATE DATABASE {SCRATCH}", server], check=True)
    try:
        fill(url)
        command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", url]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    finally:
        subprocess.run(["psql", "-qc", f"DROP DATABASE {SCRATCH}", server], check=True)
    return re.sub(r"^\\(un)?restrict .*\n", "", text, flags=re.MULTILINE)  # random words


if __name__ == "__main__":
    main(sys.argv[1])
