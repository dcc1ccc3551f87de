"""The entries of the editor's help: what authors can write, with an example and search words.

An entry whose key is the `data-insert` of a toolbar button shares its label and search words with the
menu at the cursor (static/js/editor/block_menu.js). A test requires an entry for each block, each rule
of the Markdown parser and each button.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Entry:
    """One syntax or block.

    `source` is the example; `english` replaces it in an English interface. `words` are readings, Latin
    letters and names that the search finds. `rules` are the rules of the Markdown parser that the example
    shows. `is_inline` examples are inserted within a line. An entry that `inserts` nothing has an example
    that works only with rows of the site, such as an image.
    """

    key: str
    title: "_StrPromise | str"
    words: str
    source: str
    english: str = ""
    help: "_StrPromise | str" = ""
    rules: tuple[str, ...] = ()
    is_inline: bool = False
    inserts: bool = True

    def example(self, language: str) -> str:
        """Return the Markdown of the example in `language`."""
        return self.source if language.startswith("ja") or not self.english else self.english


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    title: "_StrPromise"
    entries: tuple[Entry, ...] = field(default_factory=tuple)


_HEADINGS: Final = (
    Entry(
        "heading", _("Section"), "おおみだし みだし oomidashi midashi heading h2",
        "## 春の支度\n\n本文です。", "## Spring\n\nText.", rules=("heading",),
        help=_("The title is the heading of level 1, so the text begins with ##."),
    ),
    Entry(
        "heading3", _("Subsection"), "なかみだし みだし nakamidashi chuumidashi midashi heading h3",
        "## 春の支度\n\n### 窓を開ける", "## Spring\n\n### Opening the window",
    ),
    Entry(
        "heading4", _("Heading in a subsection"), "こみだし みだし komidashi midashi heading h4",
        "## 春の支度\n\n### 窓を開ける\n\n#### 北の窓",
        "## Spring\n\n### Opening the window\n\n#### The north window",
    ),
    Entry(
        "heading-underlined", _("Underlined heading"), "かせん みだし kasen midashi underlined setext",
        "春の支度\n---", "Spring\n---", rules=("lheading",),
    ),
    Entry(
        "heading-id", _("Heading with an id"), "みだし あいでぃー midashi id anchor アンカー",
        "## 春の支度 {#spring}\n\n[支度へ](#spring)", "## Spring {#spring}\n\n[To spring](#spring)",
        rules=("heading_ids",), help=_("Links lead to the id, even after the heading is reworded."),
    ),
    Entry(
        "toc", _("Table of contents"), "もくじ mokuji toc contents",
        "[TOC]\n\n## 一日目\n\n## 二日目\n\n## 三日目", "[TOC]\n\n## Day one\n\n## Day two\n\n## Day three",
        help=_("Without [TOC] it is placed before the first heading, if there are enough headings."),
    ),
)  # fmt: skip

_STYLES: Final = (
    Entry(
        "paragraph", _("Paragraphs and line breaks"), "だんらく かいぎょう danraku kaigyou paragraph br",
        "最初の段落です。\nここで改行します。\n\n空行のあとは次の段落です。",
        "The first paragraph.\nA new line.\n\nAfter an empty line, the next paragraph.",
        rules=("newline", "joined_lines"),
        help=_("A setting of the site, or of the post, decides whether a single line break is kept."),
    ),
    Entry(
        "bold", _("Bold"), "ふとじ きょうちょう futoji kyouchou bold strong",
        "とても**大切**です。", "This is **important**.", is_inline=True, rules=("emphasis",),
    ),
    Entry(
        "italic", _("Emphasis"), "きょうちょう しゃたい kyouchou shatai italic emphasis em",
        "これは*強調*です。", "This is *stressed*.", is_inline=True,
    ),
    Entry(
        "marker", _("Marker"), "まーかー ma-ka- marker mark", "<mark>覚えておきたいところ</mark>",
        "<mark>worth remembering</mark>", is_inline=True, rules=("html_inline",),
    ),
    Entry(
        "strike", _("Struck through"), "とりけし torikeshi strike del", "~~前の値段~~", "~~old price~~",
        is_inline=True, rules=("strikethrough",),
    ),
    Entry(
        "inlinecode", _("Code within a line"), "こーど ko-do inline code",
        "`make serve` で動きます。", "`make serve` starts it.", is_inline=True, rules=("backticks",),
    ),
    Entry(
        "footnote", _("Footnote"), "きゃくちゅう ちゅうしゃく kyakuchuu chuushaku footnote",
        "本文((文の終わりに出る注釈です。))", "Text((A footnote at the end.))", is_inline=True,
        rules=("footnote_parentheses", "footnote_tail"),
    ),
    Entry(
        "footnote-named", _("Footnote written elsewhere"), "きゃくちゅう kyakuchuu footnote reference",
        "本文[^1]\n\n[^1]: 注釈の文です。", "Text[^1]\n\n[^1]: The footnote.",
        rules=("footnote_ref", "footnote_def"),
    ),
    Entry(
        "escape", _("Marks as they are"), "えすけーぷ きごう esuke-pu kigou escape backslash entity",
        r"\*印のまま\*、\｜縦棒、&copy;", r"\*as it is\*, \｜, &copy;", is_inline=True,
        rules=("escape", "japanese_escape", "entity"),
        help=_("A backslash before a mark shows the mark itself."),
    ),
    Entry(
        "html", "HTML", "えいちてぃーえむえる html tag kbd sub sup",
        "<p>水は H<sub>2</sub>O、保存は <kbd>Ctrl</kbd> + <kbd>S</kbd> です。</p>",
        "<p>Water is H<sub>2</sub>O, <kbd>Ctrl</kbd> + <kbd>S</kbd> saves.</p>", rules=("html_block",),
        help=_("Harmless elements are kept. Scripts, styles and classes are removed with a warning."),
    ),
)  # fmt: skip

_LISTS: Final = (
    Entry(
        "list", _("Bulleted list"), "かじょうがき りすと kajougaki risuto list ul",
        "- 糸\n- 針\n  - 細い針", "- thread\n- needle\n  - thin needle", rules=("list",),
    ),
    Entry(
        "numbered", _("Numbered list"), "ばんごう りすと bangou risuto numbered ol",
        "1. 紙を折る\n2. 穴を開ける\n3. 糸でとじる", "1. Fold\n2. Punch\n3. Sew",
    ),
    Entry(
        "checklist", _("Check list"), "ちぇっくりすと tyekkurisuto chekkurisuto checklist todo",
        "- [x] 題名を決める\n- [ ] 写真を選ぶ", "- [x] Title\n- [ ] Photos",
    ),
    Entry(
        "definitions", _("Definition list"), "ていぎ ようご teigi yougo definition dl",
        "和綴じ\n: 糸で背をとじる製本です。", "Stab binding\n: A book sewn along its spine.",
        rules=("deflist",),
    ),
)  # fmt: skip

_JAPANESE: Final = (
    Entry(
        "ruby", _("Ruby"), "るび ふりがな rubi furigana ruby",
        "{漢字|かんじ}、{東京|とう|きょう}、｜紫陽花《あじさい》", is_inline=True,
        rules=("ruby_braces", "ruby_brackets"),
    ),
    Entry(
        "bouten", _("Emphasis dots"), "ぼうてん bouten emphasis", "ここが《《大切》》です。", is_inline=True
    ),
    Entry(
        "note", _("Note"), "こめ ちゅうき kome chuuki note", "※価格は税込みです。", "※Prices include tax.",
        rules=("note_lines",),
    ),
)  # fmt: skip

_LINKS: Final = (
    Entry(
        "link", _("Link"), "りんく rinku link url", "[綴の使い方](https://example.com/)",
        "[How to use it](https://example.com/)", is_inline=True, rules=("link",),
    ),
    Entry(
        "bare-url", _("URL as a link"), "りんく rinku link url autolink",
        "https://example.com/ と <https://example.org/>", "https://example.com/ and <https://example.org/>",
        is_inline=True, rules=("bare_link", "autolink"),
    ),
    Entry(
        "link-named", _("Link written elsewhere"), "りんく さんしょう rinku sanshou link reference",
        "[使い方][1]を読む。\n\n[1]: https://example.com/", "Read [this][1].\n\n[1]: https://example.com/",
        rules=("reference",),
    ),
    Entry(
        "image", _("Image"), "がぞう しゃしん gazou shashin image picture photo",
        '![窓辺で猫が眠っている](image:KEY "うちの猫")', '![A cat asleep at a window](image:KEY "Our cat")',
        rules=("image",), inserts=False,
        help=_("“Image” in the toolbar uploads and inserts it. The words in quotation marks are a caption."),
    ),
    Entry(
        "card", _("Card of a post"), "かーど ka-do card", ":::カード /posts/spring/", ":::card /posts/spring/"
    ),
    Entry(
        "embed", _("Card of another site"), "うめこみ umekomi embed youtube",
        ":::埋め込み https://example.com/video 動画の題名", ":::embed https://example.com/video Title",
        help=_("A card that opens the original. Nothing is loaded from there."),
    ),
)  # fmt: skip


def _box(key: str, title: "_StrPromise", words: str, names: tuple[str, str], text: str) -> Entry:
    japanese, english = names
    return Entry(key, title, words, f":::{japanese}\n{text}\n:::", f":::{english}\nText.\n:::")


_BOXES: Final = (
    Entry(
        "point", _("Point box"), "ぽいんと pointo point",
        ":::ポイント 三つの要点\n- 低コスト：従来の半分\n- 静か：夜でも使えます\n:::",
        ":::point Key points\n- cheap: half the price\n- quiet: at night too\n:::",
        help=_("Lines with a name and a colon become a definition list."),
    ),
    _box("supplement", _("Supplement"), "ほそく hosoku note", ("補足", "note"), "補足の説明です。"),
    _box("caution", _("Caution"), "ちゅうい chuui tyuui caution warning", ("注意", "caution"), "火のそばに置かないでください。"),
    _box("memo", _("Memo"), "めも memo", ("メモ", "memo"), "次は朝に試します。"),
    _box("check", _("Check"), "ちぇっく chekku check", ("チェック", "check"), "出かける前に確かめます。"),
    _box("good", _("Advantage"), "よいてん ぐっど yoiten guddo good", ("良い点", "good"), "軽くて丈夫です。"),
    _box("bad", _("Disadvantage"), "わるいてん ばっど waruiten baddo bad", ("悪い点", "bad"), "少し高いです。"),
)  # fmt: skip

_BLOCKS: Final = (
    Entry(
        "quote", _("Quote"), "いんよう inyou quote", "> 月日は百代の過客にして、\n> 行かふ年も又旅人也。",
        "> The months and days are\n> travellers of eternity.", rules=("blockquote",),
    ),
    Entry(
        "table", _("Table"), "ひょう てーぶる hyou te-buru table",
        "| 項目 | 値段 |\n| --- | ---: |\n| 糸 | 300円 |\n| 針 | 1,200円 |",
        "| Item | Price |\n| --- | ---: |\n| thread | 3 |\n| needle | 12 |", rules=("table",),
        help=_("A colon at the right end of the dashes aligns the column to the right."),
    ),
    Entry(
        "code", _("Code"), "こーど ko-do code",
        '```python:hello.py {2}\nname = "綴"\nprint(f"こんにちは、{name}")\n```',
        '```python:hello.py {2}\nname = "reader"\nprint(f"Hello, {name}")\n```', rules=("fence",),
        help=_("The language, the file name and the marked lines may be left out."),
    ),
    Entry(
        "code-indented", _("Code by indentation"), "こーど じさげ ko-do jisage code indented",
        "    make serve", rules=("code",),
    ),
    Entry("rule", _("Dividing line"), "くぎりせん せん kugirisen rule hr", "上の話\n\n---\n\n下の話", "Above\n\n---\n\nBelow", rules=("hr",)),
    Entry(
        "more", _("End of the excerpt"), "つづき tsuzuki tuduki more",
        "一覧に出る書き出し。\n\n:::続き\n\nここからは記事のページだけ。",
        "Shown in lists.\n\n:::more\n\nOnly on the page of the post.",
    ),
    Entry(
        "details", _("Collapsible section"), "おりたたみ oritatami details accordion",
        ":::折りたたみ 詳しい計算\n1日10分で、1年で60時間です。\n:::",
        ":::details The calculation\nTen minutes a day are sixty hours a year.\n:::",
        help=_("With {open} after the title it is initially open."),
    ),
    Entry(
        "columns", _("Columns"), "だんぐみ からむ dangumi karamu columns",
        "::::カラム\n:::段\n左の文です。\n:::\n:::段\n右の文です。\n:::\n::::",
        "::::columns\n:::column\nLeft.\n:::\n:::column\nRight.\n:::\n::::",
        help=_("On a phone the columns are stacked."),
    ),
    Entry(
        "tabs", _("Tabs"), "たぶ きりかえ tabu kirikae tabs",
        "::::タブ\n:::項目 朝\n窓を開けます。\n:::\n:::項目 夜\n灯りを落とします。\n:::\n::::",
        "::::tabs\n:::tab Morning\nOpen the window.\n:::\n:::tab Night\nDim the light.\n:::\n::::",
        help=_("Without JavaScript, in feeds and in print the parts are stacked."),
    ),
    Entry(
        "steps", _("Steps"), "てじゅん すてっぷ tejun suteppu steps howto",
        ":::手順 和綴じの手順\n1. **紙をそろえる**\n   角を合わせます。\n2. 穴を開ける\n3. 糸でとじる\n:::",
        ":::steps Binding a book\n1. **Align the sheets**\n   Corner to corner.\n2. Punch\n3. Sew\n:::",
    ),
    Entry(
        "faq", _("Questions and answers"), "よくあるしつもん しつもん yokuarushitsumon shitsumon situmon faq qa question",
        ":::よくある質問\nQ. 送料はかかりますか。\nA. 3,000円以上で無料です。\n\nQ. 返品できますか。\nA. 7日以内なら返品できます。\n:::",
        ":::faq\nQ. Is shipping free?\nA. From 30 euros.\n\nQ. Can I return it?\nA. Within seven days.\n:::",
        help=_("Search engines get the questions and answers too."),
    ),
    Entry(
        "gallery", _("Row of images"), "ぎゃらりー がぞう ならび gyararii gazou narabi gallery images",
        ':::ギャラリー 春の庭\n![梅の枝](image:KEY)\n![水仙](image:KEY)\n![雪割草](image:KEY "三月の雪割草")\n:::',
        ':::gallery The garden\n![Plum](image:KEY)\n![Narcissus](image:KEY)\n![Hepatica](image:KEY "In March")\n:::',
        inserts=False, help=_("Images between the two lines are shown side by side."),
    ),
    Entry(
        "buttons", _("Button"), "ぼたん botan button",
        ':::ボタン\n[申し込む](https://example.com/)\n[詳しく見る](/about/ "サブ")\n:::',
        ':::button\n[Sign up](https://example.com/)\n[Read more](/about/ "secondary")\n:::',
    ),
    Entry(
        "figure", _("Figure with caption"), "ず せつめい zu setsumei figure caption",
        ":::図 表1：材料\n| 糸 | 針 |\n| --- | --- |\n| 3本 | 1本 |\n:::",
        ":::figure Table 1\n| Thread | Needle |\n| --- | --- |\n| 3 | 1 |\n:::",
    ),
    Entry(
        "balloon", _("Balloon"), "ふきだし fukidashi hukidasi balloon",
        ":::ふきだし みなも\nきょうは晴れましたね。\n:::\n:::ふきだし はじめ 右\n散歩に行きましょう。\n:::",
        ":::balloon Minamo\nIt is sunny today.\n:::\n:::balloon Hajime right\nLet us go for a walk.\n:::",
        help=_("The name is that of a persona. An option after it puts the balloon on the right."),
    ),
    Entry(
        "ad", _("Ad"), "こうこく koukoku ad pr", ":::広告 books", ":::ad books",
        help=_("The name is that of an ad in the admin. The ad always carries its label."),
    ),
    Entry(
        "ai", _("AI-written section"), "えーあい ai",
        ":::ai ChatGPT\nこの段落は機械が書きました。\n:::", ":::ai ChatGPT\nA machine wrote this.\n:::",
    ),
    Entry(
        "aifromhere", _("AI-written from here"), "ここから えーあい kokokara ai",
        ":::ここからAI ChatGPT\n\nここから終わりまで機械が書きました。",
        ":::ai-from-here ChatGPT\n\nA machine wrote the rest.",
    ),
)  # fmt: skip

GROUPS: Final = (
    Group(_("Heading"), _HEADINGS),
    Group(_("Text style"), _STYLES),
    Group(_("List"), _LISTS),
    Group(_("Japanese"), _JAPANESE),
    Group(_("Links and images"), _LINKS),
    Group(_("Box"), _BOXES),
    Group(_("Block"), _BLOCKS),
)


def all_entries() -> Iterator[Entry]:
    """Yield the entries of all groups."""
    for group in GROUPS:
        yield from group.entries


def search_words() -> dict[str, str]:
    """Return the search words by key, for the menu at the cursor."""
    return {entry.key: entry.words for entry in all_entries()}
