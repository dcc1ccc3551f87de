"""Features that the oldest supported browsers lack have a fallback: tools/browser_floor.py."""

from pathlib import Path

import pytest

from tools import browser_floor

ROOT = Path(__file__).resolve().parents[2]


def css(text: str) -> list[tuple[int, str]]:
    return [(line, feature.name) for line, feature in browser_floor.in_css(text)]


def script(text: str) -> list[tuple[int, str]]:
    return [(line, feature.name) for line, feature in browser_floor.in_script(text)]


def test_the_site_uses_nothing_without_a_fallback_besides_what_is_known() -> None:
    uses = browser_floor.find()
    unknown = [u for u in uses if (u.path, u.feature.name) not in browser_floor.KNOWN]
    assert [str(use) for use in unknown] == []
    assert {(use.path, use.feature.name) for use in uses} == browser_floor.KNOWN.keys()


def test_every_row_of_the_table_is_newer_than_the_oldest_browsers() -> None:
    rows = (*browser_floor.CSS, *browser_floor.SCRIPTS)
    assert [row.name for row in rows if not row.missing_in] == []
    assert len({row.name for row in rows}) == len(rows)
    oldest = browser_floor.Feature("x", "x", *browser_floor.FLOOR.values())
    assert oldest.missing_in == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md", "docs/ja/README.md"])
def test_the_documents_name_the_oldest_browsers(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    versions = [f"{browser} {version:g}" for browser, version in browser_floor.FLOOR.items()]
    assert [version for version in versions if version not in text] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a {\n  color: light-dark(red, blue);\n}", [(2, "light-dark()")]),
        ("@layer x {\n  a:popover-open { color: red; }\n}", [(2, ":popover-open")]),
        ("a { b: c }\n@starting-style {\n  a { opacity: 0 }\n}", [(2, "@starting-style")]),
        ("a {\n  /* mask: x; */\n  color: red;\n\n  mask: none\n}", [(5, "mask")]),
        ('a { content: "} &"; }\nb {\n  & c { color: red }\n}', [(3, "nesting")]),
        ("a { text-wrap: nowrap; }", [(1, "text-wrap")]),
        ("a {\n  mask: none;\n  mask: url(x);\n}", [(2, "mask"), (3, "mask")]),
        ("a { transition: top 1s linear(0, 0.5, 1); }", [(1, "linear() easing")]),
        # What every supported browser has, or what is only nicer with it
        ("a { color: color-mix(in srgb, red, blue); height: 1lh; }", []),
        ("a { text-wrap: balance; field-sizing: content; }", []),
        ("a { background: linear-gradient(red, blue); transform: translate(0); }", []),
    ],
)
def test_a_feature_of_newer_browsers_is_found_in_css(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert css(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "@supports (color: light-dark(red, blue)) { a { color: light-dark(red, blue); } }",
        "a { color: light-dark(red, blue); } @supports not (color: light-dark(red, blue)) { a {} }",
        "a { color: red; color: light-dark(red, blue); }",
        "a { -webkit-mask: none; mask: none; }",
        "@supports (mask: none) { @media print { a { mask: none; } } }",
        "@supports selector(:popover-open) { a:popover-open { color: red; } }",
        "a {\n  /* progressive: plain without it */\n  mask: none;\n}",
        "a { mask: none; /* progressive: plain without it */ }",
    ],
)
def test_a_fallback_in_css_is_seen(text: str) -> None:
    assert css(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "@supports (top: 0) { a { mask: none; } }",
        "b { -webkit-mask: none; } a { mask: none; }",
        "a { mask: none; -webkit-mask: none; }",
        "a {\n  /* progressive: */\n  mask: none;\n}",
        "/* progressive: too far away */\na {\n\n  mask: none;\n}",
    ],
)
def test_what_is_no_fallback_in_css_is_not_taken_for_one(text: str) -> None:
    assert [name for _line, name in css(text)] == ["mask"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("const a = 1;\nnav.hidePopover();", [(2, "popovers")]),
        ("if (nav.hidePopover && open) nav.hidePopover();", []),
        ("// progressive: never without popovers\nnav.hidePopover();", []),
        ("// nav.hidePopover() hides it", []),
        ("new FormData(form, event.submitter);", [(1, "FormData(form, submitter)")]),
        ("new FormData(form); append(a, b);", []),
        ("Object.groupBy(rows, key);", [(1, "Object.groupBy")]),
        ("[...map.values()].map(f); other.at(-1);", []),
        ("map.values().map(f);", [(1, "Iterator")]),
        ("text.replace(/x/gu, y); a / b / v;", []),
        ("text.match(/[x&&y]/v);", [(1, "flag v of expressions")]),
    ],
)
def test_a_feature_of_newer_browsers_is_found_in_scripts(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert script(text) == found


def test_the_command_fails_on_a_use_that_is_not_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(browser_floor, "ROOT", tmp_path)
    assert browser_floor.main() == 0
    sheet = tmp_path / "static/css/new.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("a {\n  mask: none;\n}\n")
    assert browser_floor.main() == 1
    said = capsys.readouterr().out
    assert "static/css/new.css:2: mask needs Chrome 120 and has no fallback" in said
