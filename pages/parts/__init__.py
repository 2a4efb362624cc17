"""What pages share. Streamlit's automatic menu looks at ``pages/*.py`` only, not in here."""
