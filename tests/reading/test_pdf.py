from tests.reading.makers import pdf
from vidmova.reading.pdf import joined_pages
from vidmova.reading.text import read


def test_wrapped_lines_are_joined_and_page_numbers_left_out() -> None:
    page = [
        "Рота відмовилася йти на штурм",
        "Двадцять троє військових із Чернігова, за словами їхнього командира, не",
        "виконали наказ про штурм села. Їх доправили до частини, а справу передали",
        "до прокуратури.",
        "1",
    ]
    document = read("a.pdf", pdf(page))
    assert document.text.split("\n") == [page[0], " ".join(page[1:4])]


def test_the_page_is_trusted_over_the_properties() -> None:
    document = read("a.pdf", pdf(["A Company Refuses", "Twenty men refused to go."], title="Microsoft Word - draft7"))
    assert document.title == "A Company Refuses"
    assert read("a.pdf", pdf(["Twenty men refused to go."], title="Report")).title == "Report"


def test_a_sentence_runs_over_the_page() -> None:
    assert (
        joined_pages(["Двадцять троє\nвійськових не", "виконали наказ."])
        == "Двадцять троє військових не виконали наказ."
    )
    assert joined_pages(["Перша.", "Друга."]) == "Перша.\n\nДруга."


def test_bullets_stay_lines() -> None:
    assert joined_pages(["Хто пішов:\n• двоє з Сум\n• троє з Полтави"]) == "Хто пішов:\n• двоє з Сум\n• троє з Полтави"
