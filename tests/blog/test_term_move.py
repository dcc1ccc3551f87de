"""Rows of moves by which a trashed term is restored: blog/models/term_move.py."""

import pytest

from blog.models import TermMove
from tests.factories import make_category, make_series, make_tag, published_post

pytestmark = pytest.mark.django_db


def test_moves_belong_to_one_term_even_if_keys_are_equal_across_kinds():
    post = published_post()
    tag = make_tag(pk=9001)
    category, series = make_category(pk=9001), make_series(pk=9001)
    for term in (tag, category, series):
        TermMove.of_post(term, post.pk, was_added=term is tag).save()
    [move] = TermMove.objects.of(tag)
    assert (move.kind, move.term_pk, move.post, move.was_added) == ("tag", 9001, post, True)
    assert TermMove.objects.of(make_tag()).count() == 0
    assert TermMove.objects.count() == 3


def test_a_subcategory_moves_to_another_parent_or_to_the_top():
    old, new = make_category(slug="old"), make_category(slug="new")
    child = make_category(parent=old)
    for parent in (new, None):
        TermMove.of_child(old, child.pk, parent).save()
    assert [move.child_parent for move in TermMove.objects.of(old).order_by("pk")] == [new, None]
    assert {move.child for move in TermMove.objects.of(old)} == {child}


def test_a_move_is_deleted_with_its_post_and_keeps_without_the_new_parent():
    old, new = make_category(slug="old"), make_category(slug="new")
    post, child = published_post(), make_category(parent=old)
    TermMove.of_post(old, post.pk, position=2).save()
    TermMove.of_child(old, child.pk, new).save()
    post.delete()
    new.delete()
    [move] = TermMove.objects.of(old)
    assert (move.child, move.child_parent) == (child, None)
