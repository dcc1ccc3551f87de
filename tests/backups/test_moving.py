"""A grown blog on SQLite moves to PostgreSQL by the commands of docs/operations.md."""

import re
import shutil
from pathlib import Path

import pytest

from tests.backups.site import Server, Site

ROOT = Path(__file__).parents[2]
SHIFT = """
import django; django.setup()
from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import TruncSecond
from blog.models import Page, Post
from comments.models import Comment
# A dump in JSON holds milliseconds.
for model in (Post, Page):
    moments = ("created_at", "published_at", "first_published_at", "updated_at")
    model.objects.update(**{name: TruncSecond(name) for name in moments})
Comment.objects.update(submit_date=TruncSecond("submit_date"), published_at=TruncSecond("published_at"))
ContentType.objects.create(app_label="gone", model="gone", pk=1000)
print(ContentType.objects.get(app_label="blog", model="post").pk)
"""


def documented(name: str) -> list[str]:
    """The arguments of a command in the manual."""
    text = (ROOT / "docs/operations.md").read_text()
    [line] = re.findall(rf"^tsuzuri-manage ({name} .*)$", text, re.MULTILINE)
    return line.split()


@pytest.mark.postgresql
def test_all_posts_comments_and_pictures_are_there_after_the_move(
    server: Server, tmp_path: Path, db: None
) -> None:
    old = Site(tmp_path / "var", f"sqlite:///{tmp_path / 'var' / 'db.sqlite3'}")
    (tmp_path / "var").mkdir()
    old.begin()
    old.python(SHIFT)
    dump = documented("dumpdata")
    old.manage(*dump[:-1], str(tmp_path / "all.json"))
    with server.database("moved") as url:
        shutil.copytree(old.var, tmp_path / "moved")
        new = Site(tmp_path / "moved", url)
        new.manage("migrate", "--verbosity=0")
        new.manage("createcachetable")
        new.manage("loaddata", str(tmp_path / "all.json"))
        new.manage("rebuild_search")
        (pages, *others), (old_pages, *old_others) = (
            site.ask("pages", "comments", "problems") for site in (new, old)
        )
        assert {url for url in old_pages if pages.get(url) != old_pages[url]} == set()
        assert others == old_others
