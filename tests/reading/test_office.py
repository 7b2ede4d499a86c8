from tests.reading.makers import docx, odt, para
from vidmova.reading.text import read

BULLET = "<w:pPr><w:numPr/></w:pPr>"


def test_docx_in_the_order_of_the_page() -> None:
    cells = f"<w:tbl><w:tr><w:tc>{para('Суми')}</w:tc><w:tc>{para('двоє')}</w:tc></w:tr></w:tbl>"
    deleted = "<w:p><w:del><w:r><w:delText>Ні.</w:delText></w:r></w:del><w:ins><w:r><w:t>Так.</w:t></w:r></w:ins></w:p>"
    body = para("Заголовок") + para("Один ", "два.") + cells + para("пункт", before=BULLET) + deleted
    document = read("a.docx", docx(body, title="Назва", author="О. Жук", notes=para("Примітка.")))
    assert document.text.split("\n") == ["Заголовок", "Один два.", "Суми | двоє", "• пункт", "Так.", "Примітка."]
    assert (document.title, document.author) == ("Назва", "О. Жук")


def test_docx_without_properties_takes_its_first_line() -> None:
    document = read("a.docx", docx(para("Заголовок") + para("Один.")))
    assert (document.title, document.author) == ("Заголовок", None)


def test_docx_breaks_and_tabs() -> None:
    body = "<w:p><w:r><w:t>Один</w:t><w:tab/><w:t>два</w:t><w:br/><w:t>три</w:t></w:r></w:p>"
    assert read("a.docx", docx(body)).text == "Один\tдва\nтри"


def test_odt_in_the_order_of_the_page() -> None:
    body = (
        "<text:tracked-changes><text:p>Ні.</text:p></text:tracked-changes>"
        "<text:h>Заголовок</text:h>"
        "<text:p>Один<text:s text:c='2'/>два<text:span>три</text:span>.<text:line-break/>Нижче</text:p>"
        "<text:list><text:list-item><text:p>пункт</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Суми</text:p></table:table-cell>"
        "<table:table-cell><text:p>двоє</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = read("a.odt", odt(body, title="Назва", author="О. Жук"))
    assert document.text.split("\n") == ["Заголовок", "Один  дватри.", "Нижче", "• пункт", "Суми | двоє"]
    assert (document.title, document.author) == ("Назва", "О. Жук")
