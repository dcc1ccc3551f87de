"""Normalisation of texts and queries before they are compared.

Two forms of a text:

`exact`   NFKC and casefold, the definition of "the same characters": ＡＩ = AI = ai, ｶﾞﾗｹｰ = ガラケー.
          Dashes and wave dashes that look the same are one (〜 = ～, ‐ = −), radicals are ideographs (⻘ = 青).
          A quoted phrase is found exactly where it is a substring of this form.
`folded`  `exact` with spellings that mean the same word made one: katakana as hiragana, old forms of
          kanji as new ones, invisible characters dropped. Character by character, so each substring of
          `exact` is one of `folded` too: folding adds hits and never removes one.

What folding by character cannot express is appended to the folded text on separate lines (`appendix`):
words with an optional long-vowel mark (サーバー = サーバ), and readings.
"""

import re
from collections.abc import Iterable
from itertools import product
from unicodedata import normalize

#: Marks the end of a katakana word in the appendix. The last private-use character of Unicode.
END = "\U0010fffd"

_SPACE = re.compile(r"[^\S\n]|\x00")
_KATAKANA_WORD = re.compile("([ァ-ヺー]{3,}?)(ー*)(?![ァ-ヺー])")
#: Variation selectors, joiners, soft hyphens, marks of direction: a reader sees none of them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
#: Katakana and the hiragana of the same sound are 0x60 apart (Unicode, blocks 3040 and 30A0).
_KANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}

# Old form (or a variant that names keep), then today's: 常用漢字表 (2010) and JIS X 0213's variants.
_KANJI_PAIRS = (
    "亞亜惡悪壓圧圍囲醫医爲為壹壱稻稲飮飲隱隠營営榮栄衞衛驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥橫横溫温穩穏假仮價価"
    "畫画會会懷懐壞壊繪絵槪概擴拡殼殻覺覚學学嶽岳樂楽渴渇罐缶卷巻陷陥勸勧寬寛關関歡歓觀観氣気歸帰龜亀僞偽戲戯犧犠舊旧"
    "據拠擧挙虛虚峽峡挾挟狹狭鄕郷堯尭曉暁區区驅駆勳勲薰薫徑径莖茎惠恵揭掲溪渓經経螢蛍輕軽繼継鷄鶏藝芸擊撃缺欠硏研縣県"
    "儉倹劍剣險険圈圏檢検獻献權権顯顕驗験嚴厳戶戸吳呉娛娯效効廣広恆恒鑛鉱號号國国黑黒碎砕濟済齋斎劑剤雜雑參参棧桟蠶蚕"
    "慘惨贊賛殘残絲糸齒歯兒児辭辞濕湿實実寫写舍舎釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙尙尚奬奨涉渉燒焼稱称證証"
    "乘乗剩剰壤壌孃嬢條条淨浄狀状疊畳讓譲釀醸囑嘱觸触寢寝愼慎晉晋眞真刄刃盡尽圖図粹粋醉酔隨随髓髄數数樞枢瀨瀬聲声靜静"
    "齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿巢巣爭争瘦痩窗窓總総聰聡莊荘裝装騷騒增増臟臓藏蔵卽即"
    "屬属續続墮堕對対體体帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断遲遅癡痴蟲虫晝昼鑄鋳廳庁徵徴聽聴敕勅鎭鎮遞逓"
    "鐵鉄轉転點点傳伝黨党盜盗稅税燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜晚晩蠻蛮"
    "祕秘濱浜濵浜拂払佛仏竝並變変邊辺邉辺步歩寶宝豐豊襃褒飜翻每毎萬万默黙餠餅戾戻彌弥藥薬譯訳與与豫予餘余譽誉搖揺樣様"
    "謠謡來来賴頼亂乱覽覧龍竜兩両獵猟綠緑淚涙壘塁禮礼靈霊隸隷齡齢曆暦歷歴戀恋鍊錬爐炉勞労樓楼郞郎祿禄錄録灣湾髙高﨑崎"
    "嵜崎𠮷吉桒桑栁柳嶋島嶌島舘館冨富峯峰淸清靑青內内敎教黃黄說説閱閲悅悦銳鋭脫脱卄廿亙亘倂併姬姫瑤瑶"
)
_KANJI = dict(zip(map(ord, _KANJI_PAIRS[::2]), map(ord, _KANJI_PAIRS[1::2]), strict=True))
_FOLD = str.maketrans(_KANA | _KANJI)

# Unicode's EquivalentUnifiedIdeograph for the radicals U+2E81–2EF3 (version 16; U+2E80 has none). PDF
# files use them in place of ideographs, and NFKC does not map them.
_RADICAL_PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺"
    "⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿"
    "⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青"
    "⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
#: Dashes and wave dashes that look the same: for one key, systems type U+301C or U+FF5E, U+2212 or U+FF0D.
_DASHES = "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2796"
_WAVES = "\u2053\u223c\u301c\u3030"
_SAME = str.maketrans(
    dict(zip(_RADICAL_PAIRS[::2], _RADICAL_PAIRS[1::2], strict=True))
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_WAVES, "~")
)


def exact(text: str) -> str:
    """Return `text` in the exact form (see above); blanks become spaces."""
    return _SPACE.sub(" ", normalize("NFKC", text).casefold().translate(_SAME))


def folded(text: str) -> str:
    """Return the folded form of `text`, which is in the exact form; "" if no character is visible."""
    return _INVISIBLE.sub("", text).translate(_FOLD)


def appendix(text: str, readings: Iterable[str] = ()) -> str:
    """Return the lines to index besides folded(`text`); `text` is in the exact form.

    The katakana words of three characters and more that end without a long-vowel mark (optional in
    JIS Z 8301), each with END; the invisible characters; the readings of words with ruby.
    """
    pairs = _KATAKANA_WORD.findall(text)
    words = sorted({folded(word) + END for word, mark in pairs if not mark and word[-1] != "ー"})
    invisible = sorted(set(_INVISIBLE.findall(text)))
    return "\n".join([*words, *invisible, *map(folded, dict.fromkeys(readings))])


def spellings(word: str) -> list[str]:
    """Return the folded spellings that match a word (in the exact form), its own spelling first.

    サーバー管理 is also サーバ管理. サーバー alone is サーバ only where that word ends: it must not match
    サーバント.
    """
    forms = [folded(word), *map("".join, product(*_parts(word)))]
    return list(dict.fromkeys(filter(None, forms))) or [word[:1]]


def _parts(word: str) -> list[list[str]]:
    """Return the alternative spellings of each part of `word`; text between katakana words is one part."""
    parts, position = [], 0
    for match in list(_KATAKANA_WORD.finditer(word))[:2]:
        stem, mark = folded(match[1]), "ー"
        parts.append([folded(word[position : match.start()])])
        position = match.end()
        if position < len(word):
            parts.append([stem, stem + mark])
        elif match[2]:
            parts.append([stem + match[2], stem + (END if match.start() == 0 else "")])
        else:
            parts.append([stem])
    return [*parts, [folded(word[position:])]]
