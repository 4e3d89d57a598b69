"""What somebody typed in a mail that answers another: without quotations and signatures.

Careful in one direction: a quotation that stays is ugly, a sentence that goes is lost. So only
what is surely not typed now is cut, and answers written between quoted lines are kept.
"""

import re
from itertools import pairwise, starmap

MARK = "##-"  # stands in letters above what their readers should not send back
LONGEST_HEAD = 400  # of "On Monday, Marta wrote:", over at most three lines
FULL = 72
WRAPPED = 60  # mail programs break lines at 72 to 78; what is this long goes on below
SIGNED = "-- "  # what programs write above a signature; people write two hyphens, too

# "On Mon, 23 Nov 2026 at 10:12, Marta <marta@example.org> wrote:" in our languages, as Gmail,
# Apple Mail, Outlook and Thunderbird say it: a verb, a day and an hour, a colon at the end.
WROTE = (
    r"(?:wrote|ha scritto|schreef|geschreven|napisa[lo]\w*|napisao|napsal\w*|írta|escreveu)\b"
)
VERB = re.compile(rf"\b{WROTE}", re.IGNORECASE)
DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-] ?\d{1,2}[./-]")
HOUR = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
ADDRESS = r"<\s?[^<>\s]+@[^<>\s]+(?:<[^<>\s]*>)?>"
# It begins with its date, or with the name and address of who wrote.
DATED = re.compile(
    r"^\W{0,2}(?:(?:on|il|op|dana|dne|u|em|no|às|pon|uto|sri|čet|pet|sub|ned|po|út|st|čt|pá|so|ne)"
    r"[.,]{0,2} )?(?:[^\W\d_]{1,20}[.,]{0,2} ){0,3}\d",
    re.IGNORECASE,
)
NAMED = re.compile(rf"^\W{{0,2}}\w[^<>]{{0,150}}{ADDRESS}")
NAME_WROTE = re.compile(
    rf"^\W{{0,2}}\w[^<>]{{0,60}}{ADDRESS} (?:\w+ )?{WROTE}.{{0,6}}$", re.IGNORECASE
)
# Apple Mail in Czech has no verb: "23. 11. 2026 v 10:12, Alena <alena@example.org>:".
NO_VERB = re.compile(rf"^\W{{0,2}}\d.*\d{{1,2}}[:.]\d{{2}}.*{ADDRESS}:$")

# The lines above a quotation in Outlook: who, when, about what, one below the other. A plan of
# a journey has lines "From" and "To" as well, but no subject.
FROM_LINE = re.compile(
    r"^[* ]*(?:from|da|van|od|šalje|pošiljatelj|feladó|küldő|de) ?:[* ]*\S", re.IGNORECASE
)
SENT_LINE = re.compile(
    r"^[* ]*(?:sent|date|inviato|data|verzonden|datum|poslano|odesláno|elküldve|küldve|dátum|"
    r"enviado|enviada|enviada em) ?:",
    re.IGNORECASE,
)
SUBJECT_LINE = re.compile(
    r"^[* ]*(?:subject|oggetto|onderwerp|predmet|předmět|tárgy|assunto) ?:", re.IGNORECASE
)
RULE = re.compile(r"^[-_]{5,100}(?: ?\w[\w ]{0,40}-{5,100})?$")

# Added by telephones and programs below what was typed: how it begins, and what it names.
SENT_FROM = re.compile(
    r"^(?:sent (?:from|with|via)|inviat[oa] (?:da|dal|con|tramite)|"
    r"(?:verzonden|verstuurd) (?:vanaf|vanuit|van|met|via)|poslano (?:sa?|iz|putem)|"
    r"odesláno (?:ze?|pomocí|přes)|enviad[oa] (?:do|da|a partir|pelo|com|via))\b.{0,80}$"
    r"|^.{1,60}[rb][óő]l küldve\.?$|^(?:el)?küldve .{1,60}[rb][óő]l\.?$",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"iphon|ipad|android|outlook|samsung|galaxy|huawei|xiaomi|pixel|yahoo|gmail|proton|phone"
    r"|\bmail (?:for|voor|na|za|pro|per)\b|posta per|pošt\w* (?:pro|za)|correio para|levelez|telef|telemóvel|mobil"
    r"|dispositivo|uređaj|zařízení|eszköz|toestel",
    re.IGNORECASE,
)
ADVERTISED = re.compile(
    r"^(?:get|scarica|ottieni|download|preuzmite|nabavite|získat|stáhnout|obter|obtenha)(?: o| aplikaci)? "
    r"outlook\b.{0,80}$|^(?:az )?outlook (?:\S.{0,40} )?(?:downloaden|letöltése|beszerzése)\b.{0,40}$",
    re.IGNORECASE,
)
INVISIBLE = str.maketrans(
    {"\u00a0": " ", "\u202f": " "} | dict.fromkeys("\0\u200b\u200e\ufeff\r")
)


def typed_in(text: str) -> str:
    """The part of a mail's plain text that its sender typed; "" if nothing."""
    lines = [_trimmed(line) for line in text.translate(INVISIBLE).split("\n")]
    kept: list[str] = []
    typed: list[str] = []  # since the last quotation
    at = 0
    while at < len(lines):
        head = _head(lines, at)
        if _is_old_from(lines, at):
            break
        if head or _is_quoted(lines, at):
            kept += [*_unsigned(typed), ""]
            typed = []
        else:
            typed.append(lines[at])
        at += head or 1
    return _joined([*kept, *_unsigned(typed)])


def _trimmed(line: str) -> str:
    return line if line == SIGNED else line.rstrip()


def _is_old_from(lines: list[str], at: int) -> bool:
    """Whether a whole mail begins here that no sign marks as quoted: all below is old."""
    if MARK in lines[at] and not lines[at].startswith(">"):
        return True
    if not _is_outlook(lines, at):
        return False
    # Our own letter follows, if it is there at all; what stands before it was put there by hand.
    ours = [one for one in lines[at:] if one]
    return not any(MARK in one for one in ours[12:]) or any(MARK in one for one in ours[:12])


def _head(lines: list[str], at: int) -> int:
    """How many lines say "Marta wrote:" from here, above something quoted; 0 if none do.

    What somebody typed may stand right above it: so it begins no line earlier than it must.
    """
    for size in (1, 2, 3):
        part = lines[at : at + size]
        if len(part) < size or not all(part) or part[-1].startswith(">"):
            return 0
        if part[-1].endswith(":") and _is_head(part, lines[at + size :]):
            return size
    return 0


def _is_head(part: list[str], below: list[str]) -> bool:
    """Whether these lines are one head that a program broke, with nothing typed before it."""
    following = next((one for one in below if one), ">")
    is_above_old = following.startswith(">") or MARK in following
    whole, rest = " ".join(part), " ".join(part[1:])
    if not _says_who_and_when(whole):
        return len(part) == 1 and is_above_old and bool(NAME_WROTE.match(whole))
    if not (is_above_old or re.search(ADDRESS, whole)):
        return False
    # The lines below may do without the first one; an address in that belongs to them all the same.
    is_needed = not _says_who_and_when(rest) or ("<" in part[0] and "<" not in rest)
    return len(part) == 1 or (is_needed and all(starmap(_is_broken, pairwise(part))))


def _says_who_and_when(head: str) -> bool:
    if len(head) > LONGEST_HEAD or not (DAY.search(head) and HOUR.search(head)):
        return False
    begins = DATED.match(head) or NAMED.match(head)
    return bool(begins and VERB.search(head)) or bool(NO_VERB.match(head))


def _is_broken(line: str, below: str) -> bool:
    """Whether a program broke the line here: the next word had no room."""
    return len(line) + 1 + len(below.split(" ", 1)[0]) > WRAPPED


def _is_outlook(lines: list[str], at: int) -> bool:
    """Whether a block of From, Sent, To, Subject begins here, or the line drawn above it."""
    if not (RULE.match(lines[at]) or FROM_LINE.match(lines[at])):
        return False
    below = [one for one in lines[at : at + 11] if one]
    if RULE.match(below[0]):
        below = below[1:]
    if not below or not FROM_LINE.match(below[0]):
        return False
    return any(SENT_LINE.match(one) for one in below[1:]) and any(
        SUBJECT_LINE.match(one) for one in below[1:]
    )


def _is_quoted(lines: list[str], at: int) -> bool:
    """A quoted line, or the rest that broke off from one when the mail was sent."""
    if lines[at].startswith(">"):
        return True
    if not (0 < at < len(lines) - 1 and lines[at][:1].islower()):
        return False
    above, below = lines[at - 1], lines[at + 1]
    is_between = above.startswith(">") and below.startswith(">")
    has_ended = above.rstrip("\"'”»)")[-1:] in ".?!…:;"
    return (
        is_between and not has_ended and len(above) + 1 + len(lines[at].split(" ", 1)[0]) > FULL
    )


def _unsigned(lines: list[str]) -> list[str]:
    """Up to a signature, and without what a telephone adds."""
    kept = lines[: lines.index(SIGNED)] if SIGNED in lines else list(lines)
    while kept and (not kept[-1].strip("-_—– ") or _is_added(kept[-1])):
        kept.pop()
    return kept


def _is_added(line: str) -> bool:
    return bool((SENT_FROM.match(line) and DEVICE.search(line)) or ADVERTISED.match(line))


def _joined(lines: list[str]) -> str:
    """Lines that a mail program broke become one again; empty lines are never two."""
    whole: list[str] = []
    was_long = False
    for line in lines:
        begins = re.match(r"[\w(\"“„«'’]", line) and not re.match(r"\d+[.)] ", line)
        if was_long and begins and whole:
            whole[-1] = f"{whole[-1]} {line}"
        elif line or (whole and whole[-1]):
            whole.append(line)
        was_long = WRAPPED < len(line) < LONGEST_HEAD
    return "\n".join(whole).strip()
