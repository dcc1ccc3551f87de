"""The character encoding of an HTML page: byte order mark, header, `<meta>`, then a guess for Japanese."""

import codecs
import re
from typing import Final

#: Labels of the Encoding Standard that pages use, and Python's codec. Labels that are not here are ignored:
#: Python also has codecs that decompress, and remembers each unknown name.
_LABELS: Final = {
    label: codec
    for codec, labels in {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
        "cp932": "shift_jis shift-jis sjis x-sjis ms932 ms_kanji windows-31j csshiftjis cp932",
        "euc_jp": "euc-jp x-euc-jp eucjp euc_jp cseucpkdfmtjapanese",
        "iso2022_jp_ext": "iso-2022-jp csiso2022jp",
        "utf-16-le": "utf-16 utf-16le unicode",
        "utf-16-be": "utf-16be",
        "gb18030": "gb2312 gbk gb18030 x-gbk chinese",
        "big5hkscs": "big5 big5-hkscs x-x-big5",
        "cp949": "euc-kr ks_c_5601-1987 korean windows-949",
        "cp1252": "iso-8859-1 iso8859-1 latin1 us-ascii ascii windows-1252 iso_8859-1",
        "iso8859-2": "iso-8859-2 latin2",
        "cp1250": "windows-1250",
        "cp1251": "windows-1251",
        "cp1254": "iso-8859-9 windows-1254",
        "iso8859-15": "iso-8859-15",
        "koi8-r": "koi8-r",
    }.items()
    for label in labels.split()
}
#: Servers send this by default, whatever the page is, and it accepts all bytes: used if nothing else fits.
_DEFAULT: Final = "cp1252"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JAPANESE: Final = ("iso2022_jp_ext", "cp932", "euc_jp")
_PRESCAN: Final = 4_096  # bytes in which a <meta> may name the encoding
_SAMPLE: Final = 65_536  # bytes for a guess
_HEADER: Final = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I | re.A)
_META: Final = re.compile(
    rb"<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I
)
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fc\u3001\u3002]")


def decode(data: bytes, content_type: str) -> str:
    """Return the text of a page, or of its first part, with U+FFFD for what cannot be decoded."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], codec)
    declared = _declared(data, content_type)
    for codec in [*(name for name in declared if name != _DEFAULT), "utf-8"]:
        text = _decoded(data, codec)
        if _is_clean(text) and (codec != "utf-8" or b"\x1b$" not in data):
            return text
    guess = max(_JAPANESE, key=lambda codec: _likeness(_decoded(data[:_SAMPLE], codec)))
    return _decoded(data, guess if _likeness(_decoded(data[:_SAMPLE], guess)) > 0 else _DEFAULT)


def _declared(data: bytes, content_type: str) -> list[str]:
    """Return the codecs that header and <meta> name."""
    header = _HEADER.search(content_type[:500])
    meta = _META.search(data[:_PRESCAN])
    labels = [header[1] if header else "", meta[1].decode("ascii", "ignore") if meta else ""]
    codecs_named = [_LABELS.get(label.lower(), "") for label in labels]
    if codecs_named[1].startswith("utf-16"):
        codecs_named[1] = "utf-8"  # what could be read as ASCII is not UTF-16 (Encoding Standard)
    return [name for name in codecs_named if name]


def _decoded(data: bytes, codec: str) -> str:
    """Return the text; a character that is cut off at the end is left out."""
    return data.decode(codec, "replace").removesuffix("\ufffd")


def _is_clean(text: str) -> bool:
    """Whether at most 2 % of the characters outside ASCII could not be decoded."""
    outside = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") * 50 <= outside


def _likeness(text: str) -> int:
    """Return how much `text` resembles Japanese: every page has kana, and a wrong encoding gives hardly any."""
    return len(_KANA.findall(text)) - 5 * text.count("\ufffd")
