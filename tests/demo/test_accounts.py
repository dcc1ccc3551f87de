"""Demo accounts and their password: demo/accounts.py."""

import stat
from pathlib import Path
from typing import Any

import pytest

from core.health import Level
from demo import accounts
from runtime.health import settings as looks
from tests.factories import make_user


@pytest.mark.django_db
def test_a_site_in_public_locks_the_accounts_of_a_demo(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    owner = make_user("owner")
    editor = make_user("editor")
    editor.set_password("demo words")
    editor.save()
    (tmp_path / "demo_password").write_text("demo words\n")
    assert looks.demo().level == Level.FAILURE
    assert accounts.lock_accounts() == ["editor"]
    editor.refresh_from_db()
    owner.refresh_from_db()
    assert (editor.has_usable_password(), owner.has_usable_password()) == (False, True)
    assert looks.demo().level == Level.WARNING
    (tmp_path / "demo_password.locked").unlink()
    assert looks.demo().level == Level.OK


def test_the_password_file_is_replaced_and_readable_by_its_owner_only(
    settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "new"
    for password in ("first", "second"):
        path = accounts.write_password(password)
        assert path.read_text() == f"{password}\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)


def test_a_password_is_random_unless_the_owner_sets_one(settings: Any) -> None:
    settings.DEMO_PASSWORD = ""
    first, second = accounts.choose_password(), accounts.choose_password()
    assert first != second
    assert len(first) >= 12
    settings.DEMO_PASSWORD = "chosen by the owner"
    assert accounts.choose_password() == "chosen by the owner"
