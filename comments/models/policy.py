"""What the owner says about comments."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.enums import Admission, MailPace, RootOrder
from comments.models.comment import DEEPEST_LEVEL
from core.models import Singleton


class CommentPolicy(Singleton):
    """Who may comment, for how long, how threads are shown, what is kept, who is told."""

    admission = models.CharField(
        _("new comments"), max_length=10, choices=Admission, default=Admission.HELD
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close comments after days"),
        null=True,
        blank=True,
        help_text=_("Counted from publication. Empty: they stay open."),
    )
    max_level = models.PositiveSmallIntegerField(
        _("deepest level of answers"),
        default=3,
        validators=[MaxValueValidator(DEEPEST_LEVEL)],
        help_text=_("0: no answers; 3: four levels in all."),
    )
    order = models.CharField(
        _("order of conversations"), max_length=10, choices=RootOrder, default=RootOrder.OLDEST
    )
    page_size = models.PositiveSmallIntegerField(
        _("comments a page"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("Fewer where they are long."),
    )
    words = models.TextField(
        _("words above the form"), blank=True, max_length=1000, help_text=_("Plain text.")
    )
    notify_moderators = models.BooleanField(_("mail moderators about new comments"), default=True)
    notify_authors = models.BooleanField(
        _("mail authors about comments on their posts"), default=True
    )
    mail_pace = models.CharField(
        _("when they are told"), max_length=10, choices=MailPace, default=MailPace.INSTANT
    )
    # When it went back from one mail a day; everything before was told then.
    digests_until = models.DateTimeField(null=True, editable=False)
    daily_ids = models.BooleanField(
        _("show an ID of the day beside the names of guests"),
        default=False,
        help_text=_(
            "Tells people of the same name apart. It is another one tomorrow and on every other blog, "
            "and leads back to nobody."
        ),
    )
    keep_network_days = models.PositiveSmallIntegerField(
        _("days that the network of a comment is remembered"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_(
            "As a keyed number, never as an address; for rules about networks and for the filter. "
            "0: not at all."
        ),
    )
    max_links = models.PositiveSmallIntegerField(
        _("links a comment"),
        default=5,
        help_text=_("A comment with more is not taken. 0: none at all."),
    )
    heated_at = models.PositiveSmallIntegerField(
        _("comments in ten minutes that make a thread heated"),
        default=30,
        help_text=_("Then everybody may write only every other minute, for an hour. 0: never."),
    )

    class Meta:
        verbose_name = _("comment policy")
        verbose_name_plural = _("comment policy")

    def __str__(self) -> str:
        return str(_("Comment policy"))


class FilterSettings(Singleton):
    """From how many points on the filter holds a comment, and what else it asks (comments/spam)."""

    hold_at = models.PositiveSmallIntegerField(
        _("points from which a comment waits"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    spam_at = models.PositiveSmallIntegerField(
        _("points from which it is put among spam"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("It is kept there for a moderator to see; nothing is thrown away."),
    )
    bad_words = models.TextField(
        _("words that count against a comment"),
        blank=True,
        max_length=5000,
        help_text=_("One on a line."),
    )
    akismet_key = models.CharField(
        _("key of Akismet"),
        max_length=100,
        blank=True,
        help_text=_(
            "Empty: nobody else is asked. With a key, text, name and network of each comment of a "
            "guest are sent to Akismet; say so in your privacy page."
        ),
    )

    class Meta:
        verbose_name = _("comment filter")
        verbose_name_plural = _("comment filter")

    def __str__(self) -> str:
        return str(_("Comment filter"))
