"""Characters that mean the same to whoever looks for them (domain.md E.2); what is stored stays as it is."""

_KANJI = """
髙高 﨑崎 嵜崎 碕崎 邊辺 邉辺 齋斉 齊斉 斎斉 齎斉 澤沢 廣広 濱浜 濵浜 國国 櫻桜 眞真 德徳 嶋島 嶌島 瀧滝
龍竜 圓円 關関 學学 榮栄 壽寿 鐵鉄 淺浅 淸清 靑青 惠恵 戶戸 髮髪 與与 會会 來来 假仮 單単 價価 變変 圖図
實実 寫写 對対 專専 將将 屬属 廳庁 應応 擔担 據拠 擴拡 收収 效効 敎教 數数 斷断 權権 條条 檢検 樣様 橫横
歐欧 殘残 氣気 沒没 澁渋 濟済 濕湿 灣湾 瀨瀬 爲為 營営 獻献 獨独 發発 盜盗 眾衆 絲糸 經経 繼継 續続 縣県
聲声 聽聴 舊旧 萬万 藏蔵 藝芸 處処 號号 衞衛 裝装 覺覚 觀観 觸触 譯訳 證証 譽誉 讓譲 豐豊 貳弐 轉転 輕軽
辨弁 辯弁 瓣弁 醫医 鑛鉱 鹽塩 麥麦 黃黄 黑黒 點点 齒歯 龜亀 彌弥 彥彦 栁柳 桺柳 𠮷吉 冨富 舘館 峯峰 桒桑
薗園 曻昇 嶽岳 埜野 壺壷 檜桧 籠篭 蘆芦 鷗鴎 凜凛 堯尭 槇槙 遙遥 瑤瑶 穣穰 禮礼 祿禄 祕秘 淨浄 淚涙 渕淵
渊淵 絕絶 綠緑 緖緒 纖繊 總総 蠟蝋 賣売 讀読 賴頼 贊賛 蹟跡 邨村 鄕郷 釀醸 釋釈 銳鋭 錄録 錢銭 閒間 陷陥
險険 隱隠 隸隷 雜雑 靈霊 靜静 顏顔 顯顕 騷騒 驅駆 驗験 驛駅 鬪闘 鷄鶏 鶯鴬 麵麺 默黙 齡齢 佛仏 倂併 僞偽
冱冴 剩剰 劍剣 勞労 勳勲 勵励 囑嘱 圍囲 團団 壓圧 壘塁 壞壊 奧奥 奬奨 孃嬢 寢寝 寬寛 寶宝 尙尚 屆届 峽峡
巖巌 巢巣 帶帯 廢廃 弉奘 彈弾 徑径 從従 恆恒 惡悪 慘惨 戀恋 戰戦 戲戯 拂払 拔抜 搜捜 插挿 搖揺 攝摂 擇択
擧挙 晉晋 曉暁 曆暦 樂楽 樓楼 樞枢 歷歴 歸帰 每毎 涉渉 滿満 濤涛 瀆涜 燒焼 狹狭 獸獣 產産 畫画 疊畳 當当
盡尽 硏研 碎砕 礦鉱 稱称 稻稲 竊窃 竝並 粹粋 肅粛 膽胆 臺台 莊荘 薰薫 藥薬 蟲虫 蠶蚕 豫予 貮弐 踐践 遞逓
遲遅 鎭鎮 鑄鋳 隨随 雙双 飮飲 餘余 體体 髓髄 鬱欝 鹼鹸 壹壱
"""

# NFKC folds the Kangxi radicals U+2F00-2FD5 but not this supplement, which PDF texts are full of.
_RADICALS = """
⺅亻 ⺉刂 ⺋㔾 ⺎兀 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺝月 ⺞歹 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺨犭
⺩王 ⺫目 ⺬示 ⺭礻 ⺯糸 ⺰纟 ⺱罒 ⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺻聿 ⺼月 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西
⻅见 ⻆角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页
⻛风 ⻜飞 ⻝食 ⻞食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻫斉 ⻭歯 ⻯竜 ⻰龙 ⻱亀 ⻲亀
⻳亀
"""

_SMALL_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))

_HIRAGANA = {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)} | {"ヽ": "ゝ", "ヾ": "ゞ"}

DASHES = "-‐‑‒–—―−─━﹣－⁃˗"
TILDES = "〜∼∿〰～"

KANA = str.maketrans(_HIRAGANA)
SMALL_KANA = str.maketrans(_SMALL_KANA)
SIGNS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys(TILDES, "~") | dict.fromkeys("・·･•‧", ""))
CHARACTERS = str.maketrans({pair[0]: pair[1] for pair in (_KANJI + _RADICALS).split()})
