"""This project's blog, with what it makes of the package."""

import re
from typing import Any

import pytest

from accounts.models import User
from blog import publishing
from comments import deletion, moderation, reactions, reply_notifications
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from comments.policy import may_write
from mail.models import OutgoingMail
from tests.comments.conftest import form_url
from tests.comments.package.blog import Blog, Mail
from tests.factories import approved_comment, held_comment, make_user, published_post


class OurBlog(Blog):
    """Verbs and pages of the product."""

    desk_address = "/admin/comments/queue/?state=approved"
    removal_address = "/admin/comments/queue/{pk}/delete/"
    answers_field = "answers"
    thread_template = "comments/_thread.html"

    def __init__(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        super().__init__(monkeypatch, settings)
        monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)
        self.moderator = make_user("moderator", role="moderator")
        self.article = published_post(slug="shown")
        self.elsewhere = published_post()
        self.form_address = self.post_address = form_url(self.article)
        self.answer_address = f"{self.form_address}?reply_to={{pk}}"

    def person(self, login: str) -> User:
        """A user with an account and a mailbox."""
        return make_user(login, name="本人")

    def may_comment(self, person: User) -> bool:
        """Whether `person` may comment on the article, or the error that comes of asking."""
        return may_write(person, self.article, CommentPolicy.load())

    def unpublish(self) -> None:
        """Make a draft of the article."""
        publishing.unpublish(self.article)

    def close(self) -> None:
        """Close its comments."""
        CommentPolicy(admission="closed").save()

    def allow_levels(self, number: int) -> None:
        """Let answers go so deep from now on."""
        CommentPolicy(max_level=number).save()

    def use_https(self) -> None:
        """Be a site on https."""
        super().use_https()
        self.settings.BASE_URL = "https://testserver"

    def addresses(self, comment: Comment) -> list[str]:
        """Every address that has to do with the article or with `comment`."""
        return [
            self.article.get_absolute_url(),
            self.form_address,
            self.answer_address.format(pk=comment.pk),
            "/comments/feed/",
            f"/comments/feed/blog.post/{self.article.pk}/",
            f"/comments/on/blog.post/{self.article.pk}/",
            f"/comments/thread/{comment.pk}/",
            f"/comments/{comment.pk}/",
            # What the package would have there
            f"/comments/api/blog-post/{self.article.pk}/",
            f"/comments/cr/{comment.content_type_id}/{self.article.pk}/",
            f"/comments/reply/{comment.pk}/",
        ]

    def comment(
        self, text: str = "感想です。", *, on: Any = None, is_held: bool = False, **fields: Any
    ) -> Comment:
        """One on `on` or the article, which readers see unless it is held.

        Fields are `parent`, `email` and `user`, who wants to have the answers by mail.
        """
        make = held_comment if is_held else approved_comment
        comment = make(on or self.article, text=text, **fields)
        if comment.user:
            reply_notifications.subscribe(comment, user=comment.user, language="ja")
        return comment

    def approve(self, comment: Comment) -> None:
        """Show it, as the moderator; undoes `remove`, too."""
        moderation.approve(comment, by=self.moderator)

    def remove(self, comment: Comment) -> None:
        """Take it away, as the moderator."""
        moderation.remove(comment, by=self.moderator)

    def delete(self, comment: Comment) -> None:
        """Delete it permanently."""
        deletion.delete(Comment.objects.filter(pk=comment.pk))

    def report(self, comment: Comment, person: User) -> None:
        """Report it to the moderators as `person`."""
        writer = Identity(f"user-{person.pk}", user_id=person.pk)
        reactions.report(comment, writer, reason="abuse", text="ひどい")

    def count_in_thread(self, root: Comment) -> int:
        """How many comments there are from `root` down, as the tables keep it."""
        self.article.refresh_from_db()
        return self.article.comment_count

    def place(self, comment: Comment) -> object:
        """Its position in the thread, from the stored columns."""
        return Comment.objects.values_list("path", "order").get(pk=comment.pk)

    def date(self, comment: Comment) -> str:
        """When it was written, as readers see it."""
        page = self.page().content.decode()
        return re.search(rf'id="comment-{comment.pk}".*?<time[^>]*>([^<]*)<', page, re.S)[1]

    def mails(self) -> list[Mail]:
        """Every mail until now."""
        return [
            Mail(mail.recipient, f"{mail.subject}\n{mail.text}\n{mail.html}\n{mail.headers}")
            for mail in OutgoingMail.objects.order_by("pk")
        ]
