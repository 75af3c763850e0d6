"""English is read; another language is refused with a remedy, by its tag or by its words."""

import pytest

from pipeline.article import Article
from pipeline.engines.offline.language import demand_english
from pipeline.errors import UnsupportedLanguage
from pipeline.reading import read

ENGLISH = "The council said on Monday that it would close the dam, and that the river would be watched by the army for a month or more."
OTHERS = {
    "german": "Der Rat der Stadt hat am Montag beschlossen, dass der Damm geschlossen wird und "
    "dass die Armee den Fluss noch einen Monat lang bewachen soll, wie es hieß.",
    "french": "Le conseil municipal a décidé lundi de fermer le barrage et de faire surveiller la rivière "
    "par les soldats pendant un mois au moins, selon le maire.",
    "spanish": "El consejo decidió el lunes cerrar la presa y pidió que los soldados vigilen el río "
    "durante un mes o más, según dijo la alcaldesa de la ciudad.",
    "arabic": "قال المجلس يوم الاثنين إنه سيغلق السد وإن الجيش سيراقب النهر "
    "لمدة شهر أو أكثر بحسب ما أعلنته رئيسة البلدية في المدينة القديمة.",
    "chinese-short": "市议会周一表示将购买两艘新渡轮，费用为6100万美元。议长说旧船不能再使用一个冬天。",
    "german-short": "Der Rat der Stadt hat am Montag die neue Gebühr für die Fähre beschlossen und will sie im Juni einführen.",
    "french-short": "Le conseil a décidé lundi de fermer le barrage et de ne pas le rouvrir dans les mois qui viennent.",
    "chinese": "市议会周一表示将关闭大坝，军队将对河流进行一个月以上的监视，市长在新闻发布会上如此表示。" * 4,
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(UnsupportedLanguage, match="--engine openai"):
        demand_english(read(Article(text=text)))


@pytest.mark.parametrize("tag", ["de", "pt-BR", "zh"])
def test_a_tag_decides(tag: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=tag):
        demand_english(read(Article(text=ENGLISH, language=tag)))


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(Article(text=ENGLISH), id="no-tag"),
        pytest.param(Article(text=ENGLISH, language="en-GB"), id="british"),
        pytest.param(Article(text=ENGLISH.upper()), id="capitals"),
        pytest.param(Article(text="Ott wins. Field loses."), id="too-short-to-tell"),
        pytest.param(Article(text="aaaa " * 500), id="noise"),
    ],
)
def test_english_passes(article: Article) -> None:
    demand_english(read(article))
