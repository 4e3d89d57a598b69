"""The catalogue: one card for a thing in one language, and how far it is filed."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class TermsField(models.TextField):  # type: ignore[type-arg]  # not generic when it runs
    """Terms with their positions, as PostgreSQL writes them; SQLite keeps its own in FTS5."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """What the database calls it."""
        return "tsvector" if connection.vendor == "postgresql" else "text"


class Card(models.Model):
    """What the catalogue knows of one thing in one language. It can be made anew at any time.

    kind, thing  what it is, and its public id
    language     that it is written in; "" for names
    titles       where its title has a form of its own in a language
    route, place, anchor  its address, in parts
    weight       added to its rank, by kind
    readers      keys of who may read it, as ``queries.readers`` says them; one is enough
    facets       marks that its thing is counted by, in whatever language: "k_school c_IT v_1"
    """

    kind = models.CharField(max_length=16)
    thing = models.CharField(max_length=60)
    language = models.CharField(max_length=2, blank=True)
    title = models.CharField(max_length=300)
    titles = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    route = models.CharField(max_length=40)
    place = models.JSONField(default=dict)
    anchor = models.CharField(max_length=30, blank=True)
    weight = models.FloatField(default=0)
    readers = models.JSONField(default=list)
    facets = models.CharField(max_length=400)
    terms = TermsField(default="", editable=False)
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing", "language"], name="thing_has_one_card_in_a_language"
            )
        ]
        indexes = [models.Index(fields=["kind", "filed_at"], name="cards_by_when_filed")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} {self.language}: {self.title}"


class Word(models.Model):
    """A word of what everybody may read, without accents, for whoever mistypes one.

    head, tail  its first two and last three letters: one mistake leaves one of them whole
    """

    plain = models.CharField(max_length=40, primary_key=True)
    shown = models.CharField(max_length=40)
    head = models.CharField(max_length=2, db_index=True)
    tail = models.CharField(max_length=3, db_index=True)

    def __str__(self) -> str:
        return self.shown


class Filing(models.Model):
    """How far a kind of thing is filed; or the trail is read, under "history".

    after     the key of the last row that was filed, or the last line that was read
    handled   lines read among the last ones: lines are not always seen in their order
    ended_at  when the whole was filed; it never is while it is under way for the first time
    """

    kind = models.CharField(max_length=16, primary_key=True)
    after = models.BigIntegerField(default=0)
    handled = models.JSONField(default=list)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} after {self.after}"
