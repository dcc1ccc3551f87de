"""Rows of revisions: owner, deletion, text (blog/models/revision.py)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from blog import publishing
from blog.models import Page, Revision, RevisionSnapshot
from blog.revisions import store
from tests.blog.test_store import save
from tests.factories import draft_page, draft_post, make_user

pytestmark = pytest.mark.django_db


def test_a_revision_belongs_to_one_entry() -> None:
    post, page = draft_post(), draft_page()
    row = store.of(post)[0]
    for owners in ({"page": page}, {"post": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Revision.objects.filter(pk=row.pk).update(**owners)


@pytest.mark.parametrize("make", [draft_post, draft_page])
def test_an_entry_is_deleted_with_its_revisions(make: Any) -> None:
    entry = make(body="一")
    save(entry, body="二")
    other = draft_post()
    publishing.trash(entry)
    assert publishing.delete(entry)
    assert {row.post for row in Revision.objects.all()} == {other}
    assert {row.post for row in RevisionSnapshot.objects.all()} == {other}


def test_a_revision_survives_its_user() -> None:
    writer, page = make_user(), draft_page(body="一")
    save(page, by=writer, body="二")
    writer.delete()
    assert [row.user for row in store.of(page)] == [None, None]
    assert Page.objects.get(pk=page.pk).body == "二"


def test_a_revision_is_shown_by_its_name_or_kind() -> None:
    row = store.of(draft_post())[0]
    with translation.override("ja"):
        assert str(row).startswith("保存 20")
    row.name = "初稿"
    assert str(row) == "初稿"
