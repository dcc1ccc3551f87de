"""The defects of django-comments-xtd, shown on the package as shipped.

Each test says what a site owes its readers, under the name that it has in test_package_defects.py,
where it passes. Here it must fail, by its assertion and by nothing else: should a release of the package
mend one, its test passes, and the run says so. `test_package_as_shipped.py` starts this file.
"""

import base64
import hashlib
import re
import zlib
from threading import Thread

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from django_comments.forms import CommentSecurityForm
from django_comments.models import CommentFlag
from django_comments.views.moderation import perform_approve
from django_comments_xtd.models import XtdComment
from django_comments_xtd.utils import EmailThread

from tests.comments.shipped.models import Article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xfail(strict=True, raises=AssertionError, reason="the package as shipped"),
]


@pytest.fixture(autouse=True)
def threads_that_end(monkeypatch: pytest.MonkeyPatch) -> list[Thread]:
    """Let the package's threads do their work at once, and count them."""
    started: list[Thread] = []

    def start(thread: EmailThread) -> None:
        started.append(thread)
        thread.run()

    monkeypatch.setattr(EmailThread, "start", start)
    return started


@pytest.fixture
def article() -> Article:
    """A public article."""
    return Article.objects.create(title="記事", slug="shown")


@pytest.fixture
def reader() -> User:
    """Somebody with an account."""
    return User.objects.create_user("reader", "reader@example.com", "secret")


@pytest.fixture
def member(reader: User) -> Client:
    """`reader`, signed in."""
    client = Client()
    client.force_login(reader)
    return client


def comment_on(article: Article, **fields: object) -> XtdComment:
    """A comment as the package keeps it."""
    parent = fields.pop("parent", None)
    values = {
        "content_type": ContentType.objects.get_for_model(Article),
        "object_pk": str(article.pk),
        "site_id": 1,
        "user_name": "読者",
        "user_email": "guest@example.com",
        "comment": "感想です。",
        "submit_date": timezone.now(),
        "parent_id": parent.pk if isinstance(parent, XtdComment) else 0,
        **fields,
    }
    return XtdComment.objects.create(**values)


def post(client: Client, article: Article, *, age: int = 0, **fields: str) -> int:
    """Send the package's form; returns the status."""
    return _sent(client, article, age=age, **fields).status_code


def _sent(client: Client, article: Article, *, age: int = 0, secure: bool = False, **fields: str):
    security = CommentSecurityForm(article).generate_security_data()
    if age:
        stamp = str(int(security["timestamp"]) - age)
        security = CommentSecurityForm(article).generate_security_data() | {
            "timestamp": stamp,
            "security_hash": CommentSecurityForm(article).generate_security_hash(
                security["content_type"], security["object_pk"], stamp
            ),
        }
    values = {
        "name": "読者",
        "email": "guest@example.com",
        "comment": "感想です。",
        "reply_to": "0",
        "honeypot": "",
        "post": "1",
    }
    client.raise_request_exception = False
    return client.post("/comments/post/", {**values, **security, **fields}, secure=secure)


def payload(address: str) -> bytes:
    """What a token of the package holds, as anybody who has the link can read it."""
    token = address.rstrip("/").rsplit("/", 1)[1]
    body = token.rsplit(".", 1)[0]
    packed = base64.urlsafe_b64decode(body.lstrip(".") + "==")
    return zlib.decompress(packed) if body.startswith(".") else packed


def link_in(text: str, door: str) -> str:
    """The path of the link in a mail that goes to `door`."""
    found = re.search(rf"/comments/{door}/\S+/", text)
    if found is None:
        raise RuntimeError(f"no {door} in the mail")
    return found[0]


def confirmation(article: Article) -> str:
    """The link that a guest gets who has sent the form."""
    post(Client(), article)
    return link_in(str(mail.outbox[-1].body), "confirm")


# Security and privacy
def test_01_no_mail_carries_anything_of_the_account_of_a_writer(
    article: Article, reader: User
) -> None:
    comment_on(article, user=reader, user_email=reader.email, followup=True)
    other = Client()
    other.force_login(User.objects.create_user("other", "other@example.com", "x"))
    post(other, article, email="other@example.com")
    link = link_in(str(mail.outbox[-1].body), "mute")
    assert reader.password.encode() not in payload(link)


def test_02_a_token_is_signed_json_that_expires_and_no_address_unpickles_anything(
    article: Article,
) -> None:
    assert not payload(confirmation(article)).startswith(b"\x80")  # how a pickle begins


def test_03_no_get_or_head_of_an_address_in_a_mail_changes_anything(article: Article) -> None:
    link = confirmation(article)
    Client().get(link)
    assert XtdComment.objects.count() == 0


def test_04_a_comment_is_not_published_by_a_link_so_no_link_can_be_used_twice(
    article: Article,
) -> None:
    link = confirmation(article)
    Client().get(link)
    XtdComment.objects.all().delete()
    Client().get(link)
    assert XtdComment.objects.count() == 0


def test_05_the_page_to_answer_a_held_comment_does_not_show_it(article: Article) -> None:
    held = comment_on(article, is_public=False, comment="秘密のマーカー")
    page = Client().get(f"/comments/reply/{held.pk}/")
    assert "秘密のマーカー" not in page.content.decode()


def test_06_an_answer_to_the_wrong_comment_is_an_error_in_the_form(
    article: Article, member: Client
) -> None:
    elsewhere = comment_on(Article.objects.create(title="別", slug="other"))
    post(member, article, reply_to=str(elsewhere.pk))
    assert not XtdComment.objects.filter(object_pk=str(article.pk)).exists()


def test_07_a_signed_in_person_cannot_take_another_name_or_address(
    article: Article, member: Client
) -> None:
    post(member, article, name="他人", email="other@example.com")
    written = XtdComment.objects.get()
    assert (written.user_name, written.user_email) != ("他人", "other@example.com")


def test_08_there_is_no_api_that_tells_who_reported_or_hashes_addresses(
    article: Article, reader: User
) -> None:
    comment = comment_on(article)
    CommentFlag.objects.create(comment=comment, user=reader, flag=CommentFlag.SUGGEST_REMOVAL)
    answer = Client().get(f"/comments/api/shipped-article/{article.pk}/").content.decode()
    digest = hashlib.md5(b"guest@example.com").hexdigest()
    assert [found for found in ('"user":"reader"', digest) if found in answer] == []


def test_09_no_page_shows_the_address_of_a_reader(article: Article) -> None:
    comment_on(article, user_email="private@example.com")
    assert "private@" not in Client().get("/articles/shown/").content.decode()


def test_10_no_address_of_the_comments_leads_to_an_unpublished_post() -> None:
    draft = Article.objects.create(title="下書き", slug="secret-slug", is_draft=True)
    kind = ContentType.objects.get_for_model(Article)
    answer = Client().get(f"/comments/cr/{kind.pk}/{draft.pk}/")
    assert "secret-slug" not in str(answer.headers)


def test_11_a_refused_form_keeps_the_text_and_says_why(article: Article, member: Client) -> None:
    answer = _sent(member, article, age=3 * 3600, comment="残る文章")
    assert "残る文章" in answer.content.decode()


def test_12_addresses_in_mails_are_on_the_configured_origin(article: Article) -> None:
    _sent(Client(), article, secure=True)
    assert "https://" in mail.outbox[-1].body


# Correctness
def test_13_saving_or_approving_a_parent_publishes_nothing_below_it(article: Article) -> None:
    parent = comment_on(article)
    held = comment_on(article, parent=parent, is_public=False)
    parent.save()
    held.refresh_from_db()
    assert not held.is_public


def test_14_counts_are_of_public_comments_and_do_not_drift(article: Article) -> None:
    parent = comment_on(article)
    answer = comment_on(article, parent=parent)
    comment_on(article, parent=answer, is_public=False)
    for _time in range(3):
        answer.refresh_from_db()
        answer.save()
    parent.refresh_from_db()
    assert parent.nested_count == 1


def test_15_a_comment_approved_later_is_announced(article: Article, reader: User) -> None:
    comment_on(article, followup=True)
    held = comment_on(article, user_email="other@example.com", is_public=False)
    request = RequestFactory().post("/")
    request.user = reader
    perform_approve(request, held)
    assert [message.to for message in mail.outbox] == [["guest@example.com"]]


def test_16_deleting_a_comment_loses_none_of_the_answers_below_it(article: Article) -> None:
    root = comment_on(article)
    gone = comment_on(article, parent=root)
    below = comment_on(article, parent=gone)
    gone.delete()
    tree = XtdComment.tree_from_queryset(XtdComment.objects.all(), user=AnonymousUser())
    assert repr(tree).count("'comment':") == len([root, below])


def test_17_a_post_has_the_templates_of_its_own_site(article: Article) -> None:
    comment_on(article)
    assert "OWN TREE" in Client().get("/articles/shown/").content.decode()


def test_18_the_role_moderator_has_the_one_permission_that_counts(
    article: Article, reader: User, member: Client
) -> None:
    comment = comment_on(article)
    reader.user_permissions.add(
        Permission.objects.get(codename="can_moderate", content_type__app_label="django_comments")
    )
    page = member.get("/articles/shown/").content.decode()
    assert f"/comments/delete/{comment.pk}/" in page


def test_19_whether_somebody_may_comment_can_be_asked_without_an_error(
    article: Article, reader: User
) -> None:
    question = Template(
        "{% load comments_xtd %}{% if article|can_receive_comments_from:user %}yes{% endif %}"
    )
    try:
        answer = question.render(Context({"article": article, "user": reader}))
    except AttributeError as error:
        answer = str(error)
    assert answer == "yes"


def test_20_dates_are_written_as_japanese_readers_write_them(article: Article) -> None:
    comment_on(article)
    [found] = Client().get(f"/comments/api/shipped-article/{article.pk}/").json()
    assert re.match(r"\d{4}年\d{1,2}月\d{1,2}日", found["submit_date"])


def test_21_the_same_comment_sent_twice_is_one(article: Article, member: Client) -> None:
    post(member, article)
    post(member, article)
    assert XtdComment.objects.count() == 1


def test_22_the_policy_is_read_when_it_is_needed(article: Article) -> None:
    comment = comment_on(article)
    with override_settings(COMMENTS_XTD_MAX_THREAD_LEVEL=0):
        assert not comment.allow_thread()


def test_23_mails_are_rows_of_the_same_transaction_and_no_thread_sends_them(
    article: Article, threads_that_end: list[Thread]
) -> None:
    post(Client(), article)
    assert threads_that_end == []


def test_24_the_place_in_a_thread_needs_no_other_row(article: Article) -> None:
    root = comment_on(article)
    first = comment_on(article, parent=root)
    second = comment_on(article, parent=root)
    place = second.order
    comment_on(article, parent=first)
    second.refresh_from_db()
    assert second.order == place


# Front end
def test_nothing_of_the_page_is_inline_so_the_honeypot_stays_hidden_under_the_policy(
    article: Article,
) -> None:
    comment_on(article)
    page = Client().get("/articles/shown/").content.decode()
    assert not re.findall(r"\son\w+=|\sstyle=|<style", page)


def test_the_page_of_the_package_is_in_japanese(article: Article) -> None:
    page = Client().get("/articles/shown/").content.decode()
    assert "Notify me about follow-up comments" not in page
