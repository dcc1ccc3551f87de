"""Every URL that takes a POST refuses a request without a token, unless it is on a short list."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from blog.models import BlogSettings, Post
from contact.models import ContactSettings
from tests.factories import PASSWORD, approved_comment, make_user, published_post

pytestmark = [pytest.mark.django_db, pytest.mark.once]

#: Views that are exempt from the middleware and make the same check themselves, to keep the typed text.
CHECKS_ITSELF = {
    "comments:form",
    "comments:edit",
    "comments:report",
    "contact:form",
    "admin:markdownx_upload",
}
#: The form is on a public page, which has no token; the password is the proof: blog/views/protected.py.
PASSWORD_IS_PROOF = {"blog:unlock"}
#: The signed URL of a link in an email is the proof: docs/decisions/0018.
LINKS_OF_MAILS = {
    "comments:reply_confirm",
    "comments:reply_stop",
    "comments:reply_stop_all",
    "comments:decide",
}


def named_patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern below `resolver` with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


def test_only_listed_views_are_exempt_from_the_check_of_the_middleware() -> None:
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
    exempt = {
        name
        for name, pattern in named_patterns(get_resolver())
        if getattr(pattern.callback, "csrf_exempt", False)
    }
    assert exempt == CHECKS_ITSELF | LINKS_OF_MAILS | PASSWORD_IS_PROOF


@pytest.fixture
def strict_client(author_user: User) -> Client:
    """An author's client that sends cookies but no token, like a forged form on another site."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(author_user)
    return client


def urls(post: Post, user: User) -> dict[str, str]:
    """A URL that exists for each view that makes the check itself, and for some that do not."""
    own, other = approved_comment(post, user=user), approved_comment(post)
    label = post._meta.label_lower
    return {
        "comments:form": reverse("comments:form", args=[label, post.pk]),
        "comments:edit": reverse("comments:edit", args=[own.pk]),
        "comments:delete": reverse("comments:delete", args=[own.pk]),
        "comments:like": reverse("comments:like", args=[other.pk]),
        "comments:report": reverse("comments:report", args=[other.pk]),
        "contact:form": reverse("contact:form"),
        "admin:markdownx_upload": reverse("admin:markdownx_upload"),
    }


def test_a_form_without_a_token_is_refused(strict_client: Client, author_user: User) -> None:
    BlogSettings(contact_form=True).save()
    ContactSettings().save()
    found = urls(published_post(), author_user)
    assert found.keys() >= CHECKS_ITSELF
    statuses = {
        name: strict_client.post(url, {"post": "1", "comment": "x", "text": "x"}).status_code
        for name, url in found.items()
    }
    assert statuses == dict.fromkeys(found, 403)


def test_a_form_with_a_token_is_taken(author_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author_user)
    url = reverse("comments:like", args=[approved_comment(published_post()).pk])
    token = client.get(url).context["csrf_token"]
    assert client.post(url, {"csrfmiddlewaretoken": str(token)}).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "///evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
        "\t//evil.example/",
    ],
)
def test_signing_in_leads_to_no_other_site(target: str) -> None:
    user = make_user("reader")
    response = Client().post(
        f"{reverse('account_login')}?next=/",
        {"login": "reader", "password": PASSWORD, "next": target},
    )
    assert response.status_code == 302, user
    location = response["Location"]
    assert location.startswith("/"), location
    assert not location.startswith(("//", "/\\")), location
    assert "evil.example" not in location.partition("?")[0] or location.startswith("/%09"), location


def test_signing_in_leads_to_the_page_that_was_asked_for() -> None:
    make_user("reader")
    data = {"login": "reader", "password": PASSWORD, "next": "/account/devices/"}
    assert Client().post(reverse("account_login"), data)["Location"] == "/account/devices/"
