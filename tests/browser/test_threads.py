"""Long threads in a real browser: folds, new comments, next pages; with and without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from benchmarks.crowd import comment_on
from blog.models import Post
from comments import moderation
from comments.enums import Rank
from comments.models import Comment, CommentPolicy
from tests.browser import axe
from tests.browser.conftest import Faults
from tests.factories import approved_comment, held_comment, make_user, published_post


@pytest.fixture
def post() -> Post:
    """A public post."""
    return published_post(title="糸と紙の話")


def keys(page: Page) -> list[int]:
    """Keys of the comments on the page, in its order."""
    return page.locator("[data-comment]").evaluate_all(  # type: ignore[no-any-return]
        "comments => comments.map(comment => Number(comment.dataset.comment))"
    )


def focused(page: Page) -> str:
    """The comment that has the focus."""
    return str(page.evaluate("document.activeElement.closest('[data-comment]')?.id ?? ''"))


def seen(page: Page) -> str | None:
    """What the device stores."""
    return page.evaluate("localStorage.getItem('comments-seen-until')")  # type: ignore[no-any-return]


def look_at_comments(page: Page, before: str | None = None) -> None:
    """Scroll to the comments, and wait until the device stores another value than `before`."""
    page.locator("[data-thread-part]").scroll_into_view_if_needed()
    for _moment in range(50):
        if seen(page) != before:
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was remembered")


# Folds
def test_a_fold_opens_for_a_link_into_it(page: Page, post: Post) -> None:
    root = approved_comment(post)
    comment_on(post, 14, under=root)
    last = Comment.objects.latest("pk")
    page.goto(post.get_absolute_url())
    expect(page.locator(f"#comment-{last.pk}")).to_be_hidden()
    page.evaluate(f"location.hash = 'comment-{last.pk}'")
    expect(page.locator(f"#comment-{last.pk}")).to_be_in_viewport()
    page.goto("/")
    page.goto(f"{post.get_absolute_url()}#comment-{last.pk}")
    expect(page.locator(f"#comment-{last.pk}")).to_be_in_viewport()


def test_without_scripts_a_fold_opens_by_hand_and_a_permanent_address_shows_its_comment(
    page_without_javascript: Page, post: Post
) -> None:
    page = page_without_javascript
    root = approved_comment(post)
    comment_on(post, 14, under=root)
    last = page.locator(f"#comment-{Comment.objects.latest('pk').pk}")
    page.goto(post.get_absolute_url())
    expect(last).to_be_hidden()
    page.locator(".comment-fold > summary").click()
    expect(last).to_be_visible()
    page.goto(Comment.objects.latest("pk").get_absolute_url())
    expect(last).to_be_in_viewport()
    assert page.locator("details.comment-fold").count() == 0


# New since the last visit
def test_what_is_new_since_the_last_visit_is_marked_on_this_device_alone(
    page: Page, faults: Faults, post: Post
) -> None:
    old = approved_comment(post)
    page.goto(post.get_absolute_url())
    look_at_comments(page)
    expect(page.locator("[data-thread-news]")).to_be_empty()

    first, second = approved_comment(post, parent=old), approved_comment(post)
    page.wait_for_load_state("networkidle")
    asked = {urlsplit(url).path for url in faults.requests}
    page.reload()
    expect(page.locator("[data-thread-news]")).to_contain_text("2")
    expect(page.locator("[data-new]")).to_have_count(2)
    page.locator("[data-thread-news] a").focus()
    page.keyboard.press("Enter")
    assert focused(page) == f"comment-{first.pk}"
    expect(page.locator(f"#comment-{first.pk}")).to_be_in_viewport()
    assert page.locator(f"#comment-{second.pk} .comment-mark-new").count() == 1
    page.wait_for_load_state("networkidle")
    assert {urlsplit(url).path for url in faults.requests} == asked  # nothing was sent

    page.reload()
    expect(page.locator("[data-thread-part]")).to_be_visible()
    assert page.locator("[data-new]").count() == 0


def test_a_comment_approved_late_is_new_to_readers_of_an_earlier_visit(
    page: Page, post: Post
) -> None:
    held, approved = held_comment(post), approved_comment(post)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Comment.objects.update(submit_date=an_hour_ago, published_at=None)
    page.goto(post.get_absolute_url())
    look_at_comments(page)
    before = seen(page)
    moderation.approve(held, by=make_user(role="moderator"))
    page.reload()
    expect(page.locator(f"#comment-{held.pk}[data-new]")).to_be_visible()
    expect(page.locator("[data-new]")).to_have_count(1)
    assert held.pk < approved.pk
    look_at_comments(page, before)
    page.reload()
    expect(page.locator("[data-thread-part]")).to_be_visible()
    assert page.locator("[data-new]").count() == 0


def test_comments_stay_new_until_scrolled_to(page: Page, post: Post) -> None:
    Post.objects.update(body_html="<p>長い本文</p>" * 200)
    approved_comment(post)
    page.goto(post.get_absolute_url())
    look_at_comments(page)
    approved_comment(post)
    for _visit in range(2):
        page.goto(post.get_absolute_url())
        expect(page.locator("[data-new]")).to_have_count(1)


# Next pages
def test_reading_on_appends_the_next_page_and_keeps_place_and_text(
    page: Page, faults: Faults, monkeypatch: pytest.MonkeyPatch, post: Post
) -> None:
    monkeypatch.setattr("core.antispam_forms.FASTEST_SECONDS", 0)
    CommentPolicy(page_size=3).save()
    comments = [approved_comment(post).pk for _number in range(8)]
    page.goto(post.get_absolute_url())
    page.locator("[data-comment-place]").scroll_into_view_if_needed()
    page.locator("[name=comment]").fill("書きかけの文章")
    more = page.locator("[data-thread-more]")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-comment]")).to_have_count(6)
    assert focused(page) == f"comment-{comments[3]}"
    more.click()
    expect(page.locator("[data-comment]")).to_have_count(8)
    assert keys(page) == comments
    expect(more).to_have_count(0)
    expect(page.locator("[name=comment]")).to_have_value("書きかけの文章")
    assert page.url.endswith(post.get_absolute_url())
    page.locator(f"[data-comment-reply='{comments[7]}']").click()
    expect(page.locator(f"#comment-{comments[7]} [name=comment]")).to_be_focused()


def test_the_rest_of_a_long_conversation_comes_where_it_belongs(page: Page, post: Post) -> None:
    CommentPolicy(page_size=4).save()
    root = approved_comment(post)
    comment_on(post, 9, under=root)
    other = approved_comment(post)
    page.goto(post.get_absolute_url())
    for number in (8, 10):
        page.locator("[data-thread-more]:not([href*='/on/'])").click()
        expect(page.locator("[data-comment]")).to_have_count(number)
    page.locator("[data-thread-more]").click()
    expect(page.locator("[data-comment]")).to_have_count(11)
    everything = list(Comment.objects.order_by("root", "path").values_list("pk", flat=True))
    assert keys(page) == everything
    assert page.locator(f"#comment-{root.pk} [data-comment]").count() == 9
    assert page.locator(f"#comment-{root.pk} #comment-{other.pk}").count() == 0


def test_what_is_off_topic_joins_the_others_at_the_end(page: Page, post: Post) -> None:
    CommentPolicy(page_size=2).save()
    comments = [approved_comment(post).pk for _number in range(5)]
    Comment.objects.filter(pk__in=comments[1:4]).update(rank=Rank.OFF_TOPIC)
    page.goto(post.get_absolute_url())
    for number in (4, 5):
        page.locator("[data-thread-more]").click()
        expect(page.locator("[data-comment]")).to_have_count(number)
    expect(page.locator("[data-thread-aside]")).to_have_count(1)
    assert keys(page) == [comments[0], comments[4], *comments[1:4]]
    assert focused(page) == f"comment-{comments[3]}"


def test_without_scripts_the_next_page_is_a_page(page_without_javascript: Page, post: Post) -> None:
    page = page_without_javascript
    CommentPolicy(page_size=3).save()
    comments = [approved_comment(post).pk for _number in range(5)]
    page.goto(post.get_absolute_url())
    page.locator("[data-thread-more]").click()
    assert re.search(r"/comments/on/blog\.post/\d+/\?page=2$", page.url)
    assert keys(page) == comments[3:]
    page.locator("[rel=prev]").click()
    assert keys(page) == comments[:3]


# Appearance
@pytest.mark.parametrize("width", [390, 1280])
def test_everything_a_thread_can_show_breaks_no_rule_of_accessibility(
    new_page: Callable[..., Page], post: Post, width: int
) -> None:
    CommentPolicy(max_level=9, daily_ids=True).save()
    deep = root = approved_comment(post, name="花子")
    for name in ("太郎", "Emily", "次郎", "三郎", "五郎", "六子"):
        deep = approved_comment(post, parent=deep, name=name)
    comment_on(post, 14, under=root)
    aside = approved_comment(post)
    Comment.objects.filter(root=root.pk).update(rank=Rank.PINNED, daily_id="aB3-xY_9")
    Comment.objects.filter(root=root.pk).update(is_closed=True, edited_at=root.submit_date)
    Comment.objects.filter(pk=aside.pk).update(rank=Rank.OFF_TOPIC)
    visit = timezone.now()
    Comment.objects.filter(pk__gt=deep.pk).update(published_at=visit + timedelta(seconds=1))
    page = new_page(viewport={"width": width, "height": 844}, bypass_csp=True)
    page.add_init_script(
        "localStorage.setItem('comments-seen-until',"
        f" '[[\"blog.post:{post.pk}\", {visit.timestamp() * 1_000}]]')"
    )
    for path in (post.get_absolute_url(), f"/comments/on/blog.post/{post.pk}/"):
        page.goto(path)
        expect(page.locator("[data-new]")).to_have_count(15)
        assert axe.violations(page) == []
        page.locator(".comments details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert axe.violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(f"#comment-{deep.pk} .comment-text").first.bounding_box()
        assert box
        assert box["width"] >= 260


def test_what_is_touched_is_large_enough(new_page: Callable[..., Page], post: Post) -> None:
    root = approved_comment(post)
    comment_on(post, 12, under=root)
    Comment.objects.filter(pk=approved_comment(post).pk).update(rank=Rank.OFF_TOPIC)
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(post.get_absolute_url())
    for target in page.locator(".comment-actions a:visible, .comments summary").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
