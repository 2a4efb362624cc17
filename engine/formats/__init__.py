"""One reader and one writer per data format; ``read_dataset`` recognizes them all."""
