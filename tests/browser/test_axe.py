"""axe-core finds no violations (WCAG 2.2 AA), in light and dark mode, on wide and narrow screens."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from blog.models import Post
from tests.browser import axe
from tests.browser.conftest import Faults
from tests.browser.test_csp import DEMO_POST

# axe injects style sheets, which the Content-Security-Policy forbids.
FOR_AXE = {"bypass_csp": True}
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


def _listed(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)


def test_public_pages_are_accessible(
    demo: None, new_page: Callable[..., Page], faults: Faults
) -> None:
    faults.forgive(r"status of 404 .*/no-such-page/")
    post = Post.objects.get(slug="deepseek-shock")
    paths = [
        "/",
        DEMO_POST,
        post.category.get_absolute_url() if post.category else "/",
        "/search/?q=AI",
        "/search/?q=の&order=date&category=writing",
        "/search/?q=deepsekショック",
        "/feed/guide/",
        reverse("comments:entry_feed_guide", args=["blog.post", post.pk]),
        reverse("contact:form"),
        reverse("contact:sent"),
        reverse("account_login"),
        reverse("account_reset_password"),
        "/no-such-page/",
    ]
    found = {}
    for name, viewport in SIZES.items():
        page = new_page(viewport=viewport, **FOR_AXE)
        for path in paths:
            page.goto(path)
            if violations := axe.violations(page):
                found[f"{path} ({name})"] = violations
    assert not found, _listed(found)


def test_the_pages_of_authors_and_moderators_are_accessible(
    demo: None, new_page: Callable[..., Page], faults: Faults
) -> None:
    faults.forgive("preload assets")  # axe's own complaint about a style sheet that it cannot read
    author = User.objects.get(username="author")
    post = Post.objects.editable_by(author).earliest("pk")
    screens = {
        "author": [
            reverse("admin:index"),
            reverse("admin:blog_post_changelist"),
            reverse("admin:blog_post_add"),
            reverse("admin:blog_post_change", args=[post.pk]),
        ],
        "moderator": [
            reverse("admin:index"),
            reverse("admin:comments_queue_changelist"),
            reverse("admin:comments_comment_changelist"),
        ],
    }
    found = {}
    for username, paths in screens.items():
        page = new_page(**FOR_AXE, user=User.objects.get(username=username))
        for path in paths:
            page.goto(path)
            if violations := axe.violations(page):
                found[path] = violations
    assert not found, _listed(found)
