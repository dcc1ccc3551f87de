"""Bulk insert of comments, without the cost of submitting each."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from django_comments.models import Comment as PackageComment
from django_comments_xtd.models import XtdComment

from blog.models import Post
from comments import deletion
from comments.enums import State
from comments.models import Comment, segment
from comments.rendering import size_of

START = datetime(2025, 3, 1, 3, tzinfo=UTC)


def comment_on(
    post: Post,
    number: int,
    *,
    state: State = State.APPROVED,
    under: Comment | None = None,
    text: str = "感想です。",
) -> None:
    """Add that many comments to `post`, as separate threads or as replies to the root `under`."""
    written = ({"comment": text, "user_name": "読者"} for _ in range(number))
    write(post, written, state=state, under=under)


def write(
    post: Post,
    written: Iterable[dict[str, Any]],
    *,
    state: State = State.APPROVED,
    under: Comment | None = None,
) -> None:
    """Add comments to `post`: `comment`, `user_name` and other columns of each comment.

    They are in three tables, which Django cannot bulk-insert together.
    """
    drafts = list(written)
    package = {field.attname for field in PackageComment._meta.local_concrete_fields}
    rows = PackageComment.objects.bulk_create(
        PackageComment(
            content_object=post,
            site_id=1,
            submit_date=START,
            **{name: value for name, value in draft.items() if name in package},
            **state.package_flags,
        )
        for draft in drafts
    )
    keys = [row.pk for row in rows]
    roots = [under.pk if under else pk for pk in keys]
    level, above = (1, under.path) if under else (0, "")
    _insert(
        XtdComment,
        [
            {"comment_ptr_id": pk, "thread_id": root, "parent_id": root, "level": level}
            for pk, root in zip(keys, roots, strict=True)
        ],
    )
    facts = {"state": state.value, "entry_key": f"blog.post:{post.pk}", "language": "ja"}
    _insert(
        Comment,
        [
            {
                **facts,
                "xtdcomment_ptr_id": pk,
                "root": root,
                "path": above + segment(pk),
                "body_html": f"<p>{draft['comment']}</p>",
                "size": size_of(f"<p>{draft['comment']}</p>"),
                **{name: value for name, value in draft.items() if name not in package},
            }
            for pk, root, draft in zip(keys, roots, drafts, strict=True)
        ],
    )
    deletion.recount(post)


def _insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows into the table of `model` only; other columns get the field's default."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    values = [
        [field.get_db_prep_save(row.get(field.attname, field.get_default()), connection) for field in fields]
        for row in rows
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})", values
        )
