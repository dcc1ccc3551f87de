"""Registry of the settings pages: groups, sections, permissions.

Every app declares its part in a module `site_settings.py`: `GROUPS` are pages, `SECTIONS` are parts of
pages, also of groups that another app declares. desk/settings_pages.py renders them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils.functional import Promise

from core.app_modules import declarations

if TYPE_CHECKING:
    from core.settings_forms import SettingsForm

Text = str | Promise

#: The permission for settings of the public pages: editors have it too (core/roles.py).
READING = "core.change_sitesettings"
#: The permission for settings of the site itself and its legal duties: administrators only.
SITE = "core.administer_site"


@dataclass(frozen=True)
class Place:
    """A page on which the effect of a setting is visible; `get_url` returns its URL or ""."""

    label: Text
    get_url: Callable[[], str]


@dataclass(frozen=True)
class ListLink:
    """A link from a section to an admin list: `name` is a URL name; users need `permission`."""

    label: Text
    name: str
    permission: str

    @property
    def anchor(self) -> str:
        """The HTML id on the page of the group."""
        return self.name.replace(":", "-")


@dataclass(frozen=True)
class Group:
    """One settings page. `keywords` are search words that occur in no label."""

    slug: str
    title: Text
    help: Text
    order: int
    permission: str = READING
    keywords: tuple[Text, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the page of `group`: a form of one singleton, links to lists, or both.

    `preview` returns HTML that shows the effect of the settings. Its argument is the section's form, which
    may be bound to unsaved input.
    """

    group: str
    title: Text
    form: "type[SettingsForm] | None" = None
    help: Text = ""
    order: int = 50
    links: tuple[ListLink, ...] = ()
    preview: Callable[[Any], str] | None = None


def groups() -> list[Group]:
    """Return the groups of all installed apps, sorted."""
    return sorted(declared("GROUPS"), key=lambda group: (group.order, group.slug))


def sections(group: Group) -> list[Section]:
    """Return the sections of `group`, sorted."""
    own = [section for section in declared("SECTIONS") if section.group == group.slug]
    return sorted(own, key=lambda section: section.order)


def groups_for(user: AbstractUser | AnonymousUser) -> list[Group]:
    """Return the groups that `user` may open."""
    if not user.is_active or not user.is_staff:
        return []
    return [group for group in groups() if user.has_perm(group.permission)]


def declared(name: str) -> list[Any]:
    """Return the items of the list `name` of all apps' modules `site_settings`."""
    return list(chain.from_iterable(declarations("site_settings", name)))
