"""Whether everything can be found."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health import Check, Result, ok, warning
from search import index


def complete() -> Result:
    """Whether everything has its entry in the index; the worker mends a few gaps by itself."""
    gaps = index.gaps()
    if gaps:
        return warning(
            _("Texts and pictures that the search does not know rightly: %(count)d.")
            % {"count": gaps},
            _("The worker mends a few at a time. At once: manage.py rebuild_search"),
        )
    return ok(_("Everything can be found."))


CHECKS = [Check("search.complete", gettext_lazy("Search"), complete, is_slow=True)]
