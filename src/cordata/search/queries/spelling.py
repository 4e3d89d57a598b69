"""What somebody may have meant to type, from words that everybody may read."""

from django.db.models import Q

from cordata.analysis.wording.nearest import nearest
from cordata.analysis.wording.stems import plain, words_of
from cordata.search.models import Word

SHORTEST = 4  # letters; below, everything is near to everything
MOST_COMPARED = 4_000


def respelled(text: str) -> str:
    """The same words with the unknown ones replaced by the nearest known; "" if nothing is."""
    words = list(words_of(text))
    known = set(
        Word.objects.filter(plain__in=[plain(one) for one in words]).values_list(
            "plain", flat=True
        )
    )
    better = [word if plain(word) in known else _meant(word) or word for word in words]
    return " ".join(better) if better != words else ""


def _meant(word: str) -> str:
    bare = plain(word)
    if len(bare) < SHORTEST or not bare.isalpha():
        return ""
    near = Word.objects.filter(Q(head=bare[:2]) | Q(tail=bare[-3:]))
    shown = dict(near.order_by("plain").values_list("plain", "shown")[:MOST_COMPARED])
    return shown.get(nearest(bare, shown), "")
