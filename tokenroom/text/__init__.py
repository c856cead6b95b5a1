"""Text: corpora, held-out documents, byte-pair encoding and vocabularies."""
