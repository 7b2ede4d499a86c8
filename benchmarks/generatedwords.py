"""The invented lists that generated documents are made of; nobody in them is real."""

from typing import NamedTuple

LANGUAGES = ("en", "ru", "uk")
GIVEN = (
    *(("Ivan", "Иван", "Іван"), ("Dmitry", "Дмитрий", "Дмитро"), ("Alexei", "Алексей", "Олексій")),
    *(("Sergei", "Сергей", "Сергій"), ("Nikolai", "Николай", "Микола"), ("Andrei", "Андрей", "Андрій")),
    *(("Mikhail", "Михаил", "Михайло"), ("Pavel", "Павел", "Павло"), ("Vladimir", "Владимир", "Володимир")),
    *(("Yevgeny", "Евгений", "Євген"), ("Maxim", "Максим", "Максим"), ("Oleg", "Олег", "Олег")),
    *(("Roman", "Роман", "Роман"), ("Viktor", "Виктор", "Віктор"), ("Denis", "Денис", "Денис")),
    *(("Anton", "Антон", "Антон"), ("Igor", "Игорь", "Ігор"), ("Artyom", "Артем", "Артем")),
    *(("Kirill", "Кирилл", "Кирило"), ("Grigory", "Григорий", "Григорій"), ("Timur", "Тимур", "Тимур")),
    *(("Ruslan", "Руслан", "Руслан"), ("Stepan", "Степан", "Степан"), ("Yury", "Юрий", "Юрій")),
)
ONSETS = "Ба Бе Бо Бу Ва Ве Во Га Го Гу Да До Ду За Зу Ка Ко Ку Ла Ло Лу Ма Мо Му На Но Ну Па По Пу Ра Ро Ру Са Со"
MIDDLES = "бан бор вал ван вор гат дан дар дол дун жан жар зан кал кан кар лан лар лод лун мар мод мур нар нод"
SYLLABLES = (ONSETS.split(), MIDDLES.split())
SURNAME_ENDINGS = ("ов", "ин", "енко", "чук", "ак")
TOWNS = (
    *(("Bryansk", "Брянск", "Брянськ"), ("Voronezh", "Воронеж", "Воронеж"), ("Kursk", "Курск", "Курськ")),
    *(("Saratov", "Саратов", "Саратов"), ("Samara", "Самара", "Самара"), ("Penza", "Пенза", "Пенза")),
    *(("Ryazan", "Рязань", "Рязань"), ("Tula", "Тула", "Тула"), ("Kazan", "Казань", "Казань")),
    *(("Perm", "Пермь", "Перм"), ("Ufa", "Уфа", "Уфа"), ("Omsk", "Омск", "Омськ")),
    *(("Tomsk", "Томск", "Томськ"), ("Chita", "Чита", "Чита"), ("Ulan-Ude", "Улан-Удэ", "Улан-Уде")),
    *(("Khabarovsk", "Хабаровск", "Хабаровськ"), ("Vladivostok", "Владивосток", "Владивосток")),
    *(("Irkutsk", "Иркутск", "Іркутськ"), ("Barnaul", "Барнаул", "Барнаул"), ("Orenburg", "Оренбург", "Оренбург")),
    *(("Rostov-on-Don", "Ростов-на-Дону", "Ростов-на-Дону"), ("Sochi", "Сочи", "Сочі")),
    *(("Maykop", "Майкоп", "Майкоп"), ("Nalchik", "Нальчик", "Нальчик"), ("Vladikavkaz", "Владикавказ", "Владикавказ")),
    *(("Makhachkala", "Махачкала", "Махачкала"), ("Budyonnovsk", "Буденновск", "Будьонновськ")),
    *(("Murmansk", "Мурманск", "Мурманськ"), ("Pskov", "Псков", "Псков"), ("Belgorod", "Белгород", "Бєлгород")),
    *(("Poltava", "Полтава", "Полтава"), ("Kharkiv", "Харьков", "Харків"), ("Sumy", "Сумы", "Суми")),
    *(("Odesa", "Одесса", "Одеса"), ("Mykolaiv", "Николаев", "Миколаїв"), ("Kherson", "Херсон", "Херсон")),
    *(("Vinnytsia", "Винница", "Вінниця"), ("Lviv", "Львов", "Львів"), ("Lutsk", "Луцк", "Луцьк")),
    *(("Bakhmut", "Бахмут", "Бахмут"), ("Vuhledar", "Угледар", "Вугледар"), ("Mariupol", "Мариуполь", "Маріуполь")),
)


class Formation(NamedTuple):
    """A kind of unit and what it is called in each language."""

    english: str
    said: tuple[str, str, str]


FORMATIONS = (
    Formation("Motor Rifle Brigade", ("Motor Rifle Brigade", "мотострелковой бригады", "мотострілецької бригади")),
    Formation("Motor Rifle Regiment", ("Motor Rifle Regiment", "мотострелкового полка", "мотострілецького полку")),
    Formation("Tank Regiment", ("Tank Regiment", "танкового полка", "танкового полку")),
    Formation("Marine Brigade", ("Marine Brigade", "бригады морской пехоты", "бригади морської піхоти")),
    Formation("Air Assault Regiment", ("Air Assault Regiment", "десантного полка", "десантного полку")),
)  # fmt: skip
ACTS = {
    "refuse": (
        ("refused to go to the front", "would not return to the fighting", "declined to take part in the assault"),
        ("отказались ехать на фронт", "не захотели возвращаться на войну", "отказались идти на штурм"),
        ("відмовилися їхати на фронт", "не захотіли повертатися на війну", "відмовилися йти на штурм"),
    ),
    "awol": (
        ("left their unit without leave", "went absent without leave", "walked away from their positions"),
        ("самовольно оставили часть", "ушли из части без разрешения", "покинули позиции"),
        ("самовільно залишили частину", "пішли з частини без дозволу", "покинули позиції"),
    ),
    "sentence": (
        ("got {term} months in prison", "were sentenced to {term} months in a colony", "received {term} months"),
        ("получили {term} месяцев колонии", "осуждены на {term} месяцев", "приговорены к {term} месяцам"),
        ("дістали {term} місяців колонії", "засуджені на {term} місяців", "отримали {term} місяців"),
    ),
    "charge": (
        ("face a criminal case", "were charged after leaving", "are accused of leaving their unit"),
        ("проходят по уголовному делу", "обвиняются в самоволке", "попали под уголовное дело"),
        ("обвинувачені у кримінальній справі", "обвинувачені у самовільному залишенні", "мають кримінальну справу"),
    ),
    "dismiss": (
        ("were dismissed from the service", "were discharged", "lost their contracts"),
        ("уволены со службы", "уволены из части", "лишились контрактов"),
        ("звільнені зі служби", "звільнені з частини", "позбулися контрактів"),
    ),
    "detain": (
        ("were detained by military police", "are held in a cellar", "were locked up"),
        ("задержаны военной полицией", "удерживаются в подвале", "посажены под замок"),
        ("затримані військовою поліцією", "утримуються в підвалі", "посаджені під замок"),
    ),
    "lawsuit": (
        ("went to court against their dismissal", "sued their command", "filed a lawsuit"),
        ("обратились в суд из-за увольнения", "подали в суд на командование", "подали иск"),
        ("звернулися до суду через звільнення", "подали до суду на командування", "подали позов"),
    ),
    "threaten": (
        ("were threatened with prison", "were pressed to return", "were told they would be prosecuted"),
        ("получили угрозы тюрьмой", "столкнулись с давлением", "услышали угрозы уголовным делом"),
        ("отримали погрози тюрмою", "зазнали тиску", "почули погрози кримінальною справою"),
    ),
}  # fmt: skip
SHARES = {
    "refuse": 25,
    "awol": 15,
    "sentence": 22,
    "charge": 12,
    "dismiss": 6,
    "detain": 8,
    "lawsuit": 5,
    "threaten": 7,
}
GROUPS = ("servicemen", "военнослужащих", "військовослужбовців")
SOMEBODY = ("A serviceman", "Военнослужащий", "Військовослужбовець")
SEVERAL = ("Several servicemen", "Несколько военнослужащих", "Кілька військовослужбовців")
HEDGES = {
    "exact": ("{n}", "{n}", "{n}"),
    "about": ("about {n}", "около {n}", "близько {n}"),
    "least": ("at least {n}", "не менее {n}", "щонайменше {n}"),
}
OF_UNIT = (" of the {unit}", " из {unit}", " з {unit}")
IN_PLACE = (" in {place}", " в городе {place}", " у місті {place}")
BY_COURT = (", the {court} said", ", сообщил {court}", ", повідомив {court}")
COURTS = {
    "garrison": ("{town} Garrison Military Court", "гарнизонный суд города {town}", "гарнізонний суд міста {town}"),
    "district": ("{town} District Court", "районный суд города {town}", "районний суд міста {town}"),
}  # fmt: skip
MONTHS = (
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
)
ON_DAY = ("On {day} {month} {year}, ", "{day} {month} {year} года ", "{day} {month} {year} року ")
IN_MONTH = ("In {month} {year}, ", "В месяце {number}.{year} ", "У місяці {number}.{year} ")
OUTLETS = ("North Wind", "Steppe News", "River Post", "Open Register", "Morning Line", "Harbour Voice", "Lantern")
REPRINTED = ("As {outlet} reports:", "Как сообщает {outlet}:", "Як повідомляє {outlet}:")
DETAILS = (
    ("after a quarrel over rifles", "после ссоры из-за автоматов", "після сварки через автомати"),
    ("when nobody brought them water", "когда им не привезли воды", "коли їм не привезли води"),
    ("because their leave was put off", "из-за отложенного отпуска", "через відкладену відпустку"),
    ("after nights in a flooded trench", "после ночей в затопленном окопе", "після ночей у залитому окопі"),
    ("once their commander had fallen ill", "когда заболел их командир", "коли захворів їхній командир"),
    ("although relatives had hired a lawyer", "хотя родные наняли адвоката", "хоча рідні найняли адвоката"),
    ("as a video message later showed", "как показало видеообращение", "як показало відеозвернення"),
    ("after their bus broke down on the road", "после поломки автобуса в дороге", "після поломки автобуса в дорозі"),
    ("when their pay had not come for months", "не дождавшись выплат", "не дочекавшись виплат"),
    ("following a visit by a deputy minister", "после приезда замминистра", "після приїзду заступника міністра"),
    ("with the armour still on the train", "пока техника стояла на платформах", "поки техніка стояла на платформах"),
    ("after a shell had hit the kitchen", "после попадания снаряда в кухню", "після влучання снаряда в кухню"),
)  # fmt: skip
NEAR_VILLAGE = (" near the village of {name}", " у села {name}", " біля села {name}")
VILLAGE_ENDINGS = ("овка", "ино", "ичи", "овое")
SAID_BY = (
    ("relatives said", "рассказали родные", "розповіли рідні"),
    ("a lawyer said", "сообщил адвокат", "повідомив адвокат"),
    ("the paper writes", "пишет издание", "пише видання"),
    ("a fellow soldier said", "сказал сослуживец", "сказав побратим"),
    ("the document says", "сказано в документе", "сказано в документі"),
    ("it is known", "известно", "відомо"),
)
