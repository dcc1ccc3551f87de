"""A site of every release comes into the present without losing a row."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.backups.site import Server, Site

SCHEMAS = Path(__file__).parents[1] / "project" / "schemas"
UPGRADE = """
import json
import django; django.setup()
from runtime import prepare
from django.db import connection
prepare.migrate()
with connection.cursor() as cursor:
    counts = {}
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        counts[table] = cursor.fetchone()[0]
print(json.dumps(counts))
"""
#: Tables that 0.2.0 renamed.
RENAMED = {
    "accounts_firststep": "accounts_initialadminlink",
    "accounts_portrait": "accounts_avatar",
    "blog_missedpath": "blog_notfoundpath",
    "blog_oldpath": "blog_previouspath",
    "comments_learntword": "comments_learnedtoken",
    "comments_replywish": "comments_replysubscription",
    "search_missedquery": "search_zeroresultquery",
}
PAGES = {"/", "/posts/kept/", "/about/", "/feed/", "/sitemap.xml"}
#: Tables of Django's to which every release adds rows.
GROWING = {
    *("auth_group", "auth_group_permissions", "auth_permission"),
    *("django_content_type", "django_migrations"),
    "audit_event",  # a restore is recorded
}


@pytest.mark.parametrize("release", sorted(path.name for path in SCHEMAS.iterdir()))
def test_no_row_is_lost_on_the_way_from(release: str, empty_site: Site, server: Server) -> None:
    load(SCHEMAS / release, empty_site, server)
    before = json.loads((SCHEMAS / release / "rows.json").read_text())
    backup = empty_site.backup("old.tar", "--no-media")  # the schema comes without files
    assert_whole(json.loads(empty_site.python(UPGRADE)), before)
    [pages] = empty_site.ask("pages")
    assert set(pages) >= PAGES
    assert {url: status for url, (status, _digest) in pages.items() if status != 200} == {}
    # A backup of that release comes into the present when it is restored.
    empty_site.manage("restore", str(backup), "--yes", "--no-safety-copy")
    assert_whole(json.loads(empty_site.python(UPGRADE)), before)


def assert_whole(after: dict[str, int], before: dict[str, int]) -> None:
    """Every table has the rows that it had, under its present name."""
    before = {RENAMED.get(table, table): count for table, count in before.items()}
    assert set(RENAMED).isdisjoint(after)
    assert {table: count for table, count in after.items() if table in before.keys() - GROWING} == {
        table: count for table, count in before.items() if table not in GROWING
    }
    assert all(after[table] >= before[table] for table in GROWING & before.keys())


def load(folder: Path, site: Site, server: Server) -> None:
    """Make the database of a release in the place of the site's."""
    if server.is_file:
        site.var.mkdir()
        with closing(sqlite3.connect(site.var / "db.sqlite3")) as database:
            database.executescript((folder / "sqlite.sql").read_text())
        return
    command = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    url = site.environment["DATABASE_URL"]
    subprocess.run([*command, "--file", folder / "postgresql.sql", url], check=True)
