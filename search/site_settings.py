"""The search in the settings section."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section
from search.models import Synonyms


class SynonymsForm(SettingsForm):
    """Words that mean the same."""

    class Meta:
        model = Synonyms
        fields = ["groups"]


GROUPS = [
    Group(
        "search",
        _("Search"),
        _("What readers find when they use other words than you."),
        order=75,
        permission="search.change_synonyms",
        keywords=(_("synonyms, search words, no results, find"),),
        places=(Place(_("Search page"), lambda: reverse("search:search")),),
    )
]

SECTIONS = [
    Section(
        "search",
        _("Synonyms"),
        SynonymsForm,
        links=(
            ListLink(
                _("What readers looked for in vain"),
                "admin:search_missedquery_changelist",
                "search.view_missedquery",
            ),
        ),
    )
]
