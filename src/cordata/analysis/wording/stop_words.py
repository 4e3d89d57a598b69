"""Small words that stand in every text and find nothing: few on purpose, without accents."""

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the", "this", "to", "was", "with"]),
    "it": frozenset(
        ["a", "ai", "al", "alla", "anche", "che", "con", "da", "dal", "dalla", "dei", "del", "della", "delle", "di", "e", "ed", "gli", "ha", "i", "il", "in", "la", "le", "lo", "nel", "nella", "o", "per", "si", "un", "una"]
    ),
    "nl": frozenset(["aan", "als", "bij", "dat", "de", "den", "der", "die", "dit", "door", "een", "en", "het", "in", "is", "met", "naar", "of", "om", "op", "te", "tot", "van", "voor"]),
    "hr": frozenset(["a", "i", "ili", "iz", "je", "kao", "koja", "koje", "koji", "na", "od", "po", "sa", "se", "su", "te", "u", "uz", "za"]),
    "cs": frozenset(["a", "aby", "ale", "do", "i", "jako", "je", "jsou", "k", "na", "nebo", "o", "od", "po", "pro", "s", "se", "si", "u", "v", "ve", "z", "za", "ze"]),
    "hu": frozenset(["a", "az", "egy", "es", "hogy", "is", "ha", "meg", "nem", "ez"]),
    "pt": frozenset(
        ["a", "ao", "aos", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "mais", "na", "nas", "no", "nos", "o", "os", "ou", "para", "pela", "pelo", "por", "que", "se", "um", "uma"]
    ),
}  # fmt: skip
