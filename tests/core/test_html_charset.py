"""The encoding of a page: declared, wrongly declared, or guessed."""

import codecs
import random

import pytest

from core.html_charset import decode

TEXT = "<p>ひらがなとカタカナの文章です。漢字も、記号も①あります。</p>"
PLAIN = TEXT.replace("①", "")  # JIS X 0208 only


def meta(label: str) -> bytes:
    return f'<html><head><meta charset="{label}">'.encode()


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("UTF-8", "utf-8", TEXT),
        ("utf8", "utf-8", TEXT),
        ("Shift_JIS", "cp932", TEXT),
        ("x-sjis", "cp932", TEXT),
        ("Windows-31J", "cp932", TEXT),
        ("EUC-JP", "euc_jp", PLAIN),
        ("ISO-2022-JP", "iso2022_jp", PLAIN),
        ("gb2312", "gb18030", "<p>简体中文</p>"),
        ("Big5", "big5", "<p>繁體中文</p>"),
        ("EUC-KR", "cp949", "<p>한국어</p>"),
        ("ISO-8859-1", "cp1252", "<p>café naïve “quoted”</p>"),
    ],
)
def test_a_declared_encoding_is_used(label: str, codec: str, text: str) -> None:
    data = text.encode(codec)
    assert decode(data, f"text/html; Charset = '{label}'") == text
    assert decode(meta(label) + data, "text/html").endswith(text)
    equivalent = f'<META content="text/html; charset={label}" http-equiv=Content-Type>'.encode()
    assert decode(equivalent + data, "").endswith(text)


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
def test_an_encoding_that_is_not_declared_is_guessed(codec: str) -> None:
    assert decode(PLAIN.encode(codec), "text/html") == PLAIN
    for label in ("unknown-9", "ISO-8859-1"):
        assert decode(PLAIN.encode(codec), f"text/html; charset={label}") == PLAIN


def test_a_meta_element_cannot_say_utf_16() -> None:
    assert decode(meta("utf-16") + TEXT.encode(), "text/html").endswith(TEXT)


def test_a_western_page_is_not_taken_for_japanese() -> None:
    for text in ("<p>café à la carte</p>", "<p>¤¢ é à ü ñ</p>"):  # ¤¢ are the bytes of あ in EUC-JP
        assert decode(text.encode("cp1252"), "text/html") == text


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
def test_a_wrong_header_is_corrected(codec: str) -> None:
    label = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP"}.get(codec, codec)
    for header in ("UTF-8", "ISO-8859-1", "EUC-JP" if codec == "cp932" else "ISO-2022-JP"):
        data = meta(label) + PLAIN.encode(codec)
        assert decode(data, f"text/html; charset={header}").endswith(PLAIN)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_comes_before_everything(mark: bytes, codec: str) -> None:
    assert decode(mark + TEXT.encode(codec), "text/html; charset=Shift_JIS") == TEXT


def test_a_damaged_byte_and_a_cut_end_do_not_change_the_encoding() -> None:
    data = (PLAIN * 20).encode("cp932")
    damaged = decode(data[:-5] + b"\xff\xff", "text/html; charset=Shift_JIS")
    assert damaged.startswith(PLAIN * 19)
    korean = "<p>한국어 문장입니다. 가나다라마바사아자차카타파하.</p>" * 20
    damaged = decode(korean.encode("cp949") + b"\xff \xff", "text/html; charset=EUC-KR")
    assert damaged.startswith(korean)
    assert decode(PLAIN.encode()[:-6], "").startswith("<p>ひらがな")


@pytest.mark.parametrize(
    "label", ["zlib", "rot13", "hex", "idna", "unicode_escape", "utf-7", "os", "x" * 99, "../x"]
)
def test_names_of_other_codecs_mean_nothing(label: str) -> None:
    assert decode(b"+ADw- \\u0041 abc", f"text/html; charset={label}") == "+ADw- \\u0041 abc"


def test_no_bytes_raise_an_error() -> None:
    chance = random.Random(13)
    heads = [b"", b"\x1b$B", b"\x8f", b"\xfe\xff", b"\xff\xfe", meta("iso-2022-jp"), meta("utf-16")]
    for number in range(300):
        data = heads[number % len(heads)] + chance.randbytes(chance.randrange(50))
        assert isinstance(decode(data * chance.randrange(1, 9), ""), str)
    for byte in (b"\x1b", b"\x1b$", b"\xff", b"\x8f", b"\0"):
        assert isinstance(decode(byte * 10_000, "text/html; charset=iso-2022-jp"), str)
