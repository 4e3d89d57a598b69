"""What somebody typed in a mail that answers another: without quotations and signatures.

Careful in one direction: a quotation that stays is ugly, a sentence that goes is lost. So only
what is surely not typed now is cut, and answers written between quoted lines are kept.
"""

import re
from itertools import takewhile

MARK = "##-"  # stands in letters above what their readers should not send back
LONGEST_HEAD = 400  # of "On Monday, Marta wrote:", over at most three lines
WRAPPED = 60  # mail programs break lines at 72 to 78; what is this long goes on below

# "On Mon, 23 Nov 2026 at 10:12, Marta <marta@example.org> wrote:" in our languages, as Gmail,
# Apple Mail, Outlook and Thunderbird say it: a verb, a time or address, a colon at the end.
VERBS = re.compile(
    r"\b(?:wrote|ha scritto|schreef|geschreven|napisa[lo]\w*|napisao|napsal\w*|írta|escreveu)\b",
    re.IGNORECASE,
)
TIME_OR_ADDRESS = re.compile(r"\d{1,2}[:.]\d{2}|@")
# Apple Mail in Czech has no verb: "23. 11. 2026 v 10:12, Alena <alena@example.org>:".
NO_VERB = re.compile(r"^\W*\d.*\d{1,2}[:.]\d{2}.*<[^<>\s]+@[^<>\s]+>:$")

# The lines above a quotation in Outlook: two or three of them, one below the other.
FROM = "from|da|van|od|šalje|pošiljatelj|feladó|küldő|de"
OTHERS = (
    "sent|to|subject|date|cc|inviato|a|oggetto|data|verzonden|aan|onderwerp|datum|poslano|prima|"
    "za|predmet|odesláno|komu|předmět|kopie|elküldve|küldve|dátum|címzett|tárgy|másolat|enviado|"
    "enviada|enviada em|para|assunto"
)
FROM_LINE = re.compile(rf"^[* ]*(?:{FROM}) ?:[* ]*\S", re.IGNORECASE)
OTHER_LINE = re.compile(rf"^[* ]*(?:{OTHERS}) ?:", re.IGNORECASE)
RULE = re.compile(r"^[-_]{5,100}(?: ?\w[\w ]{0,40}-{5,100})?$")

# Added by telephones and programs below what was typed: how it begins, and what it names.
SENT_FROM = re.compile(
    r"^(?:sent from|get|inviato da|scarica|ottieni|verzonden|verstuurd|download|poslano|preuzmite|"
    r"nabavite|odesláno|získat|stáhnout|az|elküldve|küldve|enviado|obter|obtenha)\b.{0,80}$"
    r"|^.{1,30} küldve$",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"iphon|ipad|android|outlook|samsung|galaxy|huawei|xiaomi|yahoo|gmail|proton|smartphone|\bmail\b"
    r"|telef|mobil|dispositivo|uređaj|zařízení|eszköz|toestel",
    re.IGNORECASE,
)
INVISIBLE = str.maketrans(
    {"\u00a0": " ", "\u202f": " "} | dict.fromkeys("\u200b\u200e\ufeff\r")
)


def typed_in(text: str) -> str:
    """The part of a mail's plain text that its sender typed; "" if nothing."""
    lines = [line.rstrip() for line in text.translate(INVISIBLE).split("\n")]
    at = next((at for at in range(len(lines)) if _begins_quotation(lines, at)), None)
    if at is None:
        return _joined(_unsigned(_unquoted(lines)))
    above = _unsigned(_unquoted(lines[:at]))
    below = _unquoted(lines[at:]) if _is_answered_within(lines[at:]) else []
    return _joined([*above, "", *_unsigned(below)])


def _begins_quotation(lines: list[str], at: int) -> bool:
    line = lines[at]
    if not line or line.startswith(">"):
        return False
    return MARK in line or bool(_head(lines, at)) or _is_outlook(lines, at)


def _head(lines: list[str], at: int) -> int:
    """How many lines say "Marta wrote:" from here, above something quoted; 0 if none do."""
    for size in (1, 2, 3):
        part = lines[at : at + size]
        if len(part) < size or not all(part):
            return 0
        head = " ".join(part)
        if head.endswith(":") and len(head) < LONGEST_HEAD:
            said = VERBS.search(head) and TIME_OR_ADDRESS.search(head)
            below = next((one for one in lines[at + size :] if one), ">")
            is_above = below.startswith(">") or MARK in below or "@" in head
            return size if is_above and (said or NO_VERB.match(head)) else 0
    return 0


def _is_outlook(lines: list[str], at: int) -> bool:
    """Whether a block of From, Sent, To, Subject begins here, or the line drawn above it."""
    below = [one for one in lines[at : at + 9] if one]
    if below and RULE.match(below[0]):
        below = below[1:]
    if not below or not FROM_LINE.match(below[0]):
        return False
    return sum(bool(OTHER_LINE.match(one)) for one in below[1:5]) > 1


def _is_answered_within(lines: list[str]) -> bool:
    """Whether words stand between quoted lines, rather than a whole mail below."""
    quoted = [at for at, line in enumerate(lines) if line.startswith(">")]
    return bool(quoted) and not any(_is_outlook(lines, at) for at in range(len(lines)))


def _unquoted(lines: list[str]) -> list[str]:
    """Without quoted lines, the lines that name their writer, and what broke off from them."""
    kept: list[str] = []
    at, quoted = 0, ""
    while at < len(lines):
        line, size = lines[at], _head(lines, at)
        broke_off = len(quoted) > WRAPPED and bool(line)
        is_quoted = line.startswith(">") or broke_off or MARK in line
        kept.append("" if size or is_quoted else line)
        quoted = line if line.startswith(">") else ""
        at += size or 1
    return kept


def _unsigned(lines: list[str]) -> list[str]:
    """Up to the line of two hyphens, and without what a telephone adds."""
    kept = list(takewhile(lambda line: line not in {"--", "-- ", "—"}, lines))
    while kept and (not kept[-1] or RULE.match(kept[-1]) or _is_added(kept[-1])):
        kept.pop()
    return kept


def _is_added(line: str) -> bool:
    return bool(SENT_FROM.match(line) and DEVICE.search(line))


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
