"""Menu items, saved menus and rendered links for tests of menus."""

from blog.enums import MenuKind
from blog.models import Menu, MenuItem
from blog.navigation import menus
from tests.html import select, tree


def item(kind, target=None, **fields):
    """Return an unsaved menu item."""
    return MenuItem(kind=kind, target=getattr(target, "pk", None), **fields)


def heading(label):
    """Return an unsaved heading."""
    return item(MenuKind.TEXT, label=label)


def save_menu(place, *items):
    """Replace the items of the menu at `place`."""
    menu = Menu.objects.filter(place=place).first()
    menus.save(place, items, version=menu.version if menu else 0)


def links(client, selector, path="/"):
    """Return (text, URL) of the links that `selector` matches."""
    return [(a.text_content(), a.get("href")) for a in select(tree(client.get(path)), selector)]
