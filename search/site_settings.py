"""Search settings: the synonyms form and its section."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section
from search.models import Synonyms


class SynonymsForm(SettingsForm):
    class Meta:
        model = Synonyms
        fields = ["groups"]


GROUPS = [
    Group(
        "search",
        _("Search"),
        _("Help readers find posts when they search for other words."),
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
                _("Searches without results"),
                "admin:search_zeroresultquery_changelist",
                "search.view_zeroresultquery",
            ),
        ),
    )
]
