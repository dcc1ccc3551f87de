"""Invitations: an invited address gets an account once, with the given roles only."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import invitations, roles, tokens
from accounts.models import Invitation, User
from audit.enums import Verb
from audit.models import Event
from blog.models import Author
from core.roles import Role
from mail.models import Address, OutgoingMail
from mail.suppression import suppress
from tests.factories import PASSWORD, make_author, make_user
from tests.mail_links import all_rows, link_of, open_every_link

pytestmark = pytest.mark.django_db

ADD = "/admin/accounts/invitation/add/"
LIST = "/admin/accounts/invitation/"
NEW = {
    "name": "花野 咲",
    "slug": "saki",
    "username": "hanano",
    "password": "a sentence that nobody guesses",
}


@pytest.fixture
def invite(administrator_user):
    def create_invitation(email="saki@example.org", to=("author",), by=None, **fields):
        data = {"language": "ja", "message": "", **fields}
        invitation, _is_new = invitations.invite(
            email=email, role_values=list(to), by=by or administrator_user, **data
        )
        return invitation

    return create_invitation


def newest_link() -> str:
    return link_of(OutgoingMail.objects.latest("pk"), "/account/invitation/")


def group_names(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


# Admin
def test_an_administrator_invites_from_the_admin_and_the_mail_arrives(
    administrator_client, administrator_user, worker, smtp
):
    with worker():
        response = administrator_client.post(
            ADD,
            {
                "email": "Saki@Example.org",
                "roles": ["author", "moderator"],
                "language": "en",
                "message": "Please write about\nwashi.",
            },
        )
    assert response.url == LIST
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.roles) == ("saki@example.org", ["author", "moderator"])
    assert invitation.state == Invitation.State.WAITING
    [received] = smtp.mails
    assert received.recipients == ["saki@example.org"]
    assert "> Please write about\n> washi." in received.text
    assert "<blockquote><p>Please write about<br>washi.</p></blockquote>" in received.html
    assert "Your role: Author・Moderator" in received.text
    assert "http://testserver/account/invitation/" in received.text
    assert OutgoingMail.objects.get().text == ""  # the link is only in the mail


@pytest.mark.parametrize("visitor", ["author_client", "editor_client", "moderator_client"])
def test_other_roles_cannot_invite_or_see_invitations(visitor, invite, request):
    invitation = invite()
    client = request.getfixturevalue(visitor)
    before = all_rows()
    data = {"email": "x@example.org", "roles": ["author"], "language": "ja", "message": ""}
    for path in (ADD, LIST, f"{LIST}{invitation.pk}/change/"):
        assert client.get(path).status_code == 403, path
    assert client.post(ADD, data).status_code == 403
    for name in ("resend", "revoke"):
        assert client.post(f"{LIST}{invitation.pk}/{name}/").status_code == 403
    assert all_rows() == before


def test_a_role_above_ones_own_cannot_be_assigned(invite, client_of):
    """An editor with the permission to invite may only assign roles up to their own."""
    from django.contrib.auth.models import Permission

    helper = make_user("helper", role="editor")
    codenames = ["add_invitation", "change_invitation", "view_invitation"]
    helper.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    helper = User.objects.get(pk=helper.pk)
    assert set(roles.assignable_by(helper)) == {Role.CONTRIBUTOR, Role.AUTHOR, Role.EDITOR}
    page = client_of(helper).get(ADD)
    offered = {value for value, _label in page.context["adminform"].form.fields["roles"].choices}
    assert offered == {"contributor", "author", "editor"}
    forged = {"email": "x@example.org", "roles": ["administrator"], "language": "ja", "message": ""}
    response = client_of(helper).post(ADD, forged)
    assert "roles" in response.context["adminform"].form.errors
    for role in ("administrator", "moderator", "superuser", ""):
        with pytest.raises(PermissionDenied):
            invite(to=[role] if role else [], by=helper)
    above = invite(email="boss@example.org", to=["administrator"])
    client_of(helper).post(f"{LIST}{above.pk}/resend/")
    above.refresh_from_db()
    assert above.invited_by.username == "administrator"


def test_the_list_shows_the_state_of_each(administrator_client, invite, client):
    for name in ("waiting", "accepted", "revoked", "expired"):
        invite(email=f"{name}@example.org", to=["moderator"])
        if name == "accepted":
            client.post(newest_link(), {**NEW, "slug": ""})
    invitations.revoke(Invitation.objects.get(email="revoked@example.org"))
    Invitation.objects.filter(email="expired@example.org").update(expires_at=timezone.now())
    for state in Invitation.State:
        page = administrator_client.get(f"{LIST}?state={state.value}")
        found = {(row.email, row.state) for row in page.context["cl"].queryset}
        assert found == {(f"{state.value}@example.org", state)}
    assert {row.state for row in Invitation.objects.all()} == set(Invitation.State)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    rows, administrator_client, invite, django_assert_num_queries
):
    for number in range(rows):
        invite(email=f"n{number}@example.org")
    with django_assert_num_queries(8):
        administrator_client.get(LIST)


def test_inviting_an_address_again_sends_a_new_link_and_the_old_one_is_dead(
    administrator_client, invite, client
):
    invite(to=["moderator"])
    old = newest_link()
    data = {"email": "SAKI@example.org", "roles": ["author"], "language": "en", "message": "again"}
    assert administrator_client.post(ADD, data).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.roles, invitation.language) == (["author"], "en")
    assert client.get(old).status_code == 404
    assert client.get(newest_link()).status_code == 200


def test_send_again_and_revoke_are_buttons_of_the_page(administrator_client, invite, client):
    invitation = invite()
    page = administrator_client.get(f"{LIST}{invitation.pk}/change/").content.decode()
    assert f'action="{LIST}{invitation.pk}/resend/"' in page
    old = newest_link()
    administrator_client.post(f"{LIST}{invitation.pk}/resend/")
    assert newest_link() != old
    assert client.get(old).status_code == 404
    for name in ("resend", "revoke"):
        assert administrator_client.get(f"{LIST}{invitation.pk}/{name}/").status_code == 405
    administrator_client.post(f"{LIST}{invitation.pk}/revoke/")
    closed = client.get(newest_link())
    assert closed.status_code == 410
    assert "取り消され" in closed.content.decode()
    administrator_client.post(f"{LIST}{invitation.pk}/resend/")
    assert OutgoingMail.objects.count() == 2


def test_invitations_to_an_address_are_rate_limited(administrator_client, invite):
    for _number in range(5):
        invite()
    data = {"email": "saki@example.org", "roles": ["author"], "language": "ja", "message": "kept"}
    response = administrator_client.post(ADD, data)
    assert "email" in response.context["adminform"].form.errors
    assert "kept" in response.content.decode()
    administrator_client.post(f"{LIST}{Invitation.objects.get().pk}/resend/")
    assert OutgoingMail.objects.count() == 5


# Acceptance with a new account
def test_an_invited_author_creates_an_account_and_gets_to_the_admin(invite, client, smtp):
    invite(language="en")
    response = client.post(newest_link(), NEW)
    assert response.url == "/admin/?welcome=1"
    user = User.objects.get(username="hanano")
    assert (user.email, user.name, user.language) == ("saki@example.org", "花野 咲", "en")
    assert group_names(user) == {"author"}
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert user.check_password(NEW["password"])
    assert client.session["_auth_user_id"] == str(user.pk)
    face = Author.objects.get(user=user)
    assert (face.name, face.slug) == ("花野 咲", "saki")
    desk = client.get(response.url).content.decode()
    assert "/admin/blog/post/add/" in desk
    assert Invitation.objects.get().accepted_by == user


def test_a_moderator_has_no_public_face(invite, client):
    invite(to=["moderator"])
    assert 'name="slug"' not in client.get(newest_link()).content.decode()
    client.post(newest_link(), {key: NEW[key] for key in ("name", "username", "password")})
    assert group_names(User.objects.get(username="hanano")) == {"moderator"}
    assert not Author.objects.exists()


def test_a_link_works_once(invite, client):
    invite()
    link = newest_link()
    client.post(link, NEW)
    client.logout()
    before = all_rows()
    second = client.post(link, {**NEW, "username": "second", "slug": "second"})
    assert second.status_code == 410
    assert "ログイン" in second.content.decode()
    assert all_rows() == before


def test_opening_the_links_of_the_mail_changes_nothing(invite, client):
    invite()
    before = all_rows()
    open_every_link(client)
    assert all_rows() == before
    assert not Session.objects.exists()


def test_a_link_that_is_too_old_says_what_to_do(invite, client):
    invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = client.post(newest_link(), NEW)
    assert response.status_code == 410
    assert "もう一度送って" in response.content.decode()
    assert not User.objects.filter(username="hanano").exists()


def test_a_week_is_what_a_link_lives(invite):
    invitation = invite()
    assert invitation.expires_at - invitation.sent_at == timedelta(days=7)


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "..%2f", "あ"])
def test_a_link_that_was_never_sent_opens_nothing(invite, client, token):
    invite()
    response = client.post(f"/account/invitation/{token}/", NEW)
    assert response.status_code == 404
    assert not User.objects.filter(username="hanano").exists()


def test_neither_the_digest_nor_a_token_for_something_else_opens_it(invite, client):
    invitation = invite()
    token = newest_link().split("/")[-2]
    assert token not in str(Invitation.objects.values().get())
    assert client.get(f"/account/invitation/{invitation.digest}/").status_code == 404
    assert client.get(reverse("account_first_steps", args=[token])).status_code == 404


def test_an_invitation_counts_no_more_than_who_wrote_it(invite, client, administrator_user):
    invite()
    roles.remove(administrator_user, Role.ADMINISTRATOR)
    assert client.get(newest_link()).status_code == 410
    assert client.post(newest_link(), NEW).status_code == 410
    assert not User.objects.filter(username="hanano").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "ADMINISTRATOR"),
        ("username", "a b"),
        ("username", ""),
        ("password", "12345678"),
        ("password", "hanano1"),
        ("password", "saki@example.org"),
        ("slug", "taken"),
        ("slug", "///"),
        ("slug", ""),
        ("name", "\u2028\n"),
    ],
)
def test_an_invalid_form_shows_the_error_and_keeps_the_input(invite, client, field, value):
    make_author(slug="taken")
    invite()
    response = client.post(newest_link(), {**NEW, field: value})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    page = response.content.decode()
    assert all(NEW[name] in page for name in NEW if name != field)
    assert Invitation.objects.get().state == Invitation.State.WAITING


def test_control_characters_do_not_come_into_a_name(invite, client, worker, smtp):
    invite(to=["moderator"])
    client.post(newest_link(), {**NEW, "name": "咲\r\nBcc: victim@example.com\u2028x"})
    assert User.objects.get(username="hanano").name == "咲 Bcc: victim@example.com x"


def test_two_who_press_at_once_make_one_account(invite):
    """Of two open pages the second finds the invitation accepted, and writes nothing."""
    invite(to=["moderator"])
    first, second = Invitation.objects.get(), Invitation.objects.get()
    answer = {"name": "咲", "password": NEW["password"]}
    invitations.accept_as_new(first, username="first", **answer)
    before = all_rows()
    with pytest.raises(tokens.InvalidLinkError):
        invitations.accept_as_new(second, username="second", **answer)
    assert all_rows() == before


def test_a_slug_that_is_taken_at_the_last_moment_leaves_the_invitation_open(invite):
    invite()
    make_author(slug="saki")
    with pytest.raises(IntegrityError), transaction.atomic():
        invitations.accept_as_new(Invitation.objects.get(), **NEW)
    assert Invitation.objects.get().state == Invitation.State.WAITING
    assert not User.objects.filter(username="hanano").exists()


def test_the_log_knows_who_invited_and_who_came_in(administrator_client, invite, client):
    invite(to=["moderator"])
    client.post(newest_link(), {key: NEW[key] for key in ("name", "username", "password")})
    invite(email="other@example.org")
    other = Invitation.objects.get(email="other@example.org")
    administrator_client.post(f"{LIST}{other.pk}/revoke/")
    logged = [(event.actor_name, event.verb) for event in Event.objects.order_by("pk")]
    assert ("administrator", Verb.INVITED) in logged
    assert ("花野 咲", Verb.JOINED) in logged
    assert logged[-1] == ("administrator", Verb.INVITATION_REVOKED)


# Acceptance with an existing account
def test_an_invited_account_signs_in_and_gets_the_role(invite, client):
    member = make_user("member", email="saki@example.org")
    invite(to=["editor"])
    link = newest_link()
    page = client.get(link).content.decode()
    assert f"/account/login/?next={link}" in page
    assert client.post(link, NEW).status_code == 403
    assert group_names(member) == set()
    signed_in = client.post(
        "/account/login/", {"login": "member", "password": PASSWORD, "next": link}
    )
    assert signed_in.url == link
    assert client.post(link, {"slug": "saki"}).url == "/admin/?welcome=1"
    member.refresh_from_db()
    assert (group_names(member), member.is_staff) == ({"editor"}, True)
    assert Author.objects.get(user=member).slug == "saki"
    assert client.post(link, {"slug": "saki2"}).status_code == 410


def test_a_writer_who_has_a_face_keeps_it(invite, author_client, author_user, author):
    invite(email=author_user.email, to=["editor"])
    author_client.post(newest_link())
    assert group_names(author_user) == {"author", "editor"}
    assert list(Author.objects.filter(user=author_user)) == [author]


@pytest.mark.parametrize("has_account", [True, False])
def test_another_signed_in_user_does_not_get_the_role(invite, reader_client, has_account):
    if has_account:
        make_user("member", email="saki@example.org")
    invite()
    before = all_rows()
    assert reader_client.get(newest_link()).status_code == 200
    assert reader_client.post(newest_link(), NEW).status_code == 403
    assert all_rows() == before


# Mail
@pytest.mark.parametrize("separator", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"], ids=repr)
def test_words_names_and_addresses_add_no_headers_to_the_mail(
    invite, administrator_user, worker, smtp, separator
):
    evil = f"x{separator}Bcc: victim@example.com{separator}X-Evil: 1"
    User.objects.filter(pk=administrator_user.pk).update(name=evil)
    administrator_user.refresh_from_db()
    with worker():
        invite(message=evil)
    [received] = smtp.mails
    assert received.recipients == ["saki@example.org"]
    assert received.message["Bcc"] is None
    assert received.message["X-Evil"] is None


@pytest.mark.parametrize(
    "email", ["a@b.example\r\nBcc: v@example.com", "a@b.example, c@d.example", "nobody", ""]
)
def test_an_address_that_is_none_is_refused(administrator_client, email):
    data = {"email": email, "roles": ["author"], "language": "ja", "message": ""}
    response = administrator_client.post(ADD, data)
    assert "email" in response.context["adminform"].form.errors
    assert not OutgoingMail.objects.exists()


def test_an_address_that_wants_no_mail_is_not_invited(administrator_client):
    suppress("a@b.example", Address.Reason.BY_HAND)
    data = {"email": "A@b.example", "roles": ["author"], "language": "ja", "message": ""}
    response = administrator_client.post(ADD, data)
    assert "email" in response.context["adminform"].form.errors
    assert not OutgoingMail.objects.exists()


def test_long_words_are_refused_and_html_is_shown_as_text(administrator_client, invite):
    data = {"email": "a@b.example", "roles": ["author"], "language": "ja", "message": "あ" * 501}
    response = administrator_client.post(ADD, data)
    assert "message" in response.context["adminform"].form.errors
    invite(message="<script>alert(1)</script>")
    assert "<script>" not in OutgoingMail.objects.get().html


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "招待"), ("en", "invites you")], ids=["ja", "en"]
)
def test_the_mail_speaks_the_language_that_was_chosen(invite, language, words):
    invite(language=language)
    mail = OutgoingMail.objects.get()
    assert (mail.language, mail.is_secret) == (language, True)
    assert all(words in part for part in (mail.subject, mail.text, mail.html))
