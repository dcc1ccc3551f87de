"""Admin page of the calendar: posts by day, and moving a draft or scheduled post to a day.

`?move=<pk>` chooses a post; then each day has a button. Dragging sends the same form.
"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from blog import calendar
from blog.models import Post
from blog.navigation.archive_months import YEARS
from blog.publish_permission import may_publish
from blog.querysets import PostQuerySet

MAX_DRAFTS = 50
#: Columns that the page shows.
COLUMNS = ("title", "status", "published_at", "go_live_at", "expire_at", "updated_at")


class MoveForm(forms.Form):
    """A post and the day to which it is moved."""

    post = forms.IntegerField(widget=forms.HiddenInput)
    day = forms.DateField(
        label=gettext_lazy("day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class CalendarPages(admin.ModelAdmin[Post]):
    """Adds the calendar to the admin of posts. It contains the posts that the user may edit."""

    def calendar_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("calendar/", wrap(require_GET(self.calendar_view)), name="blog_post_calendar"),
            path(
                "calendar/move/",
                wrap(require_POST(self.move_view)),
                name="blog_post_calendar_move",
            ),
        ]

    def calendar_view(self, request: HttpRequest) -> HttpResponse:
        """Show a month; `?month=2026-12`, by default the current one."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        first = _month(request.GET.get("month", ""))
        posts = self._posts(request).only(*COLUMNS)
        can_move = may_publish(request.user, Post)
        moved = self._chosen(posts, request.GET.get("move", "")) if can_move else None
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Calendar"),
            "first": first,
            "previous": _shown_month(first - timedelta(days=1)),
            "next": _shown_month(first + timedelta(days=31)),
            "weeks": calendar.weeks(posts, first),
            "drafts": calendar.drafts(posts)[:MAX_DRAFTS],
            "can_move": can_move,
            "moved": moved,
            "movable": calendar.MOVABLE,
            "form": MoveForm(initial={"post": moved.pk if moved else ""}),
        }
        response = TemplateResponse(request, "admin/blog/calendar.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def move_view(self, request: HttpRequest) -> HttpResponse:
        """Move a post to a day; 403 for who may not publish, 404 for a post of someone else."""
        if not may_publish(request.user, Post):
            raise PermissionDenied
        form = MoveForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Please choose a day."))
            return HttpResponseRedirect(_calendar_url(timezone.localdate()))
        day: date = form.cleaned_data["day"]
        with transaction.atomic():
            rows = self._posts(request).select_for_update()
            post = get_object_or_404(rows, pk=form.cleaned_data["post"])
            if not self.has_change_permission(request, post):
                raise Http404
            try:
                at = calendar.move(post, to=day)
            except ValidationError as error:
                messages.error(request, f"{post} – {' '.join(error.messages)}")
            else:
                text = _("“%(title)s” will be published at %(moment)s.")
                moment = date_format(at, "DATETIME_FORMAT")
                messages.success(request, text % {"title": post.title, "moment": moment})
        return HttpResponseRedirect(_calendar_url(day))

    def _posts(self, request: HttpRequest) -> PostQuerySet:
        """Return the posts that the user may edit."""
        rows: PostQuerySet = self.get_queryset(request)  # type: ignore[assignment]
        return rows

    def _chosen(self, posts: PostQuerySet, pk: str) -> Post | None:
        """Return the post to move, or None if there is no such post or it cannot be moved."""
        post: Post | None = posts.filter(pk=pk).first() if pk.isdecimal() else None
        return post if post is not None and calendar.is_movable(post) else None


def _month(text: str) -> date:
    """Return the first day of a month like "2026-12", or of the current one."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)
    return first if _shown_month(first) else timezone.localdate().replace(day=1)


def _shown_month(day: date) -> str:
    """Return the month of `day` as in the URL, or "" for a year that cannot be shown."""
    return f"{day:%Y-%m}" if day.year in YEARS else ""


def _calendar_url(day: date) -> str:
    return f"{reverse('admin:blog_post_calendar')}?month={day:%Y-%m}"
