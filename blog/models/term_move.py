"""Moves of posts and categories that happened when a term was trashed."""

from typing import Any, Self

from django.db import models

from blog.models.entry import Post
from blog.models.taxonomy import Category


class TermMoveQuerySet(models.QuerySet[Any]):
    """QuerySet of moves."""

    def of(self, term: models.Model) -> Self:
        """Moves that happened when `term` was trashed."""
        return self.filter(kind=term._meta.model_name, term_pk=term.pk)


class TermMove(models.Model):
    """The move of a post or a subcategory of a trashed term. Restoring the term reverts it.

    `position` is the post's previous position in its series. `is_further` is true if the term was a
    further category of the post. `was_added` is true if the post got the other tag or further category
    by this move. `had_target` is true if the other category, now the main one, was a further one
    before. `child_parent` is the new parent of the subcategory.
    """

    kind = models.CharField(max_length=20)
    term_pk = models.BigIntegerField()
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(null=True)
    was_added = models.BooleanField(default=False)
    is_further = models.BooleanField(default=False, db_default=False)
    had_target = models.BooleanField(default=False, db_default=False)
    child = models.ForeignKey(Category, null=True, on_delete=models.CASCADE, related_name="+")
    child_parent = models.ForeignKey(
        Category, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TermMoveQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "term_pk"], name="term_move_of_term")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.term_pk}"

    @classmethod
    def of_post(
        cls,
        term: models.Model,
        post_pk: int,
        *,
        position: int | None = None,
        was_added: bool = False,
        is_further: bool = False,
        had_target: bool = False,
    ) -> Self:
        """Return an unsaved move of a post of `term`."""
        return cls(
            kind=term._meta.model_name,
            term_pk=term.pk,
            post_id=post_pk,
            position=position,
            was_added=was_added,
            is_further=is_further,
            had_target=had_target,
        )

    @classmethod
    def of_child(cls, term: Category, child_pk: int, parent: Category | None) -> Self:
        """Return an unsaved move of a subcategory of `term` to `parent`."""
        return cls(
            kind=term._meta.model_name, term_pk=term.pk, child_id=child_pk, child_parent=parent
        )
