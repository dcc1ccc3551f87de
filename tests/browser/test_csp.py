"""The Content-Security-Policy holds in the browser: no page violates it or sends a request to another host.

The fixtures fail a test on any violation, error or foreign request (conftest.py); these tests take
the browser to every page there is.
"""

from collections.abc import Callable
from contextlib import suppress

from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page

from accounts.models import User
from blog.models import Post
from tests.browser import crawl
from tests.browser.conftest import Faults
from tests.factories import make_user

DEMO_POST = "/posts/deepseek-shock/"


def _read_to_the_end(page: Page) -> None:
    """Scroll down, so that lazy content is fetched."""
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")


def test_no_public_page_breaks_the_policy(demo: None, page: Page, faults: Faults) -> None:
    faults.forgive(r"status of 404 .*/no-such-page/")
    statuses = {}
    narrow = "/search/?q=の&order=date&category=writing&year=2025"
    starts = ("/", DEMO_POST, "/search/?q=AI", narrow, "/account/login/", "/no-such-page/")
    for path, response in crawl.every_page(page, *starts):
        statuses[path] = response.status
        assert response.headers["content-security-policy"], path
        if path.startswith("/posts/"):
            _read_to_the_end(page)
    assert {path for path, status in statuses.items() if status != 200} == {"/no-such-page/"}
    kinds = {path.split("/")[1] for path in statuses}
    assert {"posts", "categories", "tags", "authors", "feed", "comments", "search"} <= kinds


def test_no_page_of_the_admin_breaks_the_policy(
    demo: None, new_page: Callable[..., Page], faults: Faults
) -> None:
    faults.forgive(
        r"status of 403 .*/add/"
    )  # there is one row of settings, and mails are not typed
    owner = make_user("owner", is_staff=True, is_superuser=True)
    page = new_page(user=owner)
    visited = []
    for path in _admin_paths():
        response = page.goto(path)
        assert response is not None
        assert response.status == 200 or (response.status == 403 and path.endswith("/add/")), path
        assert "content-security-policy" in response.headers, path
        visited.append(path)
    assert len(visited) > len(admin.site._registry)


def test_the_write_screen_keeps_to_the_policy_while_it_previews(
    demo: None, new_page: Callable[..., Page]
) -> None:
    page = new_page(user=User.objects.get(username="author"))
    post = Post.objects.editable_by(User.objects.get(username="author")).earliest("pk")
    page.goto(reverse("admin:blog_post_change", args=[post.pk]))
    page.locator("textarea[name=body]").press("End")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    page.wait_for_load_state("networkidle")


def _admin_paths() -> list[str]:
    """The dashboard, and the list, the form for a new row and the form of the first row of every model."""
    paths = [reverse("admin:index"), reverse("admin:trash")]
    for model in admin.site._registry:
        row = model._default_manager.order_by("pk").first()
        screens = {"changelist": [], "add": []} | ({"change": [row.pk]} if row else {})
        for screen, args in screens.items():
            with suppress(NoReverseMatch):  # some models have a screen of their own and no form
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}"
                paths.append(reverse(name, args=args))
    return paths
