"""Why a file of text cannot be used: a key for the pages and one sentence for everyone."""

from collections.abc import Mapping

from engine.formats.dataset import FormatError

# Each reason with its sentence; the placeholders are the error's ``values``.
SENTENCES: Mapping[str, str] = {
    "extension": "{name}: expected a .txt, .csv, .jsonl or .docx file, got {extension}.",
    "too_large": "{name}: expected at most {limit} MB, got a larger file.",
    "empty": "{name}: expected text, got a file of 0 bytes.",
    "no_text": "{name}: expected text, got none in the whole file.",
    "pdf": "{name}: expected text, got a PDF.",
    "old_doc": "{name}: expected text or .docx, got an old or password-protected Office file.",
    "rtf": "{name}: expected text or .docx, got an RTF file.",
    "zip": "{name}: expected plain text, got a zip, Word or Excel file.",
    "binary": "{name}: expected text, got binary data.",
    "latin1": "{name}: expected UTF-8, got Latin-1 (the byte {byte} at offset {offset}).",
    "utf16": "{name}: expected UTF-8, got UTF-16 that is damaged or has no byte order mark.",
    "not_utf8": "{name}: expected UTF-8, got the byte {byte} at offset {offset}.",
    "csv_column": (
        "{name}: expected a column named text, Medical Text or sentence, or a single column, "
        "got the columns {columns}."
    ),
    "csv_broken": "{name}, line {line}: expected a CSV table, got a quote that is never closed.",
    "json_line": "{name}, line {line}: expected a JSON object, got something else.",
    "json_spans": "{name}, line {line}: expected spans that fit their text, got others.",
    "json_text": "{name}, line {line}: expected a string in the field 'text', got none.",
    "not_docx": "{name}: expected a Word document, got a file that only has the name of one.",
    "damaged_docx": "{name}: expected a whole Word document, got a damaged one.",
    "docx_too_large": "{name}: expected at most {limit} MB when unpacked, got more.",
}


class TextFileError(FormatError):
    """A file of text that cannot be used.

    ``reason`` is a key of ``SENTENCES``, and ``values`` are the values of the
    placeholders of that reason's string in any language. Names of files and columns come
    from outside: whoever shows them escapes them.
    """

    def __init__(self, reason: str, **values: str | int) -> None:
        self.reason = reason
        self.values: Mapping[str, str | int] = {
            key: " ".join(value.split()) if isinstance(value, str) else value
            for key, value in values.items()
        }
        super().__init__(SENTENCES[reason].format(**self.values))
