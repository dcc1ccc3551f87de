"""What readers type is stored without tricks, and nothing that people really write is lost."""

import pytest

from core.cleaning import clean_line, clean_text, typed_line


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("山田　太郎", "山田 太郎"),
        ("  O'Brien & <b>Söhne</b>  ", "O'Brien & <b>Söhne</b>"),
        ("か\u3099くせい", "がくせい"),
        ("管理人\r\nBcc: all@example.com", "管理人 Bcc: all@example.com"),
        ("行\u2028送り\u2029\x0b\x85です", "行 送り です"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("nul\x00\x07\x1b[31m", "nul[31m"),
        ("\u3164\u115f\u2800\u200b", ""),
        ("髙橋𠮷", "髙橋𠮷"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("🫨🧵", "🫨🧵"),
        ("Z" + "\u0335" * 40 + "algo", "Z" + "\u0335" * 3 + "algo"),
    ],
)
def test_a_name_is_one_visible_line(typed: str, stored: str) -> None:
    assert clean_line(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("\tcode", "\tcode"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u202eb\u2067c\u2069", "abc"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\ufffe\uffff", "a"),
        (" \n\u200b\u3164 ", ""),
    ],
)
def test_a_text_keeps_what_scripts_and_emoji_need(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("題\b名\x1f\x7f\x85", "題名"),
        ("一\r\n二\x0b三\u2028四\t五", "一 二 三 四 五"),
        ("第一章　始まり", "第一章　始まり"),
        ("👨\u200d👩\u200d👧 と 葛\U000e0100城", "👨\u200d👩\u200d👧 と 葛\U000e0100城"),
        ("逆\u202e順\u2067", "逆順"),
        ("\ufffe\uffff\ud800x", "x"),
        (" \u200b\u3164 ", ""),
    ],
)
def test_a_line_is_kept_as_it_was_typed_without_control_characters(typed: str, kept: str) -> None:
    assert typed_line(typed) == kept
