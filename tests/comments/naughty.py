"""Strings that have broken mails, pages and databases elsewhere, made from rules by category."""

import unicodedata
from collections.abc import Iterator
from itertools import product

VICTIM = "victim@example.net"

LINE_ENDS = [
    "\r\n",
    "\n",
    "\r",
    "\n\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "%0d%0a",
]
HEADERS = [
    f"Bcc: {VICTIM}",
    f"To: {VICTIM}",
    "Subject: X-Evil",
    "X-Evil: 1",
    "Content-Type: text/html\n\n<b>X-Evil</b>",
    ".",
    f".\r\nRCPT TO:<{VICTIM}>",
]
BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064"
    "\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb"
    "\U000e0001\U000e0041\U000e007f\U000e0100\U0001d173"
)
CARRIERS = ["太{}郎", "{}管理人", "paypal{}.example"]
TAGS = ["script", "img src=x", "svg", "iframe", "body", "math", "details open", "input autofocus"]
HANDLERS = [
    "onerror=alert(1)",
    "onload=alert(1)",
    "onfocus=alert`1`",
    "ontoggle=alert&lpar;1&rpar;",
]
WRAPPINGS = ["<{}>", '"><{}>', "'><{} ", "</textarea><{}>", "<!--><{}>", "<<{}>>"]
SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<x>",
]
SCHEMES += ["vbscript:x", "//evil.example", "javascript&colon;alert(1)", "\x01javascript:alert(1)"]
LINKS = ["[x]({})", "![x]({})", "<{}>", "[x]: {}\n\n[x]", "[x](<{}>)"]
CODE = [
    "{{ site.secret }}",
    "{% load admin %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7 %>",
    "%(name)s",
    "%s%n%x",
    "{0.__class__}",
    "' OR 1=1 --",
    "'; DROP TABLE comments_comment; --",
    '" UNION SELECT 1 --',
    "$(touch x)",
    "`id`",
    "; ls /",
    "| cat /etc/passwd",
    "../../etc/passwd",
    "..\\..\\x",
    "C:\\x",
    "file:///etc/passwd",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]>",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt;",
    "&#0;",
    "&#x1F600;",
    "&nbsp;",
    "%00",
    "%E3%81",
    "\\u0000",
    "\\x00",
    "\\",
    "\\\\",
    "''",
    '""',
    "`",
    "```",
]
WORDS = [
    "null",
    "NULL",
    "None",
    "nil",
    "undefined",
    "NaN",
    "Infinity",
    "-Infinity",
    "true",
    "False",
    "0",
    "-0",
    "-1",
    "1e309",
    "0x7fffffff",
    "2147483648",
    "9" * 40,
    "1/0",
    "1,000",
    "٣",
    "①",
    "ⅷ",
    "CON",
    "aux",
    "constructor",
    "__proto__",
    "hasOwnProperty",
    "admin",
    "root",
    "postmaster",
    "Scunthorpe",
]
ADDRESSES = [
    f"a@example.com, {VICTIM}",
    f"a@example.com;{VICTIM}",
    f"<{VICTIM}>",
    f"A <{VICTIM}>",
    f"a@example.com\n{VICTIM}",
    f"a@example.com%0aBcc:{VICTIM}",
    '"a b"@example.com',
    "a@b@example.com",
    "a@[127.0.0.1]",
    "a@localhost",
    "a@-example.com",
    "a@example..com",
    ".a@example.com",
    "a@",
    "@example.com",
    "ａ@example.com",
    "a@ｅxample.com",
    "а@example.com",
    "a@exämple.com",
    "a\u200b@example.com",
    "a\u202e@example.com",
    "a@example.com\x00",
    "x" * 65 + "@example.com",
    "a@" + "x" * 250 + ".com",
    "mailto:a@example.com",
    "a(comment)@example.com",
    "a%b@example.com",
]
ENCODED = [
    "=?utf-8?b?QmNjOiB4?=",
    "=?utf-8?q?Bcc:_x?=",
    "=?iso-2022-jp?B?GyRCJCIbKEI=?=",
    "=?x?y?z?=",
    "=0D=0ABcc: x",
    "+ACI-Bcc",
    '\x1b$B$"\x1b(B',
    "From x",
    ">From x",
    "begin 644 x",
    "--boundary--",
]
SCRIPTS = [
    "مرحبا",
    "שלום",
    "नमस्ते",
    "ไทย",
    "한국어",
    "ǅ",
    "ﬃ",
    "ß",
    "İı",
    "Ω≈ç√∫",
    "田中さん",
    "𠮷野家",
    "辻󠄀",
    "ｶﾞｷﾞｸﾞ",
    "が",
    "か\u3099",
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🇯🇵",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e" + "\u0301" * 40,
    "Z̷̧͝a̴l̶g̵o̶",
    "﷽",
    "𒐫",
    "\ue000",
    "\U0010ffff",
    "\ufffe",
    "\ud800",
    "\udfff\ud800",
    "␀",
    "¯\\_(ツ)_/¯",
    "Ⓣⓗⓔ",
]


def strings() -> list[str]:
    """Return more than 500 of them, each once, in a fixed order."""
    return list(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    yield from (f"名前{end}{header}" for end, header in product(LINE_ENDS, HEADERS))
    controls = [chr(number) for number in (*range(0x20), *range(0x7F, 0xA0))]
    spaces = [chr(n) for n in range(0x3001) if unicodedata.category(chr(n)) == "Zs"]
    yield from (f"見{char}える" for char in controls + spaces)
    yield from (char * 3 for char in controls[:9] + spaces)
    for char, carrier in product(BIDI + INVISIBLE, CARRIERS):
        yield carrier.format(char)
    yield from (char * 5 for char in BIDI + INVISIBLE)
    for wrapping, tag in product(WRAPPINGS, TAGS):
        yield wrapping.format(f"{tag} {HANDLERS[len(tag) % len(HANDLERS)]}")
    for link, scheme in product(LINKS, SCHEMES):
        yield link.format(scheme)
    yield from CODE + WORDS + ADDRESSES + ENCODED + SCRIPTS
    yield from ("あ" * length for length in (50, 51, 999, 3000, 3001))
    yield from ("", " ", "\u3000", "\n", "a\n" * 40, "> " * 400, "* " * 400, "[" * 400, "<" * 400)
