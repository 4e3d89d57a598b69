"""What the demo's calls and schools say, in the languages of the six countries."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    title: str
    body: str
    small: str
    others: str
    motivation: str
    practice: str
    plan: str
    paper: str
    rubric: tuple[str, str, str, str, str]
    why: str
    evidence: str
    question: str
    answer: str
    head: str


WORDS = {
    "it": Words(
        "Avviso per le scuole 2027/28",
        "Le scuole con esperienza nella didattica digitale accompagnano per un anno altre quattro "
        "scuole. Cerchiamo scuole mentor e scuole mentee di ogni ordine.\n\nOgni scuola riceve "
        "ore riconosciute, due visite e un gruppo di pari.",
        "Piccole scuole", "Altre scuole", "Coinvolgimento del collegio", "Esperienza", "Piano della scuola",
        "Piano triennale dell’offerta formativa",
        ("niente", "accennato", "descritto", "descritto con esempi", "con esempi e risultati"),
        "Vogliamo che tutto il collegio lavori con gli stessi strumenti, non solo pochi docenti.",
        "Due gruppi di lavoro si incontrano ogni mese; i verbali sono allegati al piano.",
        "Possono candidarsi due plessi dello stesso istituto?",
        "No: si candida l’istituto, con tutti i suoi plessi.",
        "Dirigente scolastico",
    ),
    "nl": Words(
        "Oproep voor scholen 2027/28",
        "Scholen met ervaring in digitaal lesgeven begeleiden een jaar lang vier andere scholen. "
        "We zoeken mentorscholen en menteescholen van elk niveau.\n\nElke school krijgt uren, "
        "twee bezoeken en een groep collega’s.",
        "Kleine scholen", "Andere scholen", "Betrokkenheid van het team", "Ervaring", "Plan van de school",
        "Schoolwerkplan",
        ("niets", "vermeld", "beschreven", "met voorbeelden", "met voorbeelden en resultaten"),
        "We willen dat het hele team met dezelfde middelen werkt, niet alleen enkelen.",
        "Twee werkgroepen komen elke maand samen; de verslagen staan in het plan.",
        "Mogen twee vestigingsplaatsen apart deelnemen?",
        "Nee: de school meldt zich aan, met al haar vestigingsplaatsen.",
        "Directeur",
    ),
    "hr": Words(
        "Poziv školama 2027/28.",
        "Škole s iskustvom u digitalnoj nastavi godinu dana prate četiri druge škole. Tražimo "
        "mentorske i mentorirane škole svih razina.\n\nSvaka škola dobiva priznate sate, dva "
        "posjeta i skupinu kolega.",
        "Male škole", "Ostale škole", "Uključenost kolektiva", "Iskustvo", "Plan škole",
        "Školski razvojni plan",
        ("ništa", "spomenuto", "opisano", "opisano s primjerima", "s primjerima i rezultatima"),
        "Želimo da cijeli kolektiv radi s istim alatima, a ne samo nekoliko učitelja.",
        "Dvije radne skupine sastaju se svaki mjesec; zapisnici su u planu.",
        "Mogu li se prijaviti dvije područne škole zasebno?",
        "Ne: prijavljuje se škola sa svim svojim područnim školama.",
        "Ravnatelj",
    ),
    "cs": Words(
        "Výzva školám 2027/28",
        "Školy se zkušeností s digitální výukou provázejí po celý rok čtyři další školy. Hledáme "
        "mentorské i mentorované školy všech stupňů.\n\nKaždá škola získá uznané hodiny, dvě "
        "návštěvy a skupinu kolegů.",
        "Malé školy", "Ostatní školy", "Zapojení sboru", "Zkušenost", "Plán školy",
        "Školní akční plán",
        ("nic", "zmíněno", "popsáno", "popsáno s příklady", "s příklady a výsledky"),
        "Chceme, aby se stejnými nástroji pracoval celý sbor, nejen několik učitelů.",
        "Dvě pracovní skupiny se scházejí každý měsíc; zápisy jsou v plánu.",
        "Mohou se přihlásit dvě pracoviště jedné školy zvlášť?",
        "Ne: přihlašuje se škola se všemi svými pracovišti.",
        "Ředitel",
    ),
    "hu": Words(
        "Felhívás iskoláknak 2027/28",
        "A digitális oktatásban tapasztalt iskolák egy évig négy másik iskolát kísérnek. Minden "
        "szintről várunk mentor- és mentorált iskolákat.\n\nMinden iskola elismert órákat, két "
        "látogatást és egy szakmai csoportot kap.",
        "Kis iskolák", "Többi iskola", "A testület bevonása", "Tapasztalat", "Az iskola terve",
        "Pedagógiai program",
        ("semmi", "említve", "leírva", "példákkal leírva", "példákkal és eredményekkel"),
        "Azt szeretnénk, hogy az egész testület ugyanazokkal az eszközökkel dolgozzon.",
        "Két munkacsoport havonta találkozik; az emlékeztetők a tervben vannak.",
        "Jelentkezhet külön két telephely?",
        "Nem: az iskola jelentkezik, minden telephelyével együtt.",
        "Intézményvezető",
    ),
    "pt": Words(
        "Aviso para escolas 2027/28",
        "Escolas com experiência em ensino digital acompanham quatro outras durante um ano. "
        "Procuramos escolas mentoras e mentoradas de todos os níveis.\n\nCada escola recebe "
        "horas reconhecidas, duas visitas e um grupo de pares.",
        "Escolas pequenas", "Outras escolas", "Envolvimento da escola", "Experiência", "Plano da escola",
        "Projeto educativo",
        ("nada", "referido", "descrito", "descrito com exemplos", "com exemplos e resultados"),
        "Queremos que toda a escola trabalhe com as mesmas ferramentas, não só alguns docentes.",
        "Dois grupos de trabalho reúnem-se todos os meses; as atas estão no plano.",
        "Podem candidatar-se dois polos do mesmo agrupamento?",
        "Não: candidata-se o agrupamento, com todos os seus polos.",
        "Diretor",
    ),
}  # fmt: skip

# Of the door that is open all year: title, text, name and aim of a cluster at it.
DOORS = {
    "it": (
        "Formate il vostro cluster, tutto l’anno",
        ("Conoscete già le scuole con cui volete lavorare, o arrivate dopo la chiusura "
        "dell’avviso? Candidatevi qui, da soli o insieme."),
        "Scuole delle valli", "Laboratori di scienze condivisi fra plessi lontani",
    ),
    "nl": (
        "Vorm zelf een cluster, het hele jaar",
        ("Kent u de scholen al waarmee u wilt werken, of komt u na het sluiten van de oproep? "
        "Meld u hier aan, alleen of samen."),
        "Scholen langs de Leie", "Samen lezen met digitale boeken",
    ),
    "hr": (
        "Oblikujte vlastiti klaster, cijele godine",
        ("Već poznajete škole s kojima želite raditi ili dolazite nakon zatvaranja poziva? "
        "Prijavite se ovdje, sami ili zajedno."),
        "Otočne škole", "Zajednička nastava na daljinu između otoka",
    ),
    "cs": (
        "Vytvořte vlastní klastr, po celý rok",
        ("Znáte už školy, se kterými chcete pracovat, nebo přicházíte po uzavření výzvy? "
        "Přihlaste se zde, sami, nebo společně."),
        "Školy pod horami", "Společné projekty v přírodních vědách",
    ),
    "hu": (
        "Alkossanak saját klasztert, egész évben",
        ("Ismerik már az iskolákat, amelyekkel dolgoznának, vagy a felhívás zárása után "
        "érkeznek? Pályázzanak itt, egyedül vagy együtt."),
        "Tisza menti iskolák", "Közös digitális szakkörök kis iskoláknak",
    ),
    "pt": (
        "Formem o vosso cluster, todo o ano",
        ("Já conhecem as escolas com que querem trabalhar, ou chegam depois de o aviso fechar? "
        "Candidatem-se aqui, sozinhas ou em conjunto."),
        "Escolas do Alto Douro", "Oficinas de programação entre aldeias",
    ),
}  # fmt: skip
