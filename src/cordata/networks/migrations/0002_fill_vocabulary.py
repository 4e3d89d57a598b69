"""The vocabulary of needs and offers that a fresh installation has."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LANGUAGES = ("en", "it", "nl", "hr", "cs", "hu", "pt")
# fmt: off
TOPICS = (
    ("inclusion", "Inclusion", "Inclusione", "Inclusie", "Inkluzija", "Inkluze", "Inklúzió", "Inclusão"),
    ("stem", "Science and technology (STEM)", "Scienze e tecnologia (STEM)", "Wetenschap en techniek (STEM)", "Znanost i tehnologija (STEM)", "Přírodní vědy a technika (STEM)", "Természettudomány és technika (STEM)", "Ciência e tecnologia (STEM)"),
    ("personalised", "Personalised learning", "Apprendimento personalizzato", "Leren op maat", "Personalizirano učenje", "Personalizované učení", "Személyre szabott tanulás", "Aprendizagem personalizada"),
    ("leadership", "Digital leadership", "Leadership digitale", "Digitaal leiderschap", "Digitalno vodstvo", "Digitální vedení školy", "Digitális vezetés", "Liderança digital"),
    ("digital-plan", "A digital plan for the school", "Piano digitale della scuola", "Digitaal schoolplan", "Digitalni plan škole", "Digitální plán školy", "Az iskola digitális terve", "Plano digital da escola"),
    ("data-protection", "Data protection", "Protezione dei dati", "Gegevensbescherming", "Zaštita podataka", "Ochrana osobních údajů", "Adatvédelem", "Proteção de dados"),
    ("teacher-training", "Training of teachers", "Formazione dei docenti", "Professionalisering van leraren", "Stručno usavršavanje učitelja", "Další vzdělávání učitelů", "Pedagógusok továbbképzése", "Formação de docentes"),
    ("multigrade", "Multigrade classes", "Pluriclassi", "Graadklassen", "Kombinirani razredni odjeli", "Malotřídní výuka", "Összevont osztályok", "Turmas mistas"),
    ("assessment", "Assessment for learning", "Valutazione per l'apprendimento", "Evalueren om te leren", "Vrednovanje za učenje", "Formativní hodnocení", "Fejlesztő értékelés", "Avaliação formativa"),
    ("open-lessons", "Open lessons and observation", "Lezioni aperte e osservazione", "Open lessen en lesobservatie", "Ogledni sati i promatranje nastave", "Otevřené hodiny a hospitace", "Bemutató órák és óralátogatás", "Aulas abertas e observação"),
    ("families", "Work with families", "Rapporto con le famiglie", "Samenwerken met ouders", "Suradnja s roditeljima", "Spolupráce s rodinami", "Együttműködés a családokkal", "Relação com as famílias"),
    ("equipment", "Equipment and networks", "Dotazioni e reti", "Toestellen en netwerken", "Oprema i mreže", "Vybavení a sítě", "Eszközök és hálózatok", "Equipamentos e redes"),
    ("languages", "Foreign languages", "Lingue straniere", "Vreemde talen", "Strani jezici", "Cizí jazyky", "Idegen nyelvek", "Línguas estrangeiras"),
    ("reading", "Reading and media", "Lettura e media", "Lezen en media", "Čitanje i mediji", "Čtenářství a média", "Olvasás és média", "Leitura e media"),
    ("learning-spaces", "Flexible learning spaces", "Spazi di apprendimento flessibili", "Flexibele leerruimtes", "Fleksibilni prostori za učenje", "Flexibilní učební prostory", "Rugalmas tanulási terek", "Espaços flexíveis de aprendizagem"),
    ("wellbeing", "Well-being at school", "Benessere a scuola", "Welbevinden op school", "Dobrobit u školi", "Pohoda ve škole", "Jóllét az iskolában", "Bem-estar na escola"),
)
# fmt: on


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the topics."""
    topic = apps.get_model("networks", "Topic")
    for position, (slug, *words) in enumerate(TOPICS):
        labels = dict(zip(LANGUAGES, words, strict=True))
        topic.objects.create(slug=slug, labels=labels, position=position)


def empty(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away."""
    slugs = [slug for slug, *_words in TOPICS]
    apps.get_model("networks", "Topic").objects.filter(slug__in=slugs).delete()


class Migration(migrations.Migration):
    """Fill the vocabulary."""

    dependencies = [("networks", "0001_initial")]
    operations = [migrations.RunPython(fill, empty)]
