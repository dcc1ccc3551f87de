"""Publication fields of the write screen: status, publication time and expiry.

The pressed button sets the status. A save that would change what readers see in a way that the button
does not say is refused with a question; the question's button saves it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from blog import protection
from blog.body_merging_form import BodyMergingForm
from blog.enums import Status
from blog.form_fields import PasswordField
from blog.local_datetime_field import LocalDateTimeField
from blog.models import Entry
from blog.publish_permission import may_publish

#: Statuses that need no permission to publish.
UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW)
PUBLIC = (Status.PUBLISHED, Status.SCHEDULED)
SAVE, PUBLISH, REVIEW, UNPUBLISH, MAKE_PRIVATE, PROTECT = (
    "_continue",
    "_publish",
    "_review",
    "_unpublish",
    "_private",
    "_protect",
)
#: Value of the button that publishes an expired entry.
WITHOUT_EXPIRY = "without-expiry"
#: Buttons that set a status.
STATUS_OF_BUTTON = {
    PUBLISH: Status.PUBLISHED,
    UNPUBLISH: Status.DRAFT,
    MAKE_PRIVATE: Status.PRIVATE,
    PROTECT: Status.PROTECTED,
}


@dataclass(frozen=True)
class Question:
    """What the author has to confirm, and the button (name, value, label) that does it."""

    text: str
    button: str
    value: str
    label: str


class PublicationForm(BodyMergingForm):
    """Sets status and timestamps. The admin sets the class attribute `user` to the current user."""

    user: User
    #: Not on the screen: buttons set it.
    status = forms.ChoiceField(label=gettext_lazy("status"), required=False)
    published_at = LocalDateTimeField(
        label=gettext_lazy("published"),
        required=False,
        help_text=gettext_lazy("The date that readers see."),
    )
    go_live_at = LocalDateTimeField(
        label=gettext_lazy("publication time"),
        required=False,
        help_text=gettext_lazy("Empty: when you publish it."),
    )
    expire_at = LocalDateTimeField(label=gettext_lazy("expires at"), required=False)
    password = PasswordField(
        label=gettext_lazy("password"),
        required=False,
        min_length=protection.MIN_LENGTH,
        max_length=protection.MAX_LENGTH,
        help_text=gettext_lazy(
            "Readers enter it to read the text. Empty: it does not change. A new one ends the access "
            "of everyone who knew the old one."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Whether readers saw the entry before this save.
        self.was_public = self.instance.is_published
        self.question: Question | None = None
        self._offer_statuses()
        for name in ("published_at", "go_live_at", "expire_at"):
            self.fields[name].stored = getattr(self.instance, name)  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[str]:
        """The columns to save; a new password is stored as its hash."""
        names = super().columns
        return [*names, "password_hash"] if "password" in self.touched else names

    @property
    def may_publish(self) -> bool:
        """Whether the user may publish, take down and make private."""
        return may_publish(self.user, self._meta.model)

    def _offer_statuses(self) -> None:
        """Offer the statuses that the user may set, and the current one."""
        offered = [status for status in Status if status != Status.TRASHED]
        if not self.may_publish:
            offered = [s for s in offered if s in UNPUBLISHED or s == self.instance.status]
        self.fields["status"].initial = Status.DRAFT
        self.fields["status"].choices = [(s.value, s.label) for s in offered]  # type: ignore[attr-defined]

    @property
    def _button(self) -> str:
        """The name of the pressed button."""
        return next((name for name in (*STATUS_OF_BUTTON, REVIEW) if name in self.data), SAVE)

    def clean_status(self) -> str:
        """Return the status that the pressed button sets, else the submitted or the stored one.

        An entry in the trash keeps its status. Without the permission to publish, a button changes
        only the status of an unpublished entry.
        """
        current = self.instance.status
        if current == Status.TRASHED:
            return Status.TRASHED
        if self._button == REVIEW and current == Status.DRAFT:
            return Status.IN_REVIEW
        chosen = STATUS_OF_BUTTON.get(self._button)
        if chosen and (self.may_publish or (chosen in UNPUBLISHED and current in UNPUBLISHED)):
            return chosen
        return str(self.cleaned_data["status"] or current)

    def merge(self) -> None:
        """Schedule for the chosen time; clear the timestamps that no longer apply."""
        super().merge()
        data = self.cleaned_data
        if WITHOUT_EXPIRY in (self.data.get(PUBLISH), self.data.get(PROTECT)):
            self._clear("expire_at")
        is_publishing = data.get("status") == Status.PUBLISHED and self._button == PUBLISH
        if is_publishing and data.get("password"):
            data["status"] = Status.PROTECTED  # never open what was given a password
        if data.get("status") == Status.PROTECTED and self._chooses_time():
            data["published_at"] = data["go_live_at"]
            self.touched = [*self.touched, "published_at"]
        elif is_publishing and self._chooses_time():
            data["status"] = Status.SCHEDULED
        status = data.get("status")
        if status == Status.SCHEDULED or not {"status", "go_live_at"} & {*self.touched}:
            return
        if status not in UNPUBLISHED or "go_live_at" not in self.touched:
            self._clear("go_live_at")  # a draft keeps the time that is typed now
        # An unscheduled entry keeps no future date, unless one is entered now.
        if self.instance.status == Status.SCHEDULED and "published_at" not in self.touched:
            self._clear("published_at")

    def _chooses_time(self) -> bool:
        """Whether the button publishes at the entered time: not if the entry is scheduled for it already."""
        is_new = self.instance.status != Status.SCHEDULED or "go_live_at" in self.touched
        is_publishing = self._button in (PUBLISH, PROTECT)
        return is_publishing and is_new and bool(self.cleaned_data.get("go_live_at"))

    def _clear(self, name: str) -> None:
        if name in self.cleaned_data:
            self.cleaned_data[name] = None
            self.touched = [*self.touched, name]

    def _post_clean(self) -> None:
        """Set `question`, and refuse to save until it is answered."""
        super()._post_clean()
        self._set_password()
        if self.errors:
            return
        now = timezone.now()
        if self._publishes_expired(now):
            return
        question = self._question(now)
        if question and self.data.get(question.button) != question.value:
            self.question = question
            self.add_error("status", ValidationError(question.text, code="question"))

    def _set_password(self) -> None:
        """Hash a new password; refuse to protect an entry without one."""
        entry: Entry = self.instance
        if self.cleaned_data.get("password"):
            entry.password_hash = protection.hashed(self.cleaned_data["password"])
        is_open = entry.status == Status.PROTECTED and not entry.password_hash
        if is_open and "password" not in self.errors:
            self.add_error("password", _("Please enter a password for the readers."))

    def _publishes_expired(self, now: datetime) -> bool:
        """Refuse to publish an expired entry. Other changes of it are saved."""
        entry: Entry = self.instance
        sets_status = self._button == PUBLISH or "status" in self.touched
        if not sets_status or entry.status not in (*PUBLIC, Status.PROTECTED):
            return False
        try:
            entry.check_expiry(now)
        except ValidationError as error:
            self.add_error("expire_at", error)
            text = _("Its expiry has passed. Publish it without an expiry?")
            button = PROTECT if entry.status == Status.PROTECTED else PUBLISH
            self.question = Question(text, button, WITHOUT_EXPIRY, _("Publish without an expiry"))
            return True
        return False

    def _question(self, now: datetime) -> Question | None:
        """Return what the author has to confirm before this save, if anything."""
        entry: Entry = self.instance
        at = entry.go_live_at if entry.status == Status.SCHEDULED else entry.published_at
        has_begun = entry.status in PUBLIC and (at is None or at <= now)
        if has_begun and not self.was_public and entry.status == Status.SCHEDULED and at:
            text = _("%(moment)s has passed. Publish it now, with this date?")
            text %= {"moment": moment_text(at)}
            return Question(text, self._button, "past", _("Publish with this date"))
        is_shown = entry.status == Status.PROTECTED or (has_begun and not entry.is_expired)
        if self.was_public and not is_shown:
            text = _("Readers can see it now. After this change they no longer see it.")
            return Question(text, self._button, "hide", _("Hide it from readers"))
        return None


def moment_text(moment: datetime) -> str:
    """Return a local date and time without the current year, for a button or a sentence."""
    local = timezone.localtime(moment)
    is_this_year = local.year == timezone.localdate().year
    day = date_format(local, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")
    return f"{day} {date_format(local, 'TIME_FORMAT')}"
