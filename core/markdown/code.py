"""Code blocks: file name, marked lines, diff, and syntax highlighting by CSS class.

The info string is ``language:file name {lines}``, for example ``python:app.py {1,3-5}``.
``title="app.py"`` also sets the file name. ``diff`` and ``diff-python`` mark lines that begin
with ``+`` and ``-``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from django.utils.html import escape
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from core.markdown.context import Context, context_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict
    from pygments.lexer import Lexer

#: Longer blocks, and blocks after this much highlighted code, are not highlighted.
MAX_BLOCK: Final = 20_000
MAX_TOTAL: Final = 60_000
MAX_LINE: Final = 1_000
#: Highlighted languages: those whose lexer was measured on hostile input.
LANGUAGES: Final = frozenset(
    [
        "python",
        "py",
        "bash",
        "sh",
        "shell",
        "console",
        "javascript",
        "js",
        "typescript",
        "ts",
        "json",
        "html",
        "css",
        "sql",
        "yaml",
        "yml",
        "toml",
        "ini",
        "go",
        "rust",
        "java",
        "kotlin",
        "swift",
        "c",
        "cpp",
        "csharp",
        "ruby",
        "php",
        "lua",
        "r",
        "docker",
        "dockerfile",
        "nginx",
        "xml",
    ]
)
_TITLE = re.compile(r'title="([^"]{1,200})"')
_MARKS = re.compile(r"\{([0-9,\- ]{1,200})\}")
_FORMATTER = HtmlFormatter(nowrap=True)


@dataclass(frozen=True)
class Info:
    """A parsed info string."""

    language: str
    name: str
    marked: frozenset[int]
    is_diff: bool


def code_plugin(md: MarkdownIt) -> None:
    """Add the render rules of fenced and indented code."""
    md.add_render_rule("fence", _render_fence)
    md.add_render_rule("code_block", _render_indented)


def parse_info(info: str) -> Info:
    """Parse the info string, the text after the opening fence."""
    info = info.strip()[:500]
    title = _TITLE.search(info)
    marks = _MARKS.search(info)
    head = info.split(maxsplit=1)[0] if info else ""
    if head.startswith(("{", "title=")):
        head = ""
    head = head.split("{", 1)[0]
    language, _colon, name = head.partition(":")
    is_diff = language == "diff" or language.startswith("diff-")
    return Info(
        language=language.removeprefix("diff").removeprefix("-").lower() if is_diff
        else language.lower(),
        name=title[1] if title else name,
        marked=_line_numbers(marks[1]) if marks else frozenset(),
        is_diff=is_diff,
    )  # fmt: skip


def _line_numbers(text: str) -> frozenset[int]:
    numbers: set[int] = set()
    for part in text.split(","):
        first, _dash, last = part.strip().partition("-")
        if first.strip().isdigit():
            end = int(last) if last.strip().isdigit() else int(first)
            numbers.update(range(int(first), min(end, int(first) + 2000) + 1))
    return frozenset(numbers)


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


def _highlight(code: str, language: str, context: Context) -> list[str]:
    """Return a line of HTML per line of ``code``; escaped text if it is not highlighted."""
    lexer = _lexer(language) if language in LANGUAGES else None
    total = context.highlighted + len(code)
    plain: list[str] = [escape(line) for line in code.split("\n")]
    if lexer is None or len(code) > MAX_BLOCK or total > MAX_TOTAL:
        return plain
    if max(map(len, plain)) > MAX_LINE:
        return plain
    context.highlighted = total
    lines: list[str] = highlight(code, lexer, _FORMATTER).split("\n")[: len(plain)]
    return lines + [""] * (len(plain) - len(lines))


def render_code(code: str, info: Info, context: Context) -> str:
    """Return a ``<figure class="code">``, or a plain ``<pre>`` for BIO and COMMENT."""
    code = code.removesuffix("\n")
    if not context.profile.is_full:
        return f"<pre><code>{escape(code)}</code></pre>\n"
    signs = [line[:1] for line in code.split("\n")] if info.is_diff else []
    if info.is_diff:
        code = "\n".join(line[1:] if line[:1] in "+- " else line for line in code.split("\n"))
    lines = _highlight(code, info.language, context)
    body = "\n".join(
        _mark_line(line, number, signs[number - 1] if signs else "", info)
        for number, line in enumerate(lines, 1)
    )
    language = re.sub("[^a-z0-9+#-]", "", info.language)[:30]
    css = f' class="language-{language}"' if language else ""
    caption = f'<figcaption class="code-name">{escape(info.name)}</figcaption>' if info.name else ""
    pre = f'<pre class="highlight" tabindex="0"><code{css}>{body}\n</code></pre>'
    return f'<figure class="code">{caption}{pre}</figure>\n'


def _mark_line(line: str, number: int, sign: str, info: Info) -> str:
    """Return a line of HTML with its diff sign, in a ``<span>`` if it is marked."""
    if info.is_diff:
        line = (sign if sign in ("+", "-") else " ") + line
    names = []
    if number in info.marked:
        names.append("line-marked")
    if sign in ("+", "-"):
        names.append("diff-add" if sign == "+" else "diff-del")
    return f'<span class="{" ".join(names)}">{line}</span>' if names else line


def _render_fence(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    token = tokens[index]
    return render_code(token.content, parse_info(token.info), context_of(env))


def _render_indented(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    return render_code(tokens[index].content, parse_info(""), context_of(env))
