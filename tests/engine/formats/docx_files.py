"""Makes small .docx packages for tests, whole and broken."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def document_xml(body: str, doctype: str = "", namespace: str = W) -> str:
    """A document part around ``body``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        f'<w:document xmlns:w="{namespace}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    )


def types_xml(part: str = "/word/document.xml", kind: str = TYPE) -> str:
    """The content types of a package whose document is ``part``."""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}"><Override PartName="{part}" ContentType="{kind}"/></Types>'


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip of ``parts``."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(
    body: str, doctype: str = "", part: str = "word/document.xml", namespace: str = W
) -> bytes:
    """A whole .docx with ``body``."""
    text = document_xml(body, doctype, namespace)
    return package({"[Content_Types].xml": types_xml(f"/{part}"), part: text})


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
