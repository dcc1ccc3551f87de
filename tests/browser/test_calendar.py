"""The calendar in a browser: dragging a draft onto a day, and the buttons of the days by keyboard."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from blog.enums import Status
from blog.models import Post
from tests.factories import draft_post, make_author

CALENDAR = "/admin/blog/post/calendar/"


def test_a_draft_is_dragged_onto_a_day_and_moved_on_by_keyboard(
    new_page: Callable[..., Page], author_user: User
) -> None:
    post = draft_post(title="橋の話", authors=[make_author(user=author_user)])
    first = (timezone.localdate().replace(day=1) + timedelta(days=40)).replace(day=10)
    page = new_page(user=author_user)
    page.goto(f"{CALENDAR}?month={first:%Y-%m}")
    page.drag_and_drop(f'[data-post="{post.pk}"]', f'[data-day="{first}"]')
    page.locator(f'[data-day="{first}"] .calendar-post').wait_for()
    post.refresh_from_db()
    assert post.status == Status.SCHEDULED
    assert f"{timezone.localtime(post.go_live_at):%Y-%m-%d %H:%M}" == f"{first} 09:00"

    page.locator(".calendar-move").press("Enter")
    second = first + timedelta(days=5)
    page.locator(f'button[value="{second}"]').press("Enter")
    page.locator(f'[data-day="{second}"] .calendar-post').wait_for()
    assert timezone.localdate(Post.objects.get().go_live_at) == second
