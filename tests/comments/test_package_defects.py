"""The defects of django-comments-xtd as shipped (docs/dependencies.md), each closed here.

The number of a test is that of the defect in the list. Under the same name, shipped/defects.py asks the
same of the package as it is shipped, where it fails (test_package_as_shipped.py).
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models.signals import pre_save
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django_comments.signals import comment_was_posted

from accounts.models import User
from blog.models import Author, Post
from comments import moderation, replies, threads
from comments.models import Comment, CommentPolicy
from comments.policy import comments_open, may_moderate
from comments.signals import comment_approved
from core.models import SiteSettings
from mail.models import OutgoingMail
from tests.comments.conftest import form_url, hidden_fields
from tests.factories import (
    approved_comment,
    draft_post,
    held_comment,
    make_author,
    make_user,
    published_post,
)
from tests.mail_links import paths_of

pytestmark = pytest.mark.django_db

Write = Callable[..., HttpResponse]


def _patterns(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route of the site with its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def _views() -> set[Any]:
    return {view for _route, view in _patterns(get_resolver().url_patterns)}


# Security and privacy
def test_01_no_mail_carries_anything_of_the_account_of_a_writer(
    post: Post, moderator_user: User, reader_user: User
) -> None:
    parent = approved_comment(post)
    replies.wish(parent, user=make_user("asker"), language="ja")
    OutgoingMail.objects.all().delete()
    comment = moderation.submit(
        entry=post, text="よい。", name="読む人", user=reader_user, reply_to=parent.pk
    )
    moderation.approve(comment, by=moderator_user)
    mails = OutgoingMail.objects.all()
    assert {mail.recipient for mail in mails} == {moderator_user.email, "asker@example.com"}
    everything = str([(mail.subject, mail.text, mail.html, mail.headers) for mail in mails])
    secrets = (reader_user.password, reader_user.email, reader_user.username)
    assert not [secret for secret in secrets if secret in everything]


def test_02_a_token_is_signed_json_that_expires_and_no_address_unpickles_anything(
    stranger: Client, post: Post, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = write(stranger, post)["Location"]
    assert stranger.get(address).status_code == 200
    monkeypatch.setattr("comments.views.THANKS_SECONDS", -1)
    assert stranger.get(address).status_code == 404
    callbacks = {view.__module__ for view in _views()}
    assert not [module for module in callbacks if module.startswith("django_comments")]


def test_03_no_get_or_head_of_an_address_in_a_mail_changes_anything(
    stranger: Client, post: Post, moderator_user: User, moderator_client: Client
) -> None:
    comment = held_comment(post)
    mail = OutgoingMail.objects.get(recipient=moderator_user.email)
    before = Comment.objects.values().get(pk=comment.pk)
    for address in set(re.findall(r"https?://testserver(\S*)", mail.text)):
        for client in (stranger, moderator_client):
            client.get(address)
            client.head(address)
    assert Comment.objects.values().get(pk=comment.pk) == before


def test_04_a_comment_is_not_published_by_a_link_so_no_link_can_be_used_twice(
    stranger: Client, post: Post, moderator_user: User
) -> None:
    comment = moderation.submit(entry=post, text="感想", name="読者")
    mail = OutgoingMail.objects.get(recipient=moderator_user.email)
    links = paths_of(mail)
    moderation.delete(Comment.objects.filter(pk=comment.pk))
    for link in links:
        stranger.get(link)
        stranger.post(link, {"action": "approve"})
    assert not Comment.objects.exists()


def test_05_the_page_to_answer_a_held_comment_does_not_show_it(
    stranger: Client, post: Post
) -> None:
    comment = held_comment(post, text="秘密のマーカー")
    assert stranger.get(f"{form_url(post)}?reply_to={comment.pk}").status_code == 404
    assert stranger.get(f"/comments/reply/{comment.pk}/").status_code == 404


@pytest.mark.parametrize("target", ["other post", "unknown", "held", "too deep", "no number"])
def test_06_an_answer_to_the_wrong_comment_is_an_error_in_the_form(
    stranger: Client, post: Post, write: Write, target: str
) -> None:
    CommentPolicy(max_level=0).save()
    reply_to = {
        "other post": lambda: str(approved_comment(published_post()).pk),
        "unknown": lambda: "999999",
        "held": lambda: str(held_comment(post).pk),
        "too deep": lambda: str(approved_comment(post).pk),
        "no number": lambda: "1; drop",
    }[target]()
    before = Comment.objects.count()
    answer = write(stranger, post, reply_to=reply_to, comment="残る文章")
    assert answer.status_code == 422
    assert "残る文章" in answer.content.decode()
    assert Comment.objects.count() == before


def test_07_a_signed_in_person_cannot_take_another_name_or_address(
    client_of: Callable[[User], Client], post: Post, write: Write
) -> None:
    person = make_user(name="本人")
    write(client_of(person), post, name="他人", email="other@example.com")
    comment = Comment.objects.get()
    assert (comment.user_name, comment.user_email, comment.user) == ("本人", "", person)


def test_08_there_is_no_api_that_tells_who_reported_or_hashes_addresses(stranger: Client) -> None:
    assert stranger.get("/comments/api/blog-post/1/").status_code == 404
    assert not apps.is_installed("rest_framework")
    with pytest.raises(NoReverseMatch):
        reverse("comments-xtd-api-list", args=["blog-post", 1])


def test_09_no_page_shows_the_address_of_a_reader(stranger: Client, post: Post) -> None:
    comment = approved_comment(post, email="private@example.com")
    pages = [
        post.get_absolute_url(),
        "/comments/feed/",
        f"/comments/on/blog.post/{post.pk}/",
        f"/comments/thread/{comment.pk}/",
        f"{form_url(post)}?reply_to={comment.pk}",
    ]
    bodies = [stranger.get(page).content.decode() for page in pages]
    assert all(comment.body_html in body or "感想" in body for body in bodies)
    assert not [page for page, body in zip(pages, bodies, strict=True) if "private@" in body]
    assert not [page for page, body in zip(pages, bodies, strict=True) if "gravatar" in body]


def test_10_no_address_of_the_comments_leads_to_an_unpublished_post(stranger: Client) -> None:
    post = draft_post(slug="secret-slug")
    comment = approved_comment_on_draft(post)
    addresses = [
        f"/comments/cr/{comment.content_type_id}/{post.pk}/",
        f"/comments/{comment.pk}/",
        f"/comments/thread/{comment.pk}/",
        f"/comments/on/blog.post/{post.pk}/",
        f"/comments/feed/blog.post/{post.pk}/",
        form_url(post),
    ]
    assert {stranger.get(address).status_code for address in addresses} == {404}


def approved_comment_on_draft(post: Post) -> Comment:
    """A comment that was approved, on a post that readers do not see."""
    author = make_author(user=make_user(role="author"))
    post.authors.add(author)
    return moderation.submit(entry=post, text="下書きの話", name="著者", user=author.user)


@pytest.mark.parametrize("fault", ["expired", "closed", "honeypot", "forged", "hasty"])
def test_11_a_refused_form_keeps_the_text_and_says_why(
    stranger: Client, post: Post, patient: None, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    fields = hidden_fields(stranger.get(form_url(post)).content.decode())
    if fault == "expired":
        monkeypatch.setattr("core.guarded_forms.OLDEST_SECONDS", -1)
    elif fault == "closed":
        CommentPolicy(admission="closed").save()
    elif fault == "honeypot":
        fields["honeypot"] = "x"
    elif fault == "forged":
        fields["security_hash"] = "0" * 40
    else:
        monkeypatch.setattr("core.guarded_forms.FASTEST_SECONDS", 60)
    sent = {
        **fields,
        "name": "名前が残る",
        "email": "stay@example.com",
        "comment": "文章が\n残る",
        "post": "1",
    }
    answer = stranger.post(form_url(post), sent)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in body
    assert [
        kept for kept in ("名前が残る", "stay@example.com", "文章が\n残る") if kept not in body
    ] == []
    assert not Comment.objects.exists()


def test_12_addresses_in_mails_are_on_the_configured_origin(
    post: Post, moderator_user: User, settings: Any
) -> None:
    settings.BASE_URL = "https://blog.example.jp"
    held_comment(post)
    mail = OutgoingMail.objects.get(recipient=moderator_user.email)
    hosts = set(re.findall(r"https?://[^/\s\"<]+", mail.text + mail.html))
    assert hosts == {"https://blog.example.jp"}


# Correctness
def test_13_saving_or_approving_a_parent_publishes_nothing_below_it(
    post: Post, moderator_user: User
) -> None:
    parent = approved_comment(post)
    held = held_comment(post, parent=parent)
    shown = approved_comment(post, parent=parent)
    parent.save()
    moderation.rewrite(parent, text="直した。")
    moderation.remove(parent, by=moderator_user)
    moderation.restore(parent, by=moderator_user)
    states = dict(Comment.objects.values_list("pk", "is_public"))
    assert states == {parent.pk: True, held.pk: False, shown.pk: True}


def test_13_the_receiver_of_the_package_is_not_connected() -> None:
    names = {getattr(receiver, "__name__", "") for receiver in pre_save._live_receivers(Comment)[0]}
    assert "publish_or_unpublish_on_pre_save" not in names


def test_14_counts_are_of_public_comments_and_do_not_drift(post: Post) -> None:
    parent = approved_comment(post)
    approved_comment(post, parent=parent)
    held_comment(post, parent=parent)
    for _time in range(3):
        parent.save()
    post.refresh_from_db()
    assert post.comment_count == 2
    assert set(Comment.objects.values_list("nested_count", flat=True)) == {0}


def test_15_a_comment_approved_later_is_announced(
    post: Post, moderator_user: User, reader_user: User
) -> None:
    told = []
    parent = approved_comment(post, user=reader_user)
    replies.wish(parent, user=reader_user, language="ja")
    comment = held_comment(post, parent=parent)
    comment_approved.connect(
        listener := lambda **facts: told.append((facts["pk"], facts["entry_pk"]))
    )
    moderation.approve(comment, by=moderator_user)
    comment_approved.disconnect(listener)
    assert told == [(comment.pk, post.pk)]
    mail = OutgoingMail.objects.get(recipient=reader_user.email)
    assert comment.comment in mail.text


def test_16_deleting_a_comment_loses_none_of_the_answers_below_it(
    stranger: Client, post: Post
) -> None:
    parent = approved_comment(post)
    answers = [approved_comment(post, parent=parent) for _number in range(3)]
    below = approved_comment(post, parent=answers[0])
    moderation.delete(Comment.objects.filter(pk=parent.pk))
    page = threads.of_entry(Post.objects.with_authors().get(pk=post.pk), CommentPolicy.load())
    shown = {node.pk for node in page.nodes if node.comment}
    assert {one.pk for one in [*answers, below]} <= shown


def test_17_a_post_has_the_templates_of_its_own_site(stranger: Client, post: Post) -> None:
    approved_comment(post)
    response = stranger.get(post.get_absolute_url())
    names = {template.name for template in response.templates}
    assert not [name for name in names if name and name.startswith("django_comments_xtd")]
    assert "comments/_thread.html" in names


def test_18_the_role_moderator_has_the_one_permission_that_counts(
    moderator_user: User, moderator_client: Client, post: Post
) -> None:
    assert not moderator_user.is_superuser
    assert moderator_user.has_perm("django_comments.can_moderate")
    comment = held_comment(post)
    assert (
        f'id="comment-{comment.pk}"'
        in moderator_client.get("/admin/comments/queue/").content.decode()
    )


def test_18_another_permission_of_that_name_opens_nothing(post: Post) -> None:
    person = make_user(is_staff=True)
    person.user_permissions.add(
        *Permission.objects.filter(codename="can_moderate").exclude(
            content_type__app_label="django_comments"
        )
    )
    comment = held_comment(post)
    assert not Comment.objects.moderatable_by(person).filter(pk=comment.pk).exists()


def test_19_whether_somebody_may_comment_can_be_asked_without_an_error(
    post: Post, reader_user: User
) -> None:
    assert comments_open(post, CommentPolicy.load())
    assert not may_moderate(reader_user, post)


def test_20_dates_are_written_as_japanese_readers_write_them(stranger: Client, post: Post) -> None:
    comment = approved_comment(post)
    page = stranger.get(post.get_absolute_url()).content.decode()
    moment = re.search(rf'id="comment-{comment.pk}".*?<time[^>]*>([^<]*)</time>', page, re.S)
    assert moment
    assert re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d\d", moment[1])


def test_21_the_same_comment_sent_twice_is_one(stranger: Client, post: Post, write: Write) -> None:
    first, second = write(stranger, post), write(stranger, post)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Comment.objects.count() == 1


def test_22_the_policy_is_read_when_it_is_needed(
    stranger: Client, post: Post, write: Write
) -> None:
    parent = approved_comment(post)
    CommentPolicy(max_level=0).save()
    assert write(stranger, post, reply_to=str(parent.pk)).status_code == 422
    CommentPolicy(max_level=1).save()
    assert write(stranger, post, reply_to=str(parent.pk)).status_code == 302


def test_23_mails_are_rows_of_the_same_transaction_and_no_thread_sends_them(
    post: Post, moderator_user: User
) -> None:
    assert settings.COMMENTS_XTD_THREADED_EMAILS is False
    receivers = {
        receiver.__self__.__class__.__module__
        for receiver in comment_was_posted._live_receivers(Comment)[0]
    }
    assert receivers == {"django_comments.moderation"}
    held_comment(post)
    assert OutgoingMail.objects.filter(recipient=moderator_user.email).count() == 1


def test_24_the_place_in_a_thread_needs_no_other_row(post: Post) -> None:
    parent = approved_comment(post)
    rows = {one.pk: one for one in Comment.objects.all()}
    child = approved_comment(post, parent=parent)
    assert child.path == f"{parent.path}{child.pk:010d}"
    parent.refresh_from_db()
    assert (parent.path, parent.order) == (rows[parent.pk].path, rows[parent.pk].order)


# What is not used
PACKAGES = ("django_comments", "django_comments_xtd", "rest_framework")
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


def test_of_the_package_its_model_form_admin_and_hooks_are_imported_and_nothing_else() -> None:
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    loaded = {name for name in run.stdout.split() if not name.startswith("django_comments.")}
    assert loaded == {
        "django_comments",
        "django_comments_xtd",
        *(f"django_comments_xtd.{part}" for part in ("admin", "apps", "forms", "models")),
        *("django_comments_xtd.conf", "django_comments_xtd.conf.defaults"),
    }


def test_no_address_leads_into_a_package_and_the_api_is_not_installed() -> None:
    modules = {getattr(view, "__module__", "") for view in _views()}
    assert not [module for module in modules if module.partition(".")[0] in PACKAGES]
    assert not apps.is_installed("rest_framework")
    for name in ("confirm", "mute", "reply", "sent", "like", "dislike", "api-create"):
        with pytest.raises(NoReverseMatch):
            reverse(
                f"comments-xtd-{name}", args=[1] if name in ("reply", "like", "dislike") else []
            )


def test_no_template_of_ours_loads_a_tag_or_template_of_the_package() -> None:
    folder = settings.BASE_DIR / "templates"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    assert len(texts) > 100
    uses = r"{% load [^%]*\bcomments(?:_xtd)?\b[^%]*%}|django_comments_xtd/"
    assert not [found for text in texts for found in re.findall(uses, text)]


# Front end
def test_nothing_of_the_page_is_inline_so_the_honeypot_stays_hidden_under_the_policy(
    stranger: Client, post: Post
) -> None:
    comment = approved_comment(post)
    bodies = [
        stranger.get(post.get_absolute_url()).content.decode(),
        stranger.get(f"{form_url(post)}?reply_to={comment.pk}").content.decode(),
    ]
    assert not [found for body in bodies for found in re.findall(r"\son\w+=|\sstyle=|<style", body)]
    assert '<div class="comment-trap"' in bodies[1]


def test_the_page_of_the_package_is_in_japanese(
    stranger: Client, post: Post, author: Author
) -> None:
    post.authors.add(author)
    moderation.submit(entry=post, text="著者です。", name=author.name, user=author.user)
    assert SiteSettings.load().language == "ja"
    page = stranger.get(post.get_absolute_url()).content.decode()
    section = page[page.index('id="comments"') :]
    assert author.name in section
