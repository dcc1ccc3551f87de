"""What we do not use of django-comments-xtd is not installed, imported, connected or routed."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models.signals import pre_save
from django.urls import NoReverseMatch, get_resolver, reverse
from django_comments.signals import comment_was_posted

from blog.models import Post
from comments.models import Comment
from tests.factories import held_comment, make_user

PACKAGES = {"django_comments", "django_comments_xtd", "rest_framework"}
PROBE = """
import sys, django
django.setup()
from django.urls import get_resolver
def load(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            load(pattern)
load(get_resolver())
print(*sorted(name for name in sys.modules if name.startswith(("django_comments", "rest_framework"))))
"""


def views(patterns: list[Any]) -> Iterator[Any]:
    """Every view that an address leads to."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback


def receivers(signal: Any) -> set[str]:
    """The receivers of the comment signals, by module and name."""
    functions = [getattr(one, "__func__", one) for one in signal._live_receivers(Comment)[0]]
    return {f"{one.__module__}.{one.__qualname__}" for one in functions}


def test_its_model_form_admin_and_hooks_are_imported_and_nothing_else() -> None:
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    loaded = {name for name in run.stdout.split() if not name.startswith("django_comments.")}
    assert loaded == {
        "django_comments",
        "django_comments_xtd",
        *(f"django_comments_xtd.{part}" for part in ("admin", "apps", "forms", "models")),
        *("django_comments_xtd.conf", "django_comments_xtd.conf.defaults"),
    }


def test_no_address_leads_into_it_and_its_api_is_not_installed() -> None:
    modules = {view.__module__.partition(".")[0] for view in views(get_resolver().url_patterns)}
    assert modules.isdisjoint(PACKAGES)
    assert not apps.is_installed("rest_framework")
    for name in ("confirm", "mute", "reply", "sent", "like", "dislike", "api-create", "api-list"):
        with pytest.raises(NoReverseMatch):
            reverse(f"comments-xtd-{name}", args={"api-list": ["blog-post", 1]}.get(name, [1]))


def test_its_receivers_do_not_listen_and_it_starts_no_threads() -> None:
    assert not [name for name in receivers(pre_save) if name.startswith("django_comments_xtd.")]
    assert receivers(comment_was_posted) == {
        "django_comments.moderation.Moderator.post_save_moderation"
    }
    assert settings.COMMENTS_XTD_THREADED_EMAILS is False


def test_no_template_of_ours_loads_a_tag_or_template_of_it() -> None:
    folder = settings.BASE_DIR / "templates"
    pages = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    assert len(pages) > 100
    uses = r"{% load [^%]*\bcomments(?:_xtd)?\b[^%]*%}|django_comments_xtd/"
    assert not [found for page in pages for found in re.findall(uses, page)]


@pytest.mark.django_db
def test_its_other_permissions_to_moderate_open_nothing(post: Post) -> None:
    person = make_user(is_staff=True)
    others = Permission.objects.filter(codename="can_moderate").exclude(
        content_type__app_label="django_comments"
    )
    assert others
    person.user_permissions.add(*others)
    comment = held_comment(post)
    assert not Comment.objects.moderatable_by(person).filter(pk=comment.pk).exists()
