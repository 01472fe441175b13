"""Whether a sentence passes on what others said: data of official bodies, allegations told to the observers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_SAYING = r"(?:reported|announced|stated|informed|said|told|estimated|put(?= [^.;]{1,60} at\b)|claimed|acknowledged|confirmed|explained|declared(?= that\b)|indicated|attributed|denied|assured|insisted|maintain(?:ed|s)?|claims?|insists?|alleges?|denies|rejected|responded|replied|argued)"
_OFFICIALS = (
    r"(?:[Cc]ommission|[Mm]inistry|[Aa]uthority|[Aa]uthorities|[Cc]ourt|[Tt]ribunal|[Cc]ouncil|[Pp]olice|[Pp]rosecutor(?:'s|’s)?(?: [Oo]ffice)?|[Oo]fficials?|[Oo]fficers?"
    r"|[Gg]overnment|[Ii]nspectorate|[Rr]egulator|[Cc]hamber|[Aa]gency|[Aa]dministration|[Bb]oard|[Mm]inister|[Ss]pokes(?:man|woman|person)|[Rr]egistrar|(?-i:(?:[A-Z]\w+ )Office)|(?:[Rr]uling|[Gg]overning|[Oo]pposition|[Ii]ncumbent) (?:party|coalition|bloc|alliance|front)|(?!(?:ODIHR|OSCE|PACE|EOM|IEOM|LEOM|EAM|EET|NAM|EU|MOE|OAS|AUEOM|SEOM|ENEMO|NDI|IRI|PA|EP|AU)\b)(?-i:[A-Z]{2,6}))"
)
_OTHERS = r"(?:interlocutors|stakeholders|parties|candidates|contestants|journalists|voters|groups|organi[sz]ations|NGOs|lawyers|activists|residents|(?:citizen|party|domestic|local|national) (?:observers|agents|representatives)|opposition|campaigns|media(?: outlets)?|editors|broadcasters)"
_ENGLISH = (
    r"\baccused\b|\balleg(?:ed|es|edly|ations?|ing|e)\b|\bcredible (?:reports?|accounts?|information|claims)\b|\breportedly\b|\bpurported(?:ly)?\b(?! to\b)"
    r"|\b(?:reports?|claims?|accusations?|accounts|complaints|rumours?) (?:of|that|about)\b(?! the (?:mission|observers)| (?:were|was|are|had been|have been)\b)"
    r"|\b[Aa]ccording to\b(?! (?:him\b|her\b|(?:the|a|their) (?:joint |preliminary )?statement|the (?:law|code|constitution|methodology|rules|procedures|timetable|calendar|legislation|observers)|law|article|international|OSCE|good))"
    r"|\b(?:mission|observers?|delegation|committee|EOM|we|ODIHR|team|OES|Center|group)\b[^.;]{0,40}? (?:was|were|has been|have been|had been) (?:\w+ )?(?:informed|told|alerted|made aware)\b"
    r"|\b(?:told|informed|assured|complained to|complained that|warned) (?:the )?(?:\w+ ){0,2}?(?:mission|delegation|team|observers|group|EET|EAM|EOM|LEOM|us)\b"
    r"|\b(?:candidates?|contenders?|contestants?|nominees?|leaders?|presidents?|ministers?|mayors?) (?-i:(?:[A-Z][\w’'-]+ ){1,4})(?:called|accused|blamed|rejected|claimed|alleged|dismissed|described|complained|insisted)\b"
    rf"|\b{_OTHERS}\b(?: (?!(?:observers|and|an?|to|was|were|is|are|be|been|being|after|before|when|while|because|if|than|by)\b)[\w’'-]+){{0,4}} (?:raised|voiced|expressed|complained|alleged|shared|pointed|questioned|cited|criticised|criticized|{_SAYING})\b"
    rf"|\b(?:[Bb]y|[Ff]rom|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Nn]umerous) (?:\w+ )?interlocutors\b|\b[Ii]nterlocutors (?:\w+ ){{0,3}}(?:noted|described|considered|stated|opined|believed|mentioned)"
    rf"|\b{_OFFICIALS}\)?(?: (?:of|for) (?:the )?[\w ]{{1,30}}?)?(?: \([A-Z][\w-]*\))?(?-i:(?: [A-Z][\w’'-]+){{0,3}})(?:,? (?:which|who|that))?(?: (?:also|later|then|has|had|have|since|\w+ly)){{0,2}} (?:{_SAYING}|gave(?= (?:[\w-]+ ){{0,4}}(?:turnout|figures?|numbers?|totals?)\b))\b"
    r"|\b(?:official|officially (?:reported|announced)|preliminary) (?:turnout|results|figures|data|statistics)\b(?! figures)"
    r"|\b(?:suggested|reported|put|complained|said) to (?:us|the (?:mission|delegation|observers))\b"
    r"|\b(?:were|was|have been|has been) (?:reported|accused|attributed)\b"
    r"|\b(?:reported|announced|told) (?:that|the (?:mission|observers))\b"
    r"|\b(?:we|mission|observers?|delegation|group|team)(?: (?:also|have|has))? (?:heard|learned|learnt|received)\b(?: \w+){0,3} (?:from|that|reports|complaints)\b"
    r"|\b(?:as|what) (?:reported|announced|stated) by\b"
)
_RUSSIAN = (
    r"\bпо (?:официальн\w+ |предварительн\w+ )?(?:данным|сообщени\w+|информации|сведениям|утверждени\w+)\b|\bпо словам\b|\bпредположительн\w+|\bякобы\b"
    r"|\bутвержда(?:л|ют|ет|я)\w*|\bсообща(?:л|ют|ет)\w*|(?<!не )\b(?:как )?сообщил\w*|\bсобеседник\w* [^.]{0,40}?(?:отмеча|отмети|заяв|выра|жалов|счита|говор|указ|упомян)\w+"
    r"|\b(?:ЦИК|ЦКВР|Центризбирком\w*|комисси\w|министерств\w|полици\w|прокуратур\w|суд|власти|министр|губернатор|пресс-секретарь|партия власти|правящая партия)\)? (?:\w+ )?(?:объявил|заяви|проинформирова|указа|опроверг|заверил|отрица)\w*"
    r"|\bв (?:[^\W\d]+ )?(?:партии|комиссии|министерстве|штабе|полиции|прокуратуре) (?:заявил|сообщил|отметил|опровергл)\w*"
    r"|\b(?:парти\w+|кандидат\w+|организаци\w+|журналист\w+|движени\w+) (?:[^\W\d]+ )?(?:заявил|сообщил|указал|утвержда)\w*"
    r"|\bобвинени\w+ в\b|\bжаловал\w+|\bпредварительн\w+ (?:явк|результат|данн)\w+|\bофициальн\w+ (?:явк|результат|данн)\w+"
    r"|\bпоступал\w* (?:сообщени|жалоб|заявлени)\w+|\bпроинформировал\w*"
)
_FRENCH = (
    r"\ballégations?\b|\bprésumée?s?\b|\baurai(?:t|ent)\b|\bprétendu\w*|\brésultats (?:préliminaires|provisoires|officiels)\b|\bparticipation (?:provisoire|officielle)\b|\binterlocuteurs?\b[^.]{0,60}\b(?:ont|a|font|disent|affirment)\b"
    r"|\b(?:selon|d['’]après)\b(?! (?:la (?:loi|mission|constitution|méthodologie)|le (?:code|calendrier)|les (?:observateurs|normes)))"
    r"|\b(?:CENI|CEE|CEI|INEC|commission|ministère|ministre|préfet|gouvernement|opposition|porte-parole|parti au pouvoir|autorités?|cour|conseil|police|(?-i:[A-ZÉ]{3,6}))\)?(?: [a-zéèà]+){0,4}?(?: de l[’'][\w]+)?(?:, [^,.;]{3,60},)? (?:évoque(?:nt)?|affirme(?:nt)?|annonce(?:nt)?|estime(?:nt)?|indique(?:nt)?|(?:a|ont) (?:évoqué|dénoncé|contesté|accusé|assuré|démenti|soutenu|répondu|rejeté|promis|annoncé|indiqué|fait état|déclaré|communiqué|chiffré|affirmé|signalé|informé))\w*"
    r"|\b(?:partis?|candidate?s?|journalistes|organisations|observateurs (?:nationaux|citoyens|domestiques)|électeurs)(?: [\w’'-]+){0,3} (?:ont|a) (?:affirmé|déclaré|dénoncé|signalé|indiqué|dit|rapporté|fait état)"
    r"|\b(?:se sont plaint\w*|s['’]est plaint\w*|ont déploré|ont accusé|(?:candidats?|partis?) (?:a|ont) contesté|affirment que|soutiennent que|affirme|soutient|dément|conteste|assure)\b"
    r"|\b(?:mission|délégation|observateurs) (?:a|ont) (?:reçu|recueilli)\b(?: \w+){0,3} (?:plaintes|informations|témoignages|signalements)"
    r"|\b(?:a|ont) été (?:informée?s?|rapportée?s?|signalée?s?)\b"
)
_SPANISH = (
    r"\bsegún\b(?! (?:la (?:ley|misión|constitución|metodología)|el código|los observadores))|\bde acuerdo (?:con|a) (?:los datos|las cifras|el|la|datos)\b(?! (?:ley|constitución|código))"
    r"|\bpresunt\w+|\bsupuest\w+|\balegacion\w+|\bdenunci(?:ó|aron|aban|as? (?:de|sobre|que))|\binterlocutores\b"
    r"|\b(?:Tribunal|Consejo|Comisión|Junta|Ministerio|Corte|autoridades|Instituto|Registro|(?-i:[A-Z]{3,6}))\)?(?: [\wáéíóúñ]+){0,4}? (?:informó|anunció|reportó|comunicó|indicó|informaron|anunciaron)\b"
    r"|\brecibi(?:ó|eron) (?:\w+ ){0,2}(?:quejas|denuncias|reportes|informes|reclamos)\b|\bse quej(?:ó|aron)\b"
    r"|\bfue(?:ron)? informad\w+|\b(?:partidos|candidatos|periodistas|organizaciones)(?: \w+){0,3} (?:denunciaron|afirmaron|señalaron|informaron|manifestaron)"
)
_PORTUGUESE = (
    r"\bsegundo (?:a|o|as|os|dados)\b(?! (?:lei|missão|observadores|constituição))|\bde acordo com (?:a|o|os dados|dados)\b(?! (?:lei|missão|constituição))|\balega(?:ções|damente|d[ao]s?|ram)\b|\bsupost\w+|\bdenúncias?\b|\binterlocutores\b"
    r"|\b(?:Comissão|Conselho|Tribunal|Ministério|autoridades|(?-i:[A-Z]{3,6}))\)?(?: [\wáéíóúãõç]+){0,4}? (?:anunciou|informou|comunicou|indicou|divulgou)\b"
)
_GERMAN = (
    r"\b(?:nach|laut) (?:\w+ )?Angaben\b|\blaut\b|\bangeblich\w*|\bmutmaßlich\w*|\bVorwürfe\b|\bberichteten\b|\b(?:gab|teilte)n?\b[^.]{0,80}\b(?:bekannt|mit)\b|\bGesprächspartner\w*"
)  # fmt: skip
_REPORTED = re.compile("|".join((_ENGLISH, _RUSSIAN, _FRENCH, _SPANISH, _PORTUGUESE, _GERMAN)), re.IGNORECASE)
# What the observers found themselves, though it speaks of reported figures.
_OWN = re.compile(
    r"^(?:[\w-]+ ){0,3}(?:observers|the mission|mission members|teams)(?: \w+ly)? (?:noted|observed|saw|found|witnessed|recorded|assessed|reported)\b"
    r"|\b(?:сообщил|заявил|отметил|констатировал|подчеркнул|заключил)\w* (?:сегодня |вчера )?(?:\w+ )?(?:наблюдател|мисси)\w+"
    r"|\b(?:said|say|stated|concluded|announced)\b[^.]{0,30}\b(?:today|in (?:a|their) (?:joint |preliminary )?statement)\b"
    r"|^(?:la|notre) mission (?:prend acte|note|constate|relève|salue|félicite)|^the mission (?:takes note|notes|welcomes|commends)\b"
    r"|^(?:[\w-]+ ){0,3}наблюдател\w+ (?:\w+ )?(?:отме|зафиксир|виде|сообщи)\w+|^les observateurs (?:de la mission )?ont (?:relevé|constaté|observé|noté|signalé|rapporté)",
    re.IGNORECASE,
)
_CITIZENS = re.compile(
    r"^\W*(?:[\w-]+ )?(?:citizen|domestic|party|local|national|общественн\w+|местн\w+)\b", re.IGNORECASE
)
_TOLD = re.compile(r"\b(?:alleg|reportedly|were told|was told|informed|interlocutor)\w*", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:according to|по словам|selon|d['’]après|según|segundo|laut)\s+(.{3,200})", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:he|she|он|она|il|elle|él|ella|ele|ela|er|sie)\b", re.IGNORECASE)
"""Who opens a sentence as ``she`` was named before: a speaker rather than a source."""
_LONGEST = 5_000


@lru_cache(maxsize=64)
def _own_bodies(bodies: tuple[str, ...]) -> re.Pattern[str]:
    """The bodies of a statement as its text calls them: by name, by abbreviation, by both."""
    names = [part for body in bodies for part in re.split(r"[()]", body) if len(part.strip()) > 1]
    words = [re.escape(name.strip()) for name in sorted(names, key=len, reverse=True)]
    return re.compile(
        rf"(?:\bthe )?(?<!\w)(?:{'|'.join(words)})(?: \((?:{'|'.join(words)})\))?(?!\w)" if words else r"(?!)", re.I
    )


def is_reported(sentence: str, speakers: Sequence[str] = (), bodies: Sequence[str] = ()) -> bool:
    """Whether a sentence outside quotations holds data or allegations of others, not the observers' own findings.

    What one of the ``speakers`` or ``bodies`` of the statement said in other words is the observers' and not reported.
    """
    sentence = _own_bodies(tuple(bodies)).sub("the mission", sentence[:_LONGEST])
    told = _REPORTED.search(sentence)
    if not told:
        return False
    if _OWN.search(sentence) and not _CITIZENS.match(sentence) and not _TOLD.search(sentence):
        return False
    if speakers and _PRONOUN.match(sentence):
        return False
    source = _SOURCE.search(sentence)
    surnames = [name.split()[-1] for name in speakers if name.split()]
    if any(name in sentence[: told.end()] for name in surnames) and not _TOLD.search(sentence) and not source:
        return False  # "the head of the mission, Ada Holm, reported"
    return not (source and any(name[: max(4, len(name) - 2)] in source[1] for name in surnames))
