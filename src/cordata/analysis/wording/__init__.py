"""Words of texts in seven languages: stems, misspellings, passages. Pure, as all of ``analysis``."""
