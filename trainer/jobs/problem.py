"""What is wrong with something asked of the queue, for a page to say in its language."""


class RequestProblem(ValueError):
    """One thing that is wrong: a word for its kind, and the values its sentence needs.

    ``detail`` is a sentence of the part that found it, or empty.
    """

    def __init__(self, code: str, detail: str = "", **values: str | int) -> None:
        super().__init__(detail or f"{code}: {values}")
        self.code, self.detail, self.values = code, detail, values
