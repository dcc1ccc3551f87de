"""When the demo loads, when it does not, and what it leaves behind."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from blog import publishing
from blog.models import Page, Post
from core.models import SiteSettings
from demo import accounts, loader
from images.models import Image
from tests.demo.conftest import everything, load
from tests.factories import make_user


@pytest.mark.django_db
def test_it_refuses_in_production(settings: Any) -> None:
    settings.DEMO = False
    before = everything()

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_demo")

    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "use",
    [
        lambda: make_user("owner"),
        lambda: SiteSettings(name="私のブログ").save(),
        lambda: publishing.save(Post(title="下書き", slug="mine")),
        lambda: publishing.save(Page(title="案内", slug="mine")),
    ],
    ids=["account", "settings", "post", "page"],
)
def test_a_blog_in_use_is_left_unchanged(use: Callable[[], Any], tmp_path: Path) -> None:
    use()
    before = everything()

    said = load(tmp_path)

    assert said == "This blog is in use already: no demo content was loaded.\n"
    assert everything() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_load_that_fails_leaves_neither_rows_nor_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    taken: list[Image] = []

    def fail(*args: Any) -> None:
        taken.extend(Image.objects.all())
        raise OSError("no room")

    monkeypatch.setattr(accounts, "write_password", fail)
    with pytest.raises(OSError, match="no room"):
        load(tmp_path)

    assert everything() == before
    assert taken
    for image in taken:
        assert not image.original.storage.exists(image.original.name)
        assert not any(
            Path(image.original.storage.path(size.name)).exists() for size in image.sizes
        )


@pytest.mark.django_db
def test_the_password_is_kept_for_the_owner_of_the_machine_only(tmp_path: Path) -> None:
    (tmp_path / "demo_password").write_text("an old one")
    (tmp_path / "demo_password").chmod(0o644)

    said = load(tmp_path, DEMO_PASSWORD="chosen by the owner")

    kept = tmp_path / "demo_password"
    assert kept.read_text() == "chosen by the owner\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "Password: chosen by the owner\n" in said


def test_an_unused_blog_is_one_without_a_sign_of_use(db: None) -> None:
    assert loader.is_unused()
