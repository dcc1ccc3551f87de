"""The strict policy holds in the browser: no page breaks it or asks another host for anything.

The fixtures fail a test on any violation, error or foreign request (conftest.py); these tests take
the browser to every page there is.
"""

from collections.abc import Callable

from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from blog.models import Post
from tests.browser import crawl
from tests.browser.conftest import Faults
from tests.factories import make_user

DEMO_POST = "/posts/deepseek-shock/"


def _read_to_the_end(page: Page) -> None:
    """Scroll down, so that what is fetched late is fetched."""
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")


def test_no_public_page_breaks_the_policy(demo: None, page: Page, faults: Faults) -> None:
    faults.forgive(r"status of 404 .*/no-such-page/")
    statuses = {}
    starts = ("/", DEMO_POST, "/search/?q=AI", "/account/login/", "/no-such-page/")
    for path, response in crawl.every_page(page, *starts):
        statuses[path] = response.status
        assert response.headers["content-security-policy"], path
        if path.startswith("/posts/"):
            _read_to_the_end(page)
    assert {path for path, status in statuses.items() if status != 200} == {"/no-such-page/"}
    kinds = {path.split("/")[1] for path in statuses}
    assert {"posts", "categories", "tags", "authors", "feed", "comments", "search"} <= kinds


def test_no_page_of_the_admin_breaks_the_policy(demo: None, new_page: Callable[..., Page]) -> None:
    owner = make_user("owner", is_staff=True, is_superuser=True)
    page = new_page(user=owner)
    visited = []
    for path in _admin_paths():
        response = page.goto(path)
        assert response is not None
        assert response.status in (200, 403), path  # some things can be neither added nor changed
        if response.status == 200:
            visited.append(path)
            assert "content-security-policy" in response.headers, path
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
    """Home, and the list, the form for a new row and the form of the first row of every model."""
    paths = [reverse("admin:index"), reverse("admin:password_change")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            paths.append(reverse(f"{name}_change", args=[row.pk]))
    return paths
