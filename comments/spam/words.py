"""Words that advertising uses, in Japanese and English, by trade.

One of them proves nothing: people talk about casinos, side jobs and loans. What counts is how many of
one trade come together, and whether they come with a link or a way to get in touch. All are written as
`reading.plain` writes (NFKC, casefold). Words of Latin letters are found as whole words, so a plural
is a word of its own.
"""

import re
from collections.abc import Iterable
from functools import cache

_TRADES: dict[str, tuple[str, ...]] = {
    "gambling": (
        "パチスロ,競馬予想,競艇,宝くじ,ロト6,高配当,フリースピン,オッズ,必ず勝て,絶対に勝て,大当たり続出,軍資金,"
        "カジノ,オンカジ,入金不要,入金ボーナス,初回入金,出金条件,ブックメーカー,ベラジョン,スロット,バカラ,配当率,"
        "一攫千金,必勝法,的中率,馬券,無料予想,当選番号,攻略法",
        "gambling,roulette,blackjack,baccarat,lotto,bets,bookmaker,satta,matka,rummy,1xbet,mostbet,betting sites,casinofree,"
        "casino,casinos,slot,slots,gacor,poker,betting,jackpot,free spins,no deposit,welcome bonus,sportsbook,"
        "judi,togel,bonus,payouts,situs,taruhan,deposit pulsa",
        "토토,카지노,바카라,먹튀,娱乐城,线上娱乐,葡京,注册送,百家乐,казино,слоты,ставки",
    ),
    "money": (
        "副収入,コピペだけ,スマホだけで,スマホ一台,簡単に稼,ノウハウ,メルマガ,億り人,爆益,脱サラ,経済的自由,先物,fx自動,口座開設,データ入力,年収3000,情報商材,投資サロン,物販ビジネス,元手ゼロ,利益,資産が,"
        "副業,在宅ワーク,不労所得,高収入,日払い,即日払い,即金,月収,年収,稼げ,稼ぐ,稼い,儲か,儲け,元本保証,月利,自動売買,"
        "バイナリー,仮想通貨,暗号資産,ビットコイン,エアドロップ,情報商材,アフィリエイト,せどり,無在庫,投資グループ,値上がり銘柄,"
        "ほったらかし,資産形成,権利収入,ポイントサイト,招待コード,トレード,受け子,闇バイト",
        "profits,roi,mining,metamask,usdt,ethereum,signals,account manager,fund recovery,side hustle,commission,affiliate,invested,withdrawal,crypto trading,financial freedom,bitcoin trading,home jobs,"
        "bitcoin,btc,crypto,forex,binary options,airdrop,trading platform,trading bot,trading account,guaranteed,"
        "passive income,work from home,make money,dropshipping,six figures,masterclass,"
        "nft,testify",
        "заработок,без вложений",
    ),
    "loans": (
        "お金に困,借り入れ,借入,ファクタリング,おまとめ,過払い金,返済で,自己破産ok,最短10分,"
        "即日融資,融資,審査なし,審査不要,審査 甘い,ブラックok,カードローン,キャッシング,現金化,ソフト闇金,闇金,在籍確認,"
        "給付金,借金が,債務整理,無料診断,換金率,来店不要",
        "credit repair,debt relief,insurance quotes,mortgage,funding,loan offer,business loan,low interest,"
        "loan,loans,payday,bad credit,no credit check,interest rate,personal loans,business loans,urgent loan,"
        "government grants,atm card,préstamos,préstamo,prêt",
        "кредит,займ,代开发票,发票",
    ),
    "drugs": (
        "脂肪燃焼,酵素,若返り,シミが消え,たるみ,育毛,植毛,勃起,媚薬,大麻,リキッド,モニター価格,医師が絶対,ガンが消え,"
        "バイアグラ,シアリス,精力剤,増大サプリ,個人輸入,サプリ,痩せた,痩せる,ダイエット,脂肪,育毛剤,美容液,ほうれい線,"
        "モニター募集,定期縛り,cbd,奇跡の,ed治療,aga",
        "erectile,testosterone,hemp,vape,steroids,sarms,detox,slimming,anti-aging,pharmacy,painkillers,oxycodone,adderall,cbd oil,rx,"
        "viagra,cialis,levitra,xanax,tramadol,ambien,ozempic,semaglutide,wegovy,pills,no prescription,"
        "without prescription,without a prescription,keto,gummies,kratom,cbd,delta 8,hhc,weight loss,discreet shipping,"
        "overnight delivery,lose 30 pounds,phentermine,modafinil",
        "",
    ),
    "dating": (
        "マッチングアプリ,セックス,裏垢,巨乳,エロ,デリ,彼氏募集,割り切り,ママ活,人妻,欲求不満,会いたい人,寂しい,"
        "出会い系,出会える,セフレ,パパ活,人妻,エッチ,えっち,無修正,アダルト,ライブチャット,出張マッサージ,風俗,デリヘル,"
        "写メ,今夜会える,すぐ会え,女の子多数,童貞,逆援助,熟女,見放題",
        "sugar daddy,sugar momma,cam girls,sex,hot girls,massage,single lady,serious man,dating site,"
        "hot singles,singles,escort,escorts,sexy,nude,nudes,porn,xxx,adult cams,webcam,hookup,onlyfans,"
        "private photos,lonely,incall,outcall,milf",
        "проститутки,интим,约炮",
    ),
    "copies": (
        "レプリカ,シャネル,エルメス,ロレックス,ルイヴィトン,グッチ,プラダ,モンクレール,品質保証,専門店,海外直輸入,業界最安,国内発送,時計 コピー,バッグ コピー,本物と同,見分けがつきません,"
        "スーパーコピー,コピー品,ブランドコピー,n級,級品,激安,最安値,格安,アウトレット,通販,財布 コピー,時計コピー,新作,"
        "送料無料,在庫わずか,正規品,実物写真,代引き,後払い,プロダクトキー,永久ライセンス,高価買取,買取",
        "discount,best price,lowest price,low price,affordable,affordable price,affordable prices,supplier,manufacturer,promo code,coupon,buy online,order online,handbag,sneakers,jerseys,"
        "replica,replicas,outlet,cheap,clearance,wholesale,handbags,luxury bags,knockoff,designer bags,license keys,"
        "free shipping,worldwide shipping,factory outlet,louis vuitton,michael kors,ugg,gucci,rolex",
        "диплом,办理,证件,毕业证,刻章",
    ),
    "promotion": (
        "web制作,リード獲得,営業代行,引っ越し業者,引越し業者,比較サイト,比較記事,口コミ,ウォーターサーバー,光回線,格安sim,wimax,太陽光,医療脱毛,aga治療,鍵開け,鍵交換,オンライン診療,いいねも増や,ホームページを作,見積もり,無料査定,買取,一括,"
        "seo対策,被リンク,相互リンク,検索順位,上位表示,フォロワーを買,フォロワー1000,集客,ホームページ制作,一括査定,一括見積,"
        "無料査定,見積無料,比較ランキング,おすすめランキング,掲載していただけ,アンカーテキスト,成果報酬,不用品回収,浮気調査,外壁塗装,"
        "全身脱毛,脱毛サロン,乗り換え お得,キャッシュバック,rmt,チート,論文代行,レポート代行,代行いたします",
        "packers and movers,plumber,roofing,locksmith,carpet cleaning,taxi service,airport transfer,web development,app development,seo services,smm,subscribers,domain authority,link insertion,sponsored post,training institute,certified experts,assignment,support number,printer support,vpn,buy real,license,affordable web design,rank your website,"
        "backlinks,backlink,seo,guest post,dofollow,domain rating,first page of google,web design,link building,"
        "followers,website traffic,digital marketing,pbn,niche edits,assignment writing,dissertation,"
        "plagiarism,best company,leading company,toll free,helpline,near me,services in,cleaning services",
        "",
    ),
    "fraud": (
        "当選,開運,パワーストーン,再配達,未払い,有料サイト,アカウントが停止,先祖の霊,無料占い,鑑定師,前世,詐欺被害を取り戻,返金させ,卒業証書,在留カード,"
        "当選者,受け取り希望,遺産,無償でお譲り,国連,本人確認を行わない,利用停止,不正なログイン,暗証番号,ウイルスに感染,偽造,"
        "占い,無料鑑定,金運,運命の人,ソウルメイト,霊視,呪文,ギフト券,お金配り,全員にプレゼント,必ず儲,サポートセンター,すべて取り戻,失ったお金,ウォレットを接続,先着",
        "winner,cheating spouse,hack,hacking,credentials,refund,unclaimed,suspended,private email,late client,funds,lawyer,consignment,diplomat,gift card,gift cards,free iphone,survey,prize,"
        "recovery,recovered,scammed,got my funds,funds back,spell,spells,spell caster,illuminati,hacker,barrister,next of kin,"
        "inheritance,million dollars,lottery,claim your,you have been selected,you have won,verify your,account has been limited,"
        "blank atm,wire transfer,beneficiary,human verification,robux,v-bucks,passports,driver's licenses",
        "",
    ),
}

#: What calls on the reader to act.
_PITCHES = (
    "詳しくはこちら,詳細はこちら,登録はこちら,こちらをクリック,はこちら,今すぐ,今なら,今だけ,お早めに,期間限定,先着,名様限定,"
    "残りわずか,無料公開,無料で公開,無料プレゼント,プレゼント中,無料配布,無料で配,友だち追加,友達追加,line追加,公式line,lineid,line id,"
    "お気軽に,お問い合わせ,お申し込み,お申込み,申込み,資料請求,ご連絡ください,連絡ください,dmください,連絡してください,興味のある方,ご興味,"
    "%オフ,%off,半額,割引,登録してね,入力してね,待ってる,待ってます,お待ちして,応募は,募集中,受付中,送ってください,送るだけ,"
    "遊びに来て,見に来て,訪問して,ご参加ください,初月無料,登録無料,登録するだけ,秘密厳守,24時間,返金保証,"
    "お電話ください,お電話一本,電話一本,ご提供,極秘,年齢経験不問,未経験歓迎,詳しくまとめた,さらに知識,興味のある,役立つ情報,配信中,"
    "招待いたします,ご提供,体験談はこちら,もらえる,実質無料,実質0円,消される前に,拡散希望,プロフィールのリンク,クーポンはこちら",
    "click here,click the link,check it out,check this out,visit my,visit our,my web site,my website,my web-site,my homepage,"
    "my blog post,my page,look into my,feel free to visit,feel free to check,feel free to contact,sign up,signup,register here,register now,apply now,order now,order today,"
    "contact me,contact him,contact her,contact agent,call us,call now,call our,email him,reach her,reach him,reply to my,"
    "find out more,learn more at,read more at,more info,check out,take a look at,go to,drop me a,dm me,message me,text me,whatsapp me,"
    "limited time,risk free,100% free,100% safe,100% guaranteed,% off,use code,with code,free trial,join my,ask me how,"
    "claim your,claim now,get started,get the deal,buy now,play now,shop now,enroll now,we offer,i will design,"
    "let me know your price,send you a quote,money back,instant delivery,do you need,are you tired,see my gig,see my private,see my photos,go to this site,"
    "check if you qualify,for anyone looking,if you are looking for,if you're looking for,"
    "those interested in,dive deeper,complements this,i recently came across,i've been using,your readers may find,may find useful,"
    "connect your wallet,download now,invest now,for more details",
)

#: Praise that fits every post on earth.
_FLATTERIES = (
    "素晴らしい記事,素晴らしいです,素敵なブログ,素敵な記事,いい記事,良い記事,良記事,興味深い記事,有益な情報,貴重な情報,わかりやすい説明,"
    "非常に包括的,とても参考になり,参考になりました,勉強になりました,勉強になります,とても共感,感銘を受け,面白かったです,いいね,"
    "あなたの記事,あなたの努力,このトピック,同じテーマ,知識を深め,シェアしていただき,説明をありがとう,記事をありがとう,情報をありがとう",
    "great article,great post,nice post,nice blog,nice article,awesome blog,good information,very informative,informative article,"
    "informative blog,thanks for sharing,thank you for sharing,marvelous posting,well-researched,insightful,incredible read,"
    "absolutely loved,remarkable clarity,fantastic resource,comprehensive guide,thoughtful breakdown,interesting perspective,"
    "brilliant overview,your blog is,your website is,bookmark your,book mark your,bookmark your site,keep posting,very helpful,"
    "useful information,i blog often,your article has,very cool website,totally agree with,i really like the tips,helpful advice,"
    "great writing,excellent post,quality content,amazing tool,your insights,your readers,excellent article,"
    "i genuinely enjoyed,i quite enjoyed,i truly appreciate,first visit to your blog,your site",
)

_WORD_OF_LATIN = re.compile(r"[a-zà-ÿ0-9]")


def trades_in(text: str) -> dict[str, list[str]]:
    """Return the words found in `text`, by trade; a word within a longer one found is not counted."""
    found = {trade: _distinct(_pattern(*lists).findall(text)) for trade, lists in _TRADES.items()}
    return {trade: words for trade, words in found.items() if words}


def pitches_in(text: str) -> list[str]:
    """Return what in `text` calls on the reader to act."""
    return _distinct(_pattern(*_PITCHES).findall(text))


def flatteries_in(text: str) -> list[str]:
    """Return the stock praise in `text`."""
    return _distinct(_pattern(*_FLATTERIES).findall(text))


def own_in(text: str, words: Iterable[str]) -> list[str]:
    """Return those of `words` (in the form of `reading.plain`) that are in `text`."""
    return [word for word in words if holds(text, word)]


def holds(text: str, word: str) -> bool:
    """Whether `text` holds `word`: a Latin one as a whole word, any other anywhere."""
    return re.search(_bounded(word), text) is not None


def _distinct(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))


@cache
def _pattern(*lists: str) -> re.Pattern[str]:
    """One pattern for all words; longer ones first, so that each place is counted once."""
    words = {word for row in lists for word in row.split(",") if word}
    return re.compile("|".join(map(_bounded, sorted(words, key=lambda word: (-len(word), word)))))


def _bounded(word: str) -> str:
    before = r"(?<![a-z0-9])" if _WORD_OF_LATIN.match(word[:1]) else ""
    after = r"(?![a-z0-9])" if _WORD_OF_LATIN.match(word[-1:]) else ""
    return f"{before}{re.escape(word)}{after}"
