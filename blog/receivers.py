"""What the blog does when a setting changes that stored HTML depends on."""

from typing import Any

from django.db import transaction

from blog.tasks import rebuild_html
from core.signals import settings_changed

#: Settings that the renderer asks for; all others are asked for when a page is made.
RENDERED = {"hard_breaks"}


def connect() -> None:
    """Listen; called once, when the app is ready."""
    settings_changed.connect(_rebuild, dispatch_uid="blog.rebuild")


def _rebuild(sender: Any, **facts: Any) -> None:
    """Ask the worker to render every text again, after commit."""
    if any(change.field in RENDERED for change in facts["changes"]):
        transaction.on_commit(rebuild_html.enqueue)
