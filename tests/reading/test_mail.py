from email.message import EmailMessage

from vidmova.reading.mail import attachments
from vidmova.reading.text import read


def letter(body: str = "The men refused to go.", html: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Олена Жук <o@example.org>"
    made["Subject"] = "Відмова в Чернігові"
    made["Date"] = "Tue, 5 Mar 2024 23:30:00 +0200"
    if body:
        made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html") if body else made.set_content(html, subtype="html")
    return made


def test_subject_sender_and_date() -> None:
    document = read("a.eml", letter(html="<p>other</p>").as_bytes())
    assert document.text == "Відмова в Чернігові\n\nThe men refused to go."
    assert (document.title, document.author, document.published) == ("Відмова в Чернігові", "Олена Жук", "2024-03-05")


def test_html_where_there_is_nothing_else() -> None:
    assert "The men refused." in read("a.eml", letter("", "<p>The men <b>refused</b>.</p>").as_bytes()).text


def test_eight_bit_bodies_in_old_encodings() -> None:
    head = b"Subject: a\r\nDate: nonsense\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\n"
    document = read("a.eml", head + "Рота ушла.\r\nКомандир молчит.".encode("cp1251"))
    assert document.text == "a\n\nРота ушла.\nКомандир молчит."
    assert document.published is None


def test_attachments_come_one_by_one() -> None:
    made = letter()
    made.add_attachment(b"abc", maintype="application", subtype="pdf", filename="наказ.pdf")
    assert list(attachments("a.eml", made.as_bytes())) == [("наказ.pdf", b"abc")]
