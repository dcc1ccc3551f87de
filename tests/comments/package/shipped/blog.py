"""The blog that mounts the package, by the package's own verbs and pages."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django_comments.models import CommentFlag
from django_comments.views.moderation import perform_approve, perform_delete
from django_comments_xtd.models import XtdComment

from tests.comments.package.blog import Blog, Mail
from tests.comments.package.shipped.models import Article

MAY_COMMENT = Template("{% load comments_xtd %}{{ article|can_receive_comments_from:user }}")


class ShippedBlog(Blog):
    """What the package's tutorial leads to."""

    form_address = desk_address = "/articles/shown/"
    answer_address = "/comments/reply/{pk}/"
    post_address = "/comments/post/"
    removal_address = "/comments/delete/{pk}/"
    answers_field = "followup"
    thread_template = "django_comments_xtd/shipped/article/comment_tree.html"

    def __init__(self, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        super().__init__(monkeypatch, settings)
        self.moderator = self.person("moderator")
        self.moderator.user_permissions.add(
            Permission.objects.get(
                codename="can_moderate", content_type__app_label="django_comments"
            )
        )
        self.article = Article.objects.create(title="記事", slug="shown")
        self.elsewhere = Article.objects.create(title="別の記事", slug="other")

    def person(self, login: str) -> User:
        return User.objects.create_user(login, f"{login}@example.com", "secret")

    def may_comment(self, person: User) -> object:
        try:
            said = MAY_COMMENT.render(Context({"article": self.article, "user": person}))
        except AttributeError as error:
            return error
        return said == "True"

    def unpublish(self) -> None:
        Article.objects.update(is_draft=True)

    def close(self) -> None:
        Article.objects.update(is_open=False)

    def allow_levels(self, number: int) -> None:
        self.settings.COMMENTS_XTD_MAX_THREAD_LEVEL = number

    def addresses(self, comment: XtdComment) -> list[str]:
        return [
            self.article.get_absolute_url(),
            "/latest/",
            self.answer_address.format(pk=comment.pk),
            f"/comments/api/shipped-article/{self.article.pk}/",
            f"/comments/cr/{comment.content_type_id}/{self.article.pk}/",
        ]

    def comment(
        self, text: str = "感想です。", *, on: Any = None, is_held: bool = False, **fields: Any
    ) -> XtdComment:
        parent, user = fields.get("parent"), fields.get("user")
        return XtdComment.objects.create(
            content_type=ContentType.objects.get_for_model(Article),
            object_pk=str((on or self.article).pk),
            site_id=1,
            user=user,
            user_name="読者",
            user_email=user.email if user else fields.get("email", ""),
            comment=text,
            submit_date=timezone.now(),
            parent_id=parent.pk if parent else 0,
            is_public=not is_held,
            followup=user is not None,
        )

    def approve(self, comment: XtdComment) -> None:
        perform_approve(self._request(), comment)

    def remove(self, comment: XtdComment) -> None:
        perform_delete(self._request(), comment)

    def _request(self) -> Any:
        request = RequestFactory().post("/")
        request.user = self.moderator
        return request

    def delete(self, comment: XtdComment) -> None:
        comment.delete()

    def report(self, comment: XtdComment, person: User) -> None:
        CommentFlag.objects.create(comment=comment, user=person, flag=CommentFlag.SUGGEST_REMOVAL)

    def count_in_thread(self, root: XtdComment) -> int:
        return 1 + XtdComment.objects.get(pk=root.pk).nested_count

    def place(self, comment: XtdComment) -> object:
        return XtdComment.objects.values_list("thread_id", "order").get(pk=comment.pk)

    def date(self, comment: XtdComment) -> str:
        address = f"/comments/api/shipped-article/{self.article.pk}/"
        return self.guest.get(address).json()[0]["submit_date"]

    def mails(self) -> list[Mail]:
        return [
            Mail(*message.to, f"{message.subject}\n{message.body}\n{message.alternatives}")
            for message in mail.outbox
        ]
