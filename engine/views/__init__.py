"""Documents as safe HTML and reports as plotly figures; no Streamlit in here."""
