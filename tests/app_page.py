"""One page of the app in Streamlit's AppTest, as a link would open it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent


def opened_page(name: str, **query: str) -> AppTest:
    """The app on the page ``name`` with these query parameters, run without an exception."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    if name == "annotate":  # the first page needs no choosing
        return checked(app.run())
    return staying(checked(app.switch_page(f"pages/{name}.py").run()), name)


def staying(app: AppTest, name: str) -> AppTest:
    """``app``, whose next runs are of the page ``name`` inside ``app.py``, menu and all."""
    return app.switch_page(f"pages/{name}.py")


def checked(app: AppTest) -> AppTest:
    """``app``, if nothing went wrong on it."""
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    """All HTML of the page's own area."""
    return "".join(element.proto.body for element in app.main if element.type == "html")
