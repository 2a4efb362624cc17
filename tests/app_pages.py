"""A page of the app in AppTest, and what it shows."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parent.parent / "app.py"


def opened(page: str, **query: str | list[str]) -> AppTest:
    """The app on ``page``, the first one opened."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    return checked(app.switch_page(f"pages/{page}.py").run())


def checked(app: AppTest) -> AppTest:
    """``app``, if nothing went wrong on it."""
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    """All HTML of the page's own area, styles left out."""
    bodies = (element.proto.body for element in app.main if element.type == "html")
    return "".join(body.split("</style>")[-1] for body in bodies)
