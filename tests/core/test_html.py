"""Threat 1: nothing that is stored can execute, in any profile, filled or not."""

from pathlib import Path

import html5lib
import pytest

from core.markdown import Profile, render
from core.markdown.slots import fill, slots_in

VECTORS = (Path(__file__).parent / "data" / "xss_vectors.txt").read_text("utf-8").split("\n----\n")
ALLOWED = frozenset(
    [
        "html",
        "head",
        "body",
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
COMMENT_ALLOWED = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "br",
        "em",
        "strong",
        "s",
        "code",
        "pre",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
    ]
)


def elements(html):
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return [node for node in tree.iter() if isinstance(node.tag, str)]


def check(html, allowed):
    for node in elements(html):
        assert node.tag in allowed, node.tag
        for name, value in node.attrib.items():
            assert not name.lower().startswith("on"), (node.tag, name)
            assert name.lower() not in {"style", "srcdoc", "src", "action", "formaction", "name"}
            if name == "href":
                scheme = "".join(c for c in value if c > " ").lower().partition(":")[0]
                assert scheme not in {"javascript", "vbscript", "data", "file", "blob"}, value
            if name == "id":
                assert value.startswith(("h-", "fn-", "fnref-")), value


def test_there_are_enough_vectors():
    assert len(VECTORS) >= 150
    assert len(set(VECTORS)) == len(VECTORS)


@pytest.mark.parametrize("profile", [Profile.POST, Profile.COMMENT, Profile.BIO])
def test_no_vector_leaves_anything_that_could_execute(profile):
    allowed = ALLOWED if profile is Profile.POST else COMMENT_ALLOWED | {"ruby", "rt", "rp"}
    for vector in VECTORS:
        html = render(vector, profile=profile).html
        check(html, allowed)
        check(fill(html, {}), allowed)


@pytest.mark.parametrize("profile", list(Profile))
def test_all_vectors_in_one_text_stay_harmless(profile):
    html = render("\n\n".join(VECTORS), profile=profile).html
    check(html, ALLOWED)
    check(render("\n\n> - ".join(VECTORS), profile=profile).html, ALLOWED)


def test_a_toc_entry_holds_inline_markup_only():
    for vector in VECTORS:
        for entry in render("## " + vector.replace("\n", " ")).toc:
            check(entry.html, COMMENT_ALLOWED | {"wbr", "ruby", "rt", "rp"})


@pytest.mark.parametrize(
    "forged",
    [
        '<!--slot:ad {"name":"x"}-->',
        'text <!--slot:ad {"name":"x"}--> text',
        '[x](/a "<!--slot:ad {}-->")',
        "![<!--slot:ad {}-->](https://a.example/x.png)",
        "`<!--slot:ad {}-->`",
        "    <!--slot:ad {}-->",
        "&lt;!--slot:ad {}--&gt;",
        '<x-slot data-n="00000000000000000000000000000000-0">x</x-slot>',
        '<p title="<!--slot:ad {}-->">x</p>',
        "```\n<!--slot:ad {}-->\n```",
        "\ue0000000000000000000:0\ue001",
    ],
)
@pytest.mark.parametrize("profile", list(Profile))
def test_an_author_cannot_forge_a_slot(forged, profile):
    assert slots_in(render(forged, profile=profile).html) == []
