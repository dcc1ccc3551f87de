"""Events that several files of tests read."""

import pytest

from audit import log
from audit.enums import Verb
from audit.models import Event
from tests.factories import approved_comment, draft_post, make_category, make_user, published_post


@pytest.fixture
def logged_post(author_user, editor_user, moderator_user, administrator_user, author):
    """One event per role; returns the post of the author's event."""
    post = draft_post(title="雨上がり", authors=[author])
    comment = approved_comment(published_post(title="公開中"), name="秘密の名", text="秘密の文")
    Event.objects.all().delete()
    log.record(Verb.CHANGED, post, by=author_user, changed=["title", "body"])
    log.record(Verb.ADDED, make_category(name="技術"), by=editor_user)
    log.record(Verb.COMMENT_APPROVED, comment, by=moderator_user, title="公開中")
    log.record(Verb.ADDED, make_user("new", name="新人"), by=administrator_user)
    log.record(Verb.SIGN_IN_FAILED, by=log.VISITOR)
    return post
