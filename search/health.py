"""Health check of the search index."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health import Check, Result, ok, warning
from search import index


def complete() -> Result:
    """Warn about objects without an index entry and entries without an object."""
    gaps = index.gaps()
    if gaps:
        return warning(
            _("Texts and images that are not indexed correctly for search: %(count)d.")
            % {"count": gaps},
            _("The worker fixes a few at a time. To fix all of them now: manage.py rebuild_search"),
        )
    return ok(_("All content can be found."))


CHECKS = [Check("search.complete", gettext_lazy("Search"), complete, is_slow=True)]
