"""Pages for what went wrong: the right status, plain words, a way on."""

import errno

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import RequestFactory

from core import error_pages
from core.models import SiteSettings
from tests.factories import make_category, published_page, published_post
from tests.html import select, texts, tree


@pytest.fixture
def request_of_a_stranger() -> HttpRequest:
    request = RequestFactory().get("/somewhere/")
    request.site = SiteSettings()  # type: ignore[assignment]
    return request


@pytest.mark.django_db
def test_a_page_that_does_not_exist_offers_search_and_ways_on(client):
    published_post(category=make_category(name="暮らし", slug="life"))
    published_page(title="このブログについて", slug="about")
    response = client.get("/nowhere/")
    page = tree(response)
    assert response.status_code == 404
    assert len(select(page, "main form[role]")) == 1
    links = [link.get("href") for link in select(page, ".error-links a")]
    assert links == ["/", "/categories/life/", "/about/"]
    assert [meta.get("content") for meta in page.xpath("//meta[@name='robots']")] == ["noindex"]


@pytest.mark.django_db
def test_a_word_of_the_address_is_not_repeated(client):
    """An address may be anybody's text; the page about it says none of it."""
    assert b"pwned-word" not in client.get("/pwned-word/").content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "arguments", "status"),
    [
        (error_pages.bad_request, [SuspiciousOperation()], 400),
        (error_pages.permission_denied, [PermissionDenied()], 403),
        (error_pages.csrf_failure, [], 403),
        (error_pages.gone, [], 410),
    ],
)
def test_each_fault_has_its_status_and_one_headline(request_of_a_stranger, view, arguments, status):
    response = view(request_of_a_stranger, *arguments)
    assert response.status_code == status
    assert texts(tree(response), ".error-code") == [str(status)]
    assert len(select(tree(response), "h1")) == 1


def test_the_page_for_our_own_faults_needs_no_database():
    """No marker: any query fails this test."""
    response = error_pages.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert texts(tree(response), ".error-code") == ["500"]


def test_a_full_disk_is_said():
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        response = error_pages.server_error(RequestFactory().get("/"))
    assert response.status_code == 507
    assert texts(tree(response), ".error-code") == ["507"]
    assert "空き容量" in response.content.decode()
