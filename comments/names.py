"""Reserved names: a guest who comments under a name of the blog's people is always held for moderation.

Names are normalized before they are compared: without case, width, spaces, marks and invisible characters. Small
kana become large ones, katakana become hiragana, lookalikes become the letters they imitate (カ for 力, ー for any
dash after kana, カ゛ for ガ, スヾキ for スズキ). The parts of a name may have any order. Words for a role ("official",
管理人) are removed; a name with nothing else is reserved too. One part of a name is not reserved: many people share it.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from accounts.models import User
from blog.models import Author, Persona
from comments.spam.normalized_text import plain, unmasked
from core.models import SiteSettings

#: Words for the people who run a site, alone or added to a name.
ROLES = (
    *("管理人", "管理者", "管理", "運営者", "運営", "事務局", "編集部", "編集長", "編集者", "編集"),
    *("公式", "本人", "本物", "中の人", "著者", "作者", "筆者", "執筆者", "投稿者", "ブログ主"),
    *("スタッフ", "モデレーター", "モデレータ", "オーナー", "サイト", "ブログ", "当サイト"),
    *("administrator", "admin", "moderator", "webmaster", "official", "owner", "staff", "editor"),
    *("author", "root", "system", "blog", "site", "team", "the", "mod"),
)
#: Titles and suffixes after a name.
TITLES = ("さん", "様", "さま", "氏", "先生", "より", "です")

_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
# Small katakana of Ainu, and the four voiced ones that have no hiragana.
_RARE = str.maketrans(
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿヷヸヹヺヽヾ", "くしすとぬはひふへほむらりるれろわゐゑをゝゞ"
)
# Standalone voicing marks, replaced by combining ones.
_VOICING = str.maketrans("゛゜ﾞﾟ", "\u3099\u309a\u3099\u309a")
_BEFORE_VOICING = re.compile("\\s+(?=[\u3099\u309a])")
# Kanji that look like katakana, next to katakana.
_TWINS = dict(zip("力口一二三工卜夕八才千匕厶乂丿", "カロー二三エトタハオチヒムメノ", strict=True))
_TWINS |= {"二": "ニ", "三": "ミ"}
_TWIN = re.compile(
    f"(?<=[ァ-ヺー])[{''.join(_TWINS)}]+(?![\u3400-\u9fff])|(?<![\u3400-\u9fff])[{''.join(_TWINS)}]+(?=[ァ-ヺー\u3099\u309a])"
)
# Dashes, waves and box-drawing lines in place of the long vowel mark.
_LONG = re.compile("(?<=[ぁ-ゖァ-ヺー])[\\-‐‑‒–—―−─━〜~～ｰ_]+")
_BETWEEN = re.compile(r"[\s・･·.,、=＝/]+")
_ITERATED = re.compile("(.)([ゝゞ])")


def is_taken(name: str) -> bool:
    """Whether `name` is that of an author, persona, staff member or the site, or only a role.

    One query. Sign-in names are not compared: they are private, and being held would reveal that one exists.
    """
    forms = _normalized_forms(name)
    return "" in forms or not forms.isdisjoint(_blog_names())


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return the letters and digits of `name`, normalized for comparison."""
    text = plain(_BEFORE_VOICING.sub("", name.translate(_VOICING)))
    text = _TWIN.sub(lambda match: "".join(_TWINS[letter] for letter in match.group()), text)
    text = unmasked(_LONG.sub("ー", normalize("NFC", text)))
    text = text.translate(_RARE).translate(_TO_HIRAGANA).translate(_SMALL)
    text = _ITERATED.sub(lambda match: match[1] + _repeated(match[1], match[2]), text)
    return "".join(filter(str.isalnum, text))


def _repeated(kana: str, mark: str) -> str:
    """Return the kana that an iteration mark after `kana` means: スヾキ is スズキ."""
    return normalize("NFC", f"{kana}\u3099") if mark == "ゞ" else kana


def _sorted_parts(name: str) -> str:
    """Return the folded parts of `name` in sorted order, "" for fewer than two parts."""
    parts = list(filter(None, map(folded, _BETWEEN.split(plain(name)))))
    return " ".join(sorted(parts)) if len(parts) > 1 else ""


def _blog_names() -> set[str]:
    """Return the folded names of authors, personas, staff and the site, in one query."""
    names = (
        Author.objects.order_by()
        .values_list("name")
        .union(
            Author.objects.order_by().values_list("reading"),
            Persona.objects.order_by().values_list("name"),
            User.objects.order_by().filter(is_staff=True, is_active=True).values_list("name"),
        )
    )
    all_names = [name for (name,) in names] + [SiteSettings.load().name]
    return {form for name in all_names for form in (folded(name), _sorted_parts(name))} - {""}


def _normalized_forms(name: str) -> set[str]:
    """Return the folded name, with and without roles and titles at its ends; "" if it has nothing else.

    A name without any letter or digit is returned unchanged.
    """
    rest = folded(name)
    forms = {rest} if rest else {name}
    forms |= {_sorted_parts(name)} - {""}
    while rest and (shorter := _strip_one(rest)) != rest:
        forms.add(rest := shorter)
    return forms


def _strip_one(text: str) -> str:
    """Remove one title at the end of `text`, or one role at either end."""
    for title in _TITLES:
        if text.endswith(title) and text != title:
            return text.removesuffix(title)
    for role in _ROLES:
        if text.endswith(role):
            return text.removesuffix(role)
        if text.startswith(role):
            return text.removeprefix(role)
    return text


_ROLES = sorted(map(folded, ROLES), key=len, reverse=True)
_TITLES = tuple(map(folded, TITLES))
