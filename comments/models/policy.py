"""Settings of the comments and of the spam filter."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.enums import Admission, NotificationFrequency, RootOrder
from comments.models.comment import DEEPEST_LEVEL
from core.models import Singleton


class CommentPolicy(Singleton):
    """Settings: who may comment and for how long, threads, stored data, limits, mails to moderators."""

    admission = models.CharField(
        _("new comments"), max_length=10, choices=Admission, default=Admission.HELD
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("days until comments are closed"),
        null=True,
        blank=True,
        help_text=_("Counted from publication. Empty: comments stay open."),
    )
    max_level = models.PositiveSmallIntegerField(
        _("maximum depth of replies"),
        default=3,
        validators=[MaxValueValidator(DEEPEST_LEVEL)],
        help_text=_("0: no replies. 3: four levels in total."),
    )
    order = models.CharField(
        _("order of conversations"), max_length=10, choices=RootOrder, default=RootOrder.OLDEST
    )
    page_size = models.PositiveSmallIntegerField(
        _("comments per page"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("Fewer if the comments are long."),
    )
    intro = models.TextField(
        _("text above the form"), blank=True, max_length=1000, help_text=_("Plain text.")
    )
    notify_moderators = models.BooleanField(_("email moderators about new comments"), default=True)
    notify_authors = models.BooleanField(
        _("email authors about comments on their posts"), default=True
    )
    notification_frequency = models.CharField(
        _("when to notify them"),
        max_length=10,
        choices=NotificationFrequency,
        default=NotificationFrequency.INSTANT,
    )
    # Set when the policy changes from daily digests to instant mails: the end of the final digest.
    digests_until = models.DateTimeField(null=True, editable=False)
    daily_ids = models.BooleanField(
        _("show a daily ID next to the names of guests"),
        default=False,
        help_text=_(
            "Distinguishes people with the same name. The ID changes every day and differs on "
            "every blog. It cannot be traced to a person."
        ),
    )
    keep_network_days = models.PositiveSmallIntegerField(
        _("days to keep the network of a comment"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_(
            "Stored as a keyed hash, never as an IP address. Network rules and the filter use "
            "it. 0: not stored."
        ),
    )
    max_links = models.PositiveSmallIntegerField(
        _("links per comment"),
        default=5,
        help_text=_("Comments with more links are not accepted. 0: no links are allowed."),
    )
    slow_mode_threshold = models.PositiveSmallIntegerField(
        _("comments within ten minutes that make a conversation heated"),
        default=30,
        help_text=_(
            "After that, everyone can send only one comment every two minutes for an hour. 0: "
            "never."
        ),
    )

    class Meta:
        verbose_name = _("comment policy")
        verbose_name_plural = _("comment policy")

    def __str__(self) -> str:
        return str(_("Comment policy"))


class FilterSettings(Singleton):
    """Settings of the spam filter (comments/spam): thresholds in points, words, Akismet."""

    hold_threshold = models.PositiveSmallIntegerField(
        _("moderation threshold (points)"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    spam_threshold = models.PositiveSmallIntegerField(
        _("spam threshold (points)"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("It is kept there for moderators. Nothing is deleted."),
    )
    bad_words = models.TextField(
        _("words that count against a comment"),
        blank=True,
        max_length=5000,
        help_text=_("One per line."),
    )
    akismet_key = models.CharField(
        _("Akismet key"),
        max_length=100,
        blank=True,
        help_text=_(
            "Empty: no external service is used. With a key, the text, name and network of "
            "each guest comment are sent to Akismet. Mention this in your privacy policy."
        ),
    )

    class Meta:
        verbose_name = _("comment filter")
        verbose_name_plural = _("comment filter")

    def __str__(self) -> str:
        return str(_("Comment filter"))
