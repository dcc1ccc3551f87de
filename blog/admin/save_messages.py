"""The message after a save: what readers see now."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.enums import Status
from blog.models import Entry
from blog.publication_form import UNPUBLISHED, moment_text


def saved_message(
    entry: Entry, *, was_public: bool = False, is_submission: bool = False
) -> SafeString | str:
    """Return the sentence about a saved entry, with a link if readers can see it.

    `was_public` is whether readers saw it before, `is_submission` whether it was handed in now.
    """
    if entry.is_published:
        return format_html(
            '{} <a href="{}">{}</a>',
            _("Updated. Readers see the new text.")
            if was_public
            else _("Published. Readers can see it."),
            entry.get_absolute_url(),
            _("View on the site"),
        )
    if entry.is_protected:
        return format_html(
            '{} <a href="{}">{}</a>',
            _("Saved. Readers with the password can read it."),
            entry.get_absolute_url(),
            _("View on the site"),
        )
    if was_public:
        return _("Saved. Readers no longer see it.")
    if entry.status == Status.SCHEDULED and entry.go_live_at is not None:
        text = _("Saved. It will be published on %(moment)s.")
        return text % {"moment": moment_text(entry.go_live_at)}
    if is_submission:
        return _("Submitted for review. The editors get an email. Readers cannot see it yet.")
    if entry.status == Status.IN_REVIEW:
        return _("Saved. It is waiting for review. Readers cannot see it yet.")
    if entry.is_expired:
        return _("Saved. Readers cannot see it because it has expired.")
    if entry.status in UNPUBLISHED and entry.go_live_at is not None:
        text = _("Saved. Readers cannot see it. It is not scheduled yet for %(moment)s.")
        return text % {"moment": moment_text(entry.go_live_at)}
    return _("Saved. Readers cannot see it.")
