"""Account deletion: posts go to an heir, comments lose their name or go."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import roles
from accounts.models import User
from blog.models import Author, Page, Post
from comments.models import Comment
from comments.submission import submit
from core.roles import Role
from images.models import Image
from tests.factories import (
    PASSWORD,
    approved_comment,
    draft_post,
    make_author,
    make_avatar,
    make_image,
    make_user,
    published_page,
    published_post,
)

pytestmark = pytest.mark.django_db

PAGE = "/account/delete/"
SURE = {"is_sure": "on"}


def signed_in(name: str) -> Client:
    """A client that has just signed in and confirmed the password."""
    client = Client(headers={"accept-language": "en"})
    client.post("/account/login/", {"login": name, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def leaver(author: Author) -> Client:
    return signed_in("author")


@pytest.fixture
def heir(other_author: Author) -> Author:
    return other_author


def is_gone() -> bool:
    return not User.objects.filter(username="author").exists()


def test_posts_and_pages_in_every_status_go_to_the_heir(leaver, author, heir):
    shared = published_post(authors=[heir, author])
    own = [published_post(authors=[author]), draft_post(authors=[author])]
    page = published_page(authors=[author])
    response = leaver.post(PAGE, {"heir": heir.pk, **SURE}, follow=True)
    assert response.redirect_chain == [("/account/deleted/", 302)]
    assert "Your account is deleted" in response.content.decode()
    assert is_gone()
    assert set(Post.objects.filter(authors=heir)) == {shared, *own}
    assert list(Page.objects.filter(authors=heir)) == [page]
    assert list(shared.authors.all()) == [heir]
    assert not Author.objects.filter(slug="hajime").exists()


def test_an_heir_takes_the_leavers_place_among_the_authors(leaver, author, heir):
    third = make_author()
    post = published_post(authors=[author, third])
    leaver.post(PAGE, {"heir": heir.pk, **SURE})
    assert [row.author for row in post.authorships.all()] == [heir, third]


def test_links_to_the_authors_page_lead_to_the_heir(leaver, author, heir, stranger):
    published_post(authors=[author])
    leaver.post(PAGE, {"heir": heir.pk, **SURE})
    response = stranger.get("/authors/hajime/")
    assert (response.status_code, response.headers["Location"]) == (301, "/authors/musubi/")


def test_the_picture_of_the_leaver_goes_unless_something_else_shows_it(leaver, author, heir):
    author.avatar = make_image()
    author.save()
    published_post(authors=[author], cover=make_image())
    leaver.post(PAGE, {"heir": heir.pk, **SURE})
    assert list(Image.objects.all()) == [Post.objects.get().cover]


def test_a_picture_that_a_post_shows_too_stays(leaver, author, heir):
    author.avatar = make_image()
    author.save()
    post = published_post(authors=[author], body=f"![顔](image:{author.avatar.key})")
    leaver.post(PAGE, {"heir": heir.pk, **SURE})
    assert author.avatar.key in Post.objects.get(pk=post.pk).body
    assert Image.objects.count() == 1


def test_posts_without_an_heir_keep_the_account_alive(leaver, author, heir):
    published_post(authors=[author])
    response = leaver.post(PAGE, SURE)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"heir"}
    assert response.context["form"]["is_sure"].value()
    assert not is_gone()


def test_without_a_possible_heir_the_page_says_whom_to_ask(leaver, author):
    published_post(authors=[author])
    make_author(user=make_user("closed", is_active=False))
    page = leaver.get(PAGE).content.decode()
    assert "no other author can take them over" in page
    assert 'name="heir"' not in page
    leaver.post(PAGE, SURE)
    assert not is_gone()


def test_without_content_only_the_confirmation_is_asked(leaver):
    form = leaver.get(PAGE).context["form"]
    assert list(form.fields) == ["is_sure"]
    leaver.post(PAGE, SURE)
    assert is_gone()
    assert not Author.objects.filter(slug="hajime").exists()


def test_an_account_is_not_deleted_without_the_confirmation(leaver):
    assert leaver.post(PAGE, {}).context["form"].errors.keys() == {"is_sure"}
    assert not is_gone()


def test_get_deletes_nothing(leaver):
    leaver.get(PAGE)
    leaver.head(PAGE)
    assert not is_gone()


@pytest.fixture
def talk(author_user: User) -> dict[str, Comment]:
    """A comment of the leaver, signed in, and an answer to it."""
    post = published_post(authors=[make_author()])
    comment = submit(entry=post, text="私の感想", name="綴野はじめ", user=author_user)
    return {"comment": comment, "answer": approved_comment(post, parent=comment, name="読者")}


def test_comments_can_stay_without_the_name(leaver, talk, author_user):
    leaver.post(PAGE, {"comments": "keep", **SURE})
    comment = Comment.objects.get(pk=talk["comment"].pk)
    assert (comment.user, comment.user_name, comment.user_email) == (None, "退会した人", "")
    assert comment.comment == "私の感想"
    page = leaver.get(comment.content_object.get_absolute_url()).content.decode()
    assert "退会した人" in page
    assert "綴野はじめ" not in page


def test_comments_can_go_while_answers_stay(leaver, talk, author_user):
    leaver.post(PAGE, {"comments": "delete", **SURE})
    assert list(Comment.objects.all()) == [talk["answer"]]
    assert "私の感想" not in leaver.get("/").content.decode()


@pytest.mark.parametrize("answer", ["keep", "delete"])
def test_the_picture_beside_comments_leaves_with_the_account(leaver, talk, author_user, answer):
    address = make_avatar(author_user).url
    assert leaver.get(address).status_code == 200
    leaver.post(PAGE, {"comments": answer, **SURE})
    assert leaver.get(address).status_code == 404
    page = leaver.get(talk["answer"].content_object.get_absolute_url()).content.decode()
    assert "/media/avatars/" not in page


def test_the_choice_about_comments_is_required(leaver, talk):
    assert leaver.post(PAGE, SURE).context["form"].errors.keys() == {"comments"}


def test_every_session_of_the_person_ends(leaver, author_user, client_of):
    phone = signed_in("author")
    leaver.post(PAGE, SURE)
    assert phone.get("/account/").status_code == 302
    assert not any("_auth_user_id" in session.get_decoded() for session in Session.objects.all())


def test_the_leaver_and_the_heir_get_a_mail(leaver, author, heir, smtp, worker):
    published_post(authors=[author])
    with worker():
        leaver.post(PAGE, {"heir": heir.pk, **SURE})
    mails = {mail.recipients[0]: mail for mail in smtp.mails}
    assert mails.keys() == {"author@example.com", "other-author@example.com"}
    assert "アカウントを削除しました" in mails["author@example.com"].subject
    assert "1件" in mails["other-author@example.com"].text
    assert "http://testserver/admin/blog/post/" in mails["other-author@example.com"].html


def test_the_last_administrator_cannot_leave(administrator_user):
    client = signed_in("administrator")
    response = client.post(PAGE, SURE)
    assert response.context["form"].has_error("__all__", "last")
    roles.assign(make_user("successor"), Role.ADMINISTRATOR)
    assert client.post(PAGE, SURE).status_code == 302


def test_an_old_session_confirms_the_password_first(author_client):
    response = author_client.get(PAGE)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/reauthenticate/")
    author_client.post(PAGE, SURE)
    assert not is_gone()


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert stranger.post(PAGE, SURE).headers["Location"].startswith("/account/login/")
