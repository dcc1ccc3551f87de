"""The calendar of posts: the weeks of a month with their posts, and moving a post to a day."""

from calendar import SUNDAY, Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import publishing
from blog.enums import Status
from blog.models import Post
from blog.navigation.archive_months import YEARS
from blog.querysets import SHOWN, PostQuerySet

#: The local time at which a post without one is scheduled.
USUAL_TIME = time(9)
MOVABLE = (Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED)


@dataclass(frozen=True)
class Day:
    """A day with its posts, in order of their times. It is `open` if a post can be moved to it."""

    date: date
    is_in_month: bool
    is_today: bool
    is_open: bool
    posts: list[Post]


def weeks(posts: PostQuerySet, first: date, *, now: datetime | None = None) -> list[list[Day]]:
    """Return the weeks, from Sunday, of the month that begins on `first`; one query.

    They contain the published and scheduled ones among `posts`.
    """
    today = timezone.localdate(now)
    dates = Calendar(SUNDAY).monthdatescalendar(first.year, first.month)
    by_date = _by_date(_between(posts, dates[0][0], dates[-1][-1]))
    return [
        [
            Day(
                date=day,
                is_in_month=day.month == first.month,
                is_today=day == today,
                is_open=day >= today,
                posts=by_date[day],
            )
            for day in week
        ]
        for week in dates
    ]


def drafts(posts: PostQuerySet) -> PostQuerySet:
    """Return those of `posts` that have no day: drafts and posts in review, last changed first."""
    rows = posts.filter(status__in=(Status.DRAFT, Status.IN_REVIEW))
    return rows.order_by("-updated_at", "-pk")


def is_movable(post: Post) -> bool:
    """Whether `post` can be moved: a draft, in review, or scheduled and not yet public."""
    return post.status in MOVABLE and not post.is_published


def move(post: Post, *, to: date) -> datetime:
    """Schedule `post` for the day `to`; return the time. A scheduled post keeps its time of day.

    The row is locked and read again. Raises ValidationError with the code "fixed" if it cannot be
    moved, "past" if the time has passed, "year" outside YEARS, and "expired" as publishing does.
    """
    with transaction.atomic():
        row = Post.objects.select_for_update().get(pk=post.pk)
        if not is_movable(row):
            raise ValidationError(_("Only drafts and scheduled posts can be moved."), code="fixed")
        at = timezone.make_aware(datetime.combine(to, _time_of(row)))
        if at <= timezone.now():
            raise ValidationError(
                _("%(moment)s has passed. Please choose a later day."),
                code="past",
                params={"moment": date_format(at, "DATETIME_FORMAT")},
            )
        if to.year not in YEARS:
            raise ValidationError(_("Please choose an earlier day."), code="year")
        publishing.schedule(row, at=at)
    return at


def _time_of(post: Post) -> time:
    if post.status != Status.SCHEDULED or post.go_live_at is None:
        return USUAL_TIME
    return timezone.localtime(post.go_live_at).time()


def _between(posts: PostQuerySet, first: date, last: date) -> PostQuerySet:
    """Return the published and scheduled posts of the local days `first` to `last`."""
    start = timezone.make_aware(datetime.combine(first, time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))
    rows = posts.filter(status__in=SHOWN, published_at__gte=start, published_at__lt=end)
    return rows.order_by("published_at", "pk")


def _by_date(posts: Iterable[Post]) -> defaultdict[date, list[Post]]:
    found: defaultdict[date, list[Post]] = defaultdict(list)
    for post in posts:
        if post.published_at is not None:
            found[timezone.localdate(post.published_at)].append(post)
    return found
