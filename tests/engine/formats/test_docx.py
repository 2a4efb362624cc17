"""Text of Word documents, and documents that are none."""

import pytest
from docx_files import MC, W, document_xml, docx, package, paragraph, types_xml

from engine.formats import docx as reader
from engine.formats.docx import docx_text
from engine.formats.text_error import TextFileError


def refused(data: bytes) -> str:
    with pytest.raises(TextFileError) as caught:
        docx_text("a.docx", data)
    return caught.value.reason


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    def cell(*texts: str) -> str:
        return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"

    rows = f"<w:tr>{cell('নাম')}{cell('বয়স', '(বছর)')}</w:tr><w:tr>{cell('ক')}{cell('')}</w:tr>"
    body = paragraph("প্রথম") + f"<w:tbl>{rows}</w:tbl>" + paragraph("") + paragraph("শেষ")
    assert docx_text("a.docx", docx(body)) == "প্রথম\nনাম\tবয়স\n(বছর)\nক\t\n\nশেষ"


def test_runs_tabs_breaks_links_and_form_fields() -> None:
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
        '<w:r><w:t xml:space="preserve">জ্ব</w:t></w:r><w:r><w:t>র</w:t><w:tab/><w:t>৩</w:t><w:br/>'
        "</w:r><w:hyperlink><w:r><w:t>লিংক</w:t></w:r></w:hyperlink></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('ফর্মের ঘর')}</w:sdtContent></w:sdt>"
        "<w:p><w:ins><w:r><w:t>নতুন</w:t></w:r></w:ins><w:del><w:r><w:delText>পুরোনো</w:delText></w:r>"
        "</w:del><w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/></w:r></w:p>"
    )
    assert docx_text("a.docx", docx(body)) == "জ্বর\t৩\nলিংক\nফর্মের ঘর\nনতুন-"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('বাক্স')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = f"<w:p><w:r><w:t>আগে</w:t>{both}</mc:AlternateContent></w:r></w:p>{paragraph('পরে')}"
    assert MC in document_xml(body)
    assert docx_text("a.docx", docx(body)) == "আগে\nবাক্স\n\nপরে"


def test_characters_of_markup_and_references() -> None:
    body = paragraph("&lt;script&gt; &amp; &#2480;")
    assert docx_text("a.docx", docx(body)) == "<script> & র"


def test_a_document_under_another_name_and_strict_documents() -> None:
    assert docx_text("a.docx", docx(paragraph("ক"), part="word/document2.xml")) == "ক"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert docx_text("a.docx", docx(paragraph("ক"), namespace=strict)) == "ক"


def test_a_zip_that_is_no_word_document() -> None:
    assert refused(package({"a.txt": "জ্বর"})) == "not_docx"
    assert refused(package({"[Content_Types].xml": types_xml(kind="sheet")})) == "not_docx"
    assert refused(package({"[Content_Types].xml": types_xml()})) == "not_docx"
    assert refused("জ্বর".encode()) == "not_docx"


def test_damage() -> None:
    whole = docx(paragraph("জ্বর" * 100))
    assert refused(whole[: len(whole) // 2]) == "damaged_docx"
    assert refused(b"PK\x03\x04 and nothing") == "damaged_docx"
    assert refused(docx("<w:p>")) == "damaged_docx"
    flipped = bytearray(whole)
    flipped[whole.index(b"word/document.xml") + 40] ^= 255
    assert refused(bytes(flipped)) == "damaged_docx"


def test_entities_are_refused() -> None:
    bomb = "<!DOCTYPE b [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
    assert refused(docx(paragraph("&b;"), doctype=bomb)) == "damaged_docx"
    outside = "<!DOCTYPE b [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
    assert refused(docx(paragraph("&a;"), doctype=outside)) == "damaged_docx"


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_UNPACKED_MB", 1)
    data = docx(paragraph("ক" * 600_000))
    assert len(data) < 20_000
    assert refused(data) == "docx_too_large"
    assert docx_text("a.docx", docx(paragraph("ক" * 60_000))) == "ক" * 60_000


def test_an_encrypted_part_is_damage() -> None:
    data = bytearray(docx(paragraph("জ্বর")))
    for start in (data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")):
        flags = start + (6 if data[start + 2] == 3 else 8)
        data[flags] |= 1
    assert refused(bytes(data)) == "damaged_docx"


def test_deep_nesting_is_no_danger() -> None:
    assert docx_text("a.docx", docx("<w:p>" * 5_000 + "</w:p>" * 5_000)) == ""
    assert W in document_xml("")
