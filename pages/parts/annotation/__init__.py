"""The parts of the annotate page: the text, its reading by the model, correcting, downloads."""
