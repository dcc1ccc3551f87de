"""Helpers of the feed tests: parsers and element names."""

from pathlib import Path
from typing import Any

import feedparser
from django.test import Client
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"


CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


ATOM_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "data" / "atom.rng"))


FORMATS = ["", "atom/", "json/"]


def rss(client: Client, url: str = "/feed/") -> Any:
    return etree.fromstring(client.get(url).content)


def atom(client: Client, url: str = "/feed/atom/") -> Any:
    return etree.fromstring(client.get(url).content)


def json_feed(client: Client, url: str = "/feed/json/") -> dict[str, Any]:
    return client.get(url).json()


def titles(client: Client, url: str) -> list[str]:
    return [entry.title for entry in feedparser.parse(client.get(url).content).entries]
