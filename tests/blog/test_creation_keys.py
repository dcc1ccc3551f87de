"""A new post is created once, however often the request is sent: blog/revisions/creation_keys.py."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from blog import publishing
from blog.models import CreationKey, Post
from blog.revisions import creation_keys, pruning
from tests.comments.test_parallel import at_once
from tests.factories import draft_post, make_user


@pytest.mark.django_db(transaction=True)
def test_eight_requests_at_once_with_one_key_create_one_post() -> None:
    user, key = make_user(), uuid4()

    def create() -> None:
        with transaction.atomic():
            row = creation_keys.get_or_lock(key, user)
            if row.entry is None:
                post = Post(title="題", slug="dai", body="一")
                publishing.save(post)
                creation_keys.set_entry(row, post)
            assert row.entry == Post.objects.get()

    at_once([create] * 8)
    assert Post.objects.count() == CreationKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_request_that_failed_leaves_the_key_to_the_next() -> None:
    user, key = make_user(), uuid4()
    with transaction.atomic():
        creation_keys.get_or_lock(key, user)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert creation_keys.get_or_lock(key, user).entry is None


@pytest.mark.django_db
def test_a_key_of_another_user_is_refused() -> None:
    key = uuid4()
    creation_keys.get_or_lock(key, make_user())
    with pytest.raises(PermissionDenied):
        creation_keys.get_or_lock(key, make_user())


@pytest.mark.django_db
def test_keys_that_created_nothing_are_deleted_after_a_month() -> None:
    user = make_user()
    old, used, new = (creation_keys.get_or_lock(uuid4(), user) for _ in range(3))
    creation_keys.set_entry(used, draft_post())
    moment = timezone.now() - timedelta(days=31)
    CreationKey.objects.filter(pk__in=[old.pk, used.pk]).update(created_at=moment)
    pruning.prune()
    assert set(CreationKey.objects.all()) == {used, new}
