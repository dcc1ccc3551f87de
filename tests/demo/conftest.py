"""The demo blog, loaded once per test module."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from PIL import Image as Picture

from demo import images


def small_files(names: Any) -> dict[str, bytes]:
    """Return small JPEG files in place of the drawn images; one test draws all of them."""
    files = {}
    for number, name in enumerate(names):
        out = io.BytesIO()
        Picture.new("RGB", (320, 180), (number, 90, 120)).save(out, "JPEG")
        files[name] = out.getvalue()
    return files


def load(var: Path, **settings: Any) -> str:
    """Run the command with local settings; return its output."""
    out = io.StringIO()
    with (
        override_settings(DEMO=True, VAR_DIR=var, **settings),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(images, "draw_jpegs", small_files)
        call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The output of the loaded demo, for tests that do not change it or undo their changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(tmp_path_factory.mktemp("var"))
        transaction.set_rollback(True)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of our apps and of the accounts."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.app_label in ("accounts", "account", "blog", "comments", "core", "images")
    }
