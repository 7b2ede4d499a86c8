"""Texts about cooking, gardens and rivers in three languages, in which nobody refuses anything."""

import random

from vidmova.extraction.acts import may_state_acts

SENTENCES = {
    "en": (
        "Wash the beetroot, peel it and cut it into thin strips.",
        "The soup simmers gently until the carrots are tender.",
        "Add a spoonful of vinegar so that the broth stays red.",
        "Sour cream and dill are stirred in at the table.",
        "My grandmother bakes rye bread with caraway and honey.",
        "Knead the dough for ten minutes and let it rise near the stove.",
        "A pinch of salt brings out the sweetness of ripe tomatoes.",
        "Mushrooms dry best on a string above a warm oven.",
        "Slice the apples, sprinkle them with cinnamon and bake until golden.",
        "Rinse the buckwheat and toast it in a dry pan.",
        "Cherries without stones are folded into the dumplings.",
        "Melted butter is brushed over the pancakes while they are hot.",
        "Tomato seedlings love warmth and a little potash.",
        "Roses bloom twice if the faded flowers are trimmed.",
        "Sow radishes between the rows of lettuce in early April.",
        "The currant bushes were mulched with straw and compost.",
        "Bees visit the lavender all summer.",
        "Water the cucumbers in the evening, and never with cold water.",
        "Tulip bulbs like sandy soil and a sunny slope.",
        "Garlic is planted in October, a fortnight before the frost.",
        "A hedge of hazel shelters the vegetable beds from the wind.",
        "Slugs avoid coarse sand and crushed eggshells.",
        "Pumpkins ripen on a bed of dry hay.",
        "The old pear tree still bears fruit, small and very sweet.",
        "The river rises among beech woods and meanders across a wide meadow.",
        "Herons nest in the willows above the mill pond.",
        "In April the meltwater covers the sandbanks and the lower path.",
        "Pike hide among the reeds, and perch prefer the shade of the bridge.",
        "Fog drifts above the ferry in the early hours.",
        "The delta splits into dozens of shallow channels.",
        "Children build dams of pebbles in the brook behind the school.",
        "Otters have been seen again below the weir.",
        "The current is slow here, and lilies cover the bay.",
        "Gravel and silt settle where the valley widens.",
        "An old wooden barge lies upside down in the nettles.",
        "Kingfishers dive from the alder branches all afternoon.",
    ),
    "ru": (
        "Свеклу моют, чистят и режут тонкой соломкой.",
        "Суп томится на слабом огне, пока морковь не станет мягкой.",
        "Ложка уксуса сохранит борщу красный цвет.",
        "Сметану и укроп кладут уже за столом.",
        "Бабушка печет ржаной хлеб с тмином и медом.",
        "Тесто месят десять минут и оставляют подниматься у печки.",
        "Щепотка соли подчеркнет сладость спелых помидоров.",
        "Грибы лучше всего сушить на нитке над теплой плитой.",
        "Яблоки нарежьте, посыпьте корицей и запекайте до румяной корочки.",
        "Гречку промывают и прокаливают на сухой сковороде.",
        "Вишню без косточек заворачивают в тонкое тесто.",
        "Горячие блины смазывают топленым маслом.",
        "Рассада томатов любит тепло и немного золы.",
        "Розы цветут дважды, если срезать увядшие бутоны.",
        "Редис сеют между рядами салата в начале апреля.",
        "Кусты смородины укрыли соломой и перегноем.",
        "Пчелы все лето гудят над лавандой.",
        "Огурцы любят рыхлую теплую землю.",
        "Луковицы тюльпанов любят песчаную почву и солнечный склон.",
        "Чеснок зимует под снегом и прорастает в марте.",
        "Орешник заслоняет грядки от ветра.",
        "Улитки избегают крупного песка и яичной скорлупы.",
        "Тыквы дозревают на подстилке из сухого сена.",
        "Старая груша все еще плодоносит, ягоды у нее мелкие и сладкие.",
        "Река берет начало в буковом лесу и петляет по широкому лугу.",
        "Цапли гнездятся в ивах над мельничным прудом.",
        "В апреле талая вода покрывает отмели и нижнюю тропинку.",
        "Щука стоит в камышах, а окунь любит тень под мостом.",
        "Туман плывет над паромом ранним утром.",
        "Дельта делится на множество мелких рукавов.",
        "Дети строят из гальки плотины в ручье за школой.",
        "Ниже запруды снова видели выдру.",
        "Течение здесь медленное, и кувшинки затянули всю заводь.",
        "Галька и ил оседают там, где долина расширяется.",
        "Старая деревянная баржа лежит вверх дном в крапиве.",
        "Зимородки целый день ныряют с ольховых веток.",
    ),
    "uk": (
        "Буряк миють, чистять і ріжуть тонкою соломкою.",
        "Юшка мліє на малому вогні, доки морква не стане м'якою.",
        "Ложка оцту збереже борщеві червоний колір.",
        "Сметану й кріп кладуть уже за столом.",
        "Бабуся пече житній хліб із кмином і медом.",
        "Тісто місять десять хвилин і лишають сходити біля печі.",
        "Дрібка солі підкреслить солодкість стиглих помідорів.",
        "Гриби найкраще сушити на нитці над теплою плитою.",
        "Яблука наріжте, посипте корицею та запікайте до рум'яної скоринки.",
        "Гречку промивають і прожарюють на сухій пательні.",
        "Вишні без кісточок загортають у тонке тісто.",
        "Гарячі млинці змащують топленим маслом.",
        "Розсада томатів любить тепло й трохи попелу.",
        "Троянди цвітуть двічі, якщо зрізати зів'ялі пуп'янки.",
        "Редиску сіють між рядками салату на початку квітня.",
        "Кущі смородини вкрили соломою та перегноєм.",
        "Бджоли все літо гудуть над лавандою.",
        "Огірки люблять пухку теплу землю.",
        "Цибулини тюльпанів люблять піщаний ґрунт і сонячний схил.",
        "Часник зимує під снігом і проростає в березні.",
        "Ліщина затуляє грядки від вітру.",
        "Слимаки уникають грубого піску та яєчної шкаралупи.",
        "Гарбузи дозрівають на підстилці із сухого сіна.",
        "Стара груша досі родить, плоди в неї дрібні й солодкі.",
        "Річка бере початок у буковому гаю та петляє широкою лукою.",
        "Чаплі гніздяться у вербах над млиновим ставом.",
        "У квітні тала вода вкриває мілини та нижню стежку.",
        "Щука стоїть в очереті, а окунь любить тінь під мостом.",
        "Туман пливе над поромом рано-вранці.",
        "Дельта ділиться на безліч мілких рукавів.",
        "Діти будують із гальки загати в струмку за школою.",
        "Нижче загати знову бачили видру.",
        "Течія тут повільна, і латаття затягло всю затоку.",
        "Галька та мул осідають там, де долина ширшає.",
        "Стара дерев'яна баржа лежить догори дном у кропиві.",
        "Рибалочки цілий день пірнають із вільхових гілок.",
    ),
}
"""Sentences of everyday words; some of these words also stand in constructions of the lexicon (`under`, `стан*`)."""

PARAGRAPH = 6


def plain(language: str) -> tuple[str, ...]:
    """Return the sentences in which not one construction of the lexicon has all its words."""
    return tuple(said for said in SENTENCES[language] if not may_state_acts(said, language))


def document(sentences: tuple[str, ...], size: int, seed: int = 0) -> str:
    """Return a text of about so many characters: the sentences in ever new order, some to a paragraph."""
    order, lines, length = random.Random(seed), [], 0
    while length < size:
        lines.append(" ".join(order.choices(sentences, k=PARAGRAPH)))
        length += len(lines[-1]) + 2
    return "\n\n".join(lines)
