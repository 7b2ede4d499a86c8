import pytest

from vidmova.reading.language import detect, of_sentence

CASES = [
    ("uk", "Солдати відмовилися воювати й повернулися додому."),
    ("uk", "Суд відхилив позов військового"),
    ("uk", "Командир сказав, що ніхто не поїде."),
    ("ru", "Солдаты отказались воевать и вернулись домой."),
    ("ru", "Суд отклонил иск контрактника"),
    ("ru", "Командир сказал, что никто не поедет."),
    ("en", "The soldiers refused to fight and went home."),
    ("en", "Court rejects the soldiers' suit"),
    ("be", "Паводле расследавання, салдаты адмовіліся ваяваць і вярнуліся дадому."),
    ("be", "Камандзір сказаў, што яны нікуды не паедуць, бо гэта не іх вайна."),
    ("bg", "Войниците отказаха да се бият и се върнаха у дома, съобщи агенцията."),
    ("bg", "Съдът каза, че това не е тяхната война и че те са свободни."),
    ("sr", "Војници су одбили да се боре и вратили се кући."),
    ("mk", "Војниците рекоа дека нема да се борат и дека ќе се вратат дома."),
    ("kk", "Сарбаздар соғысудан бас тартып, үйлеріне қайтты, деп хабарлады."),
    ("de", "Die Soldaten haben sich geweigert, in den Krieg zu ziehen."),
    ("fr", "Les soldats ont refusé de combattre dans cette guerre."),
    ("pl", "Żołnierze odmówili walki i wrócili do domu, bo nie chcieli ginąć."),
    ("es", "Los soldados se negaron a luchar en la guerra y volvieron a sus casas."),
    ("it", "I soldati non hanno voluto combattere e sono tornati con il treno alla loro casa."),
    ("lt", "Kareiviai atsisakė kariauti ir grįžo namo, nes tai ne jų karas."),
    ("fi", "Sotilaat kertoivat, että he eivät lähde, ja olivat jo kotona."),
    ("ka", "ჯარისკაცებმა უარი თქვეს"),
    ("el", "Οι στρατιώτες αρνήθηκαν"),
    ("und", "12 345 + 6"),
    ("und", ""),
    ("und", "K."),
]


@pytest.mark.parametrize(("code", "text"), CASES, ids=[text[:30] for _, text in CASES])
def test_detect(code: str, text: str) -> None:
    assert detect(text) == code


def test_a_long_document_is_judged_by_more_than_its_head() -> None:
    text = "Refusal. " * 500 + "Солдаты отказались воевать и вернулись домой, сказал он. " * 3_000
    assert detect(text) == "ru"


@pytest.mark.parametrize(
    ("sentence", "document", "code"),
    [
        ("Отказ", "uk", "uk"),
        ("І так щодня.", "ru", "uk"),
        ("Мы никуда не пойдём, это не наша война.", "uk", "ru"),
        ("Ми нікуди не підемо, це не наша війна.", "ru", "uk"),
        ("We are not going anywhere, this is not our war.", "ru", "en"),
        ("Kavkaz.Realii", "ru", "en"),
        ("17.03.2023", "uk", "uk"),
        ("Nous ne voulons pas de cette guerre et nous ne partirons pas.", "en", "fr"),
        ("Three Men, Three Envelopes", "en", "en"),
        ("Ще понад п'ятдесят проваджень стосуються цього.", "uk", "uk"),
    ],
)
def test_a_sentence_follows_its_document_unless_it_is_clear(sentence: str, document: str, code: str) -> None:
    assert of_sentence(sentence, document) == code
