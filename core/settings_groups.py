"""The groups of the settings section: what belongs together, who may change it, where it shows.

Every app declares its part in a module `site_settings.py`: `GROUPS` are pages of the section,
`SECTIONS` the parts of those pages, also of groups that another app declares. desk shows them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from core.settings_forms import SettingsForm

Text = str | Promise

#: Settings about reading: editors have it too (core/roles.py).
READING = "core.change_sitesettings"
#: Settings about what the site is, to whom it owes what: administrators only.
SITE = "core.administer_site"


@dataclass(frozen=True)
class Place:
    """Somewhere a setting can be seen: `find` returns its address, or "" while there is none."""

    label: Text
    find: Callable[[], str]


@dataclass(frozen=True)
class ListLink:
    """A list of the admin that belongs to a section: `name` is a URL name, for those with `permission`."""

    label: Text
    name: str
    permission: str

    @property
    def anchor(self) -> str:
        """Its id on the page of its group."""
        return self.name.replace(":", "-")


@dataclass(frozen=True)
class Group:
    """One page of the section. `keywords` are words that people look for and no label holds."""

    slug: str
    title: Text
    help: Text
    order: int
    permission: str = READING
    keywords: tuple[Text, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the group `group`: a form over columns of one singleton, links to lists, or both.

    `preview` returns HTML that shows what the settings do at present; its argument is the section's
    form, which may hold what a person has just typed.
    """

    group: str
    title: Text
    form: "type[SettingsForm] | None" = None
    help: Text = ""
    order: int = 50
    links: tuple[ListLink, ...] = ()
    preview: Callable[[Any], str] | None = None


def groups() -> list[Group]:
    """Return the groups that the installed apps declare, in order."""
    return sorted(declared("GROUPS"), key=lambda group: (group.order, group.slug))


def sections(group: Group) -> list[Section]:
    """Return the sections of `group`, in order."""
    found = [section for section in declared("SECTIONS") if section.group == group.slug]
    return sorted(found, key=lambda section: section.order)


def groups_for(user: Any | AnonymousUser) -> list[Group]:
    """Return the groups that `user` may open."""
    if not user.is_active or not user.is_staff:
        return []
    return [group for group in groups() if user.has_perm(group.permission)]


def declared(name: str) -> list[Any]:
    """Return all rows of the list `name` in the apps' modules `site_settings`."""
    found: list[Any] = []
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "site_settings"):
            found += getattr(import_module(f"{config.name}.site_settings"), name, [])
    return found
