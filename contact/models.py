"""Models of the contact form: messages and settings."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import markdown
from core.markdown import Profile
from core.models import Singleton
from mail.addresses import deliverable


def validate_addresses(value: str) -> None:
    """Raise ValidationError unless every line of `value` is an e-mail address."""
    for line in value.split():
        try:
            deliverable(line)
        except ValidationError:
            raise ValidationError(
                _("“%(line)s” is not an email address."), params={"line": line}
            ) from None


class ContactMessage(models.Model):
    """A message. `key` identifies the submitted form, so a repeated submission makes one row."""

    class State(models.TextChoices):
        UNREAD = "unread", _("Unread")
        READ = "read", _("Read")
        SPAM = "spam", _("Spam")

    key = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=50)
    email = models.CharField(_("email address"), max_length=254, blank=True)
    text = models.TextField(_("message"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UNREAD)
    note = models.TextField(
        _("note"), blank=True, max_length=2000, help_text=_("Only visible to staff.")
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="contact_by_state")]

    def __str__(self) -> str:
        """Return the number: the sender's name must not appear in the log or in page titles."""
        return f"#{self.pk}"


class ContactSettings(Singleton):
    """Introduction, recipients and retention. BlogSettings.contact_form enables the form."""

    intro = models.TextField(
        _("text above the form"),
        blank=True,
        max_length=5000,
        help_text=_("Markdown. What you can be contacted about, and when you reply."),
    )
    intro_html = models.TextField(editable=False, default="", blank=True)
    recipients = models.TextField(
        _("who gets the messages"),
        blank=True,
        max_length=2000,
        validators=[validate_addresses],
        help_text=_("Email addresses, one per line. Leave it empty for all administrators."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days to keep messages"),
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Spam is deleted after 30 days."),
    )

    class Meta:
        verbose_name = _("contact form")
        verbose_name_plural = _("contact form")

    def __str__(self) -> str:
        return str(_("contact form"))

    def derive(self) -> None:
        """Set `intro_html` from `intro` (without saving)."""
        self.intro_html = markdown.render(self.intro, profile=Profile.BIO).html
