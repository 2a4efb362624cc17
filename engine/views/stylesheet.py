"""The one style sheet of documents and legends.

``light-dark()`` follows the ``color-scheme`` that Streamlit sets on its app, hence
the theme chosen there; browsers without it follow the system's preference.
"""

FONT_FAMILY = '"Noto Sans Bengali", "Noto Sans", "Hind Siliguri", Vrinda, sans-serif'

_STYLE = """
.shonakto-document {
  font-family: FONT_FAMILY;
  line-height: 2.1;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}
.shonakto-span {
  background: var(--light);
  border-bottom: 2px solid var(--solid);
  border-radius: 0.25em;
  box-decoration-break: clone;
  -webkit-box-decoration-break: clone;
  color: var(--on-light);
  padding: 0.15em 0.2em;
  unicode-bidi: isolate;
}
.shonakto-span:target { outline: 2px solid var(--solid); outline-offset: 2px; }
.shonakto-label {
  background: var(--solid);
  border-radius: 0.25em;
  color: var(--on-solid);
  font-size: 0.7em;
  font-weight: 600;
  margin-inline-start: 0.35em;
  padding: 0.1em 0.35em;
  unicode-bidi: isolate;
  user-select: none;
  -webkit-user-select: none;
  vertical-align: 0.1em;
}
.shonakto-note {
  font-size: 0.75em;
  margin-inline-start: 0.35em;
  unicode-bidi: isolate;
  user-select: none;
  -webkit-user-select: none;
}
.shonakto-span.is-confirmed { box-shadow: inset 0 0 0 2px var(--solid); }
.is-confirmed > .shonakto-label::before { content: "\\2713\\00a0"; }
.shonakto-found { text-decoration: underline double; text-underline-offset: 0.25em; }
.shonakto-legend {
  display: flex;
  flex-wrap: wrap;
  font-family: FONT_FAMILY;
  gap: 0.25em 1em;
}
.shonakto-legend .shonakto-label { margin-inline-start: 0; }
@media (prefers-color-scheme: dark) {
  .shonakto-span { background: var(--dark); color: var(--on-dark); }
}
@supports (color: light-dark(red, red)) {
  .shonakto-span {
    background: light-dark(var(--light), var(--dark));
    color: light-dark(var(--on-light), var(--on-dark));
  }
}
@media (forced-colors: active) {
  .shonakto-label { border: 1px solid; }
}
"""


def stylesheet() -> str:
    """The CSS, without a <style> element, on one line."""
    return " ".join(_STYLE.replace("FONT_FAMILY", FONT_FAMILY).split())
