"""A small turn made by hand: the third draft, comments of every kind, the fourth draft, answers."""

from functools import cache

from travaux import sample
from travaux.papers.turn import Turn
from travaux.rules.deadline import Deadline
from travaux.text.changes import Change, changes
from travaux.text.comment import (
    Adopted,
    Adoption,
    Answer,
    Attribution,
    Comment,
    CommentKind,
    Contribution,
    Disposition,
    Form,
    Found,
    Origin,
    OriginKind,
    Placement,
    Source,
    Target,
    TargetKind,
)
from travaux.text.redline import redline
from travaux.text.tree import Kind, Tree

DEADLINE = Deadline.parse("2012-10-19", "Europe/Zurich")

UK = Source("United Kingdom", "Member State")
SAUDI_ARABIA = Source("Saudi Arabia", "Member State")
UAE = Source("United Arab Emirates", "Member State")
RUSSIA = Source("Russian Federation", "Member State")
USA = Source("United States of America", "Member State")
EGYPT = Source("Egypt", "Member State")
CHINA = Source("China", "Member State")
FRANCE = Source("France", "Member State")
CISCO = Source("Cisco", "Sector Member")
NOMINET = Source("Nominet", "Sector Member")
ICANN = Source("ICANN", "international organization")
NRO = Source("NRO", "international organization", "for the five regional registries")
CLUB = Source("Users' Club of Bulgaria")


def place(tree: Tree, words: str) -> str:
    """Return the id of the one provision that holds these words."""
    (found,) = [p.id for p in tree.provisions if words in p.text]
    return found


def on(tree: Tree, words: str, kind: TargetKind = TargetKind.PROVISION, label: str = "") -> Target:
    name = place(tree, words)
    return Target(kind, name, name, label=label)


def span(tree: Tree, quote: str, label: str = "") -> Target:
    name = place(tree, quote)
    text = tree.provisions[tree.index()[name]].text
    start = text.index(quote)
    end = start + len(quote)
    return Target(TargetKind.SPAN, name, name, start, end, label=label, quote=quote)


def _table(tree: Tree) -> Target:
    (found,) = [p.id for p in tree.provisions if p.kind is Kind.TABLE]
    return Target(TargetKind.TABLE, found, found, label="Figure 2")


def about(*comments: str) -> Target:
    return Target(TargetKind.COMMENT, comments=comments)


def comments(draft: Tree) -> tuple[Comment, ...]:
    early, late = "2012-10-12T16:20:00+02:00", "2012-10-20T09:12:00+02:00"
    editorial, technical = CommentKind.EDITORIAL, CommentKind.TECHNICAL
    global_ = span(draft, "a global infrastructure that now serves")
    crime = on(draft, "Illegal activities have exploded")
    enum = span(draft, "but few countries have gone beyond trials", "2.3.4.1 c)")
    throughout = Target(TargetKind.THROUGHOUT, quote="Internet names", label="throughout")
    third = "WTPF-IEG/2"
    return (
        Comment(
            "1",
            (UK,),
            (Target(TargetKind.DRAFT),),
            text="The draft is balanced. Its figures should carry the year of their source.",
            language="en",
            received=early,
            symbol=f"{third}/3",
        ),
        Comment(
            "2",
            (UK,),
            (global_,),
            technical,
            "There is no single infrastructure.",
            "a network of networks that together now serve",
            "More than 100,000 networks make it up.",
            language="en",
            received=early,
            symbol=f"{third}/3",
        ),
        Comment(
            "3",
            (USA,),
            (global_,),
            technical,
            proposed="a network of more than 100,000 "
            "networks, many of them private or commercial, that together now serve",
            reason="“Global infrastructure” suggests one owner.",
            language="en",
            received=early,
            symbol=f"{third}/9",
        ),
        Comment(
            "4",
            (NOMINET,),
            (crime,),
            text="“Exploded” is not a word for a report.",
            proposed="Unlawful conduct occurs on the Internet as it does elsewhere. Users, "
            "operators and governments share an interest in networks that can be trusted.",
            language="en",
            received=early,
            symbol=f"{third}/4",
        ),
        Comment(
            "5",
            (CISCO,),
            (crime,),
            text="“Exploded” is not a word for a report.",
            proposed="Unlawful conduct occurs on the Internet as it does elsewhere. Users, "
            "operators and governments share an interest in networks that can be trusted.",
            language="en",
            received=early,
            symbol=f"{third}/7",
        ),
        Comment(
            "6",
            (SAUDI_ARABIA, UAE),
            (about("4", "5"), crime),
            text="The word is strong, but "
            "the fact is not in doubt. We would keep the second sentence as it is.",
            language="en",
            received=early,
            symbol=f"{third}/6",
        ),
        Comment(
            "7",
            (RUSSIA,),
            (on(draft, "Over-the-top services reach"),),
            text="Следует отразить роль операторов связи.",
            proposed="Over-the-top services reach their customers without any arrangement with "
            "the network that serves them. Their growth changes what operators can invest.",
            reason="Доходы операторов снижаются, а нагрузка на сети растёт.",
            language="ru",
            received=early,
            symbol=f"{third}/8",
        ),
        Comment(
            "8",
            (EGYPT,),
            (on(draft, "read and type names in their own scripts"),),
            text="نقترح الإشارة إلى أن أسماء النطاقات العربية لا تعمل بعد في كثير من البرامج.",
            reason="التجربة في بلدان المنطقة تدل على ذلك.",
            language="ar",
            received=early,
            symbol=f"{third}/17",
        ),
        Comment(
            "9",
            (CHINA,),
            (on(draft, "Most of the addresses traded"),),
            technical,
            "建议补充说明地址交易市场对发展中国家的影响。",
            language="zh",
            received=early,
            symbol=f"{third}/18",
        ),
        Comment(
            "10",
            (CISCO,),
            (throughout,),
            editorial,
            proposed="Internet identifiers",
            language="en",
            received=early,
            symbol=f"{third}/7",
        ),
        Comment(
            "11",
            (CISCO, UK),
            (enum, on(draft, "The registries hand out addresses")),
            technical,
            proposed="some operators use it among themselves to route calls, and public use "
            "beyond trials has remained small",
            language="en",
            received=early,
            symbol=f"{third}/7",
        ),
        Comment(
            "12",
            (FRANCE,),
            (on(draft, "Figure 2 shows prices"), _table(draft)),
            CommentKind.FACTUAL_QUERY,
            "Il manque les coûts : le tableau ne montre que les prix et les revenus.",
            reason="Sans les coûts, la marge paraît plus grande qu’elle n’est.",
            language="fr",
            received=early,
            symbol=f"{third}/19",
        ),
        Comment(
            "13",
            (ICANN,),
            (Target(TargetKind.PROVISION, label="2.3.4.4 b)"),),
            text="The "
            "paragraph on trademarks should say that rights are protected from the first day.",
            language="en",
            received=early,
            symbol=f"{third}/5",
        ),
        Comment(
            "14",
            (NRO, ICANN),
            (on(draft, "Of the thirteen root servers"),),
            technical,
            "The count of thirteen is one of names, not of machines.",
            proposed="Thirteen names "
            "stand for the root servers. Behind them are more than three hundred copies in all "
            "regions.",
            language="en",
            received=early,
            symbol=f"{third}/5",
        ),
        Comment(
            "15",
            (CLUB,),
            (on(draft, "adult content"),),
            CommentKind.FACTUAL_QUERY,
            "Which study is meant?",
            language="en",
            received=late,
            symbol=f"{third}/16",
        ),
        Comment(
            "16",
            (SAUDI_ARABIA,),
            (on(draft, "needs an intergovernmental body"),),
            text="This sentence must stay.",
            language="en",
            received=late,
            symbol=f"{third}/20",
        ),
        Comment(
            "17",
            (UK,),
            (on(draft, "needs an intergovernmental body"),),
            text="Not all stakeholders agree.",
            proposed="",
            language="en",
            received=early,
            symbol=f"{third}/3",
        ),
        Comment(
            "18",
            (RUSSIA,),
            (
                Target(
                    TargetKind.RANGE,
                    place(draft, "the development of the Internet and of"),
                    place(draft, "the security and the safety"),
                ),
            ),
            text="A seventh theme is missing: the role of the ITU.",
            language="en",
            received="",
            symbol=f"{third}/8",
        ),
    )


def _changed(all_: tuple[Change, ...], words: str) -> str:
    return next(c.id for c in all_ if words in c.new_text or words in c.old_text)


@cache
def turn() -> Turn:
    """Return the whole turn."""
    old, new = sample.draft("third"), sample.draft("fourth")
    marked = redline(old, new)
    made = changes(marked, old, new)
    said = comments(old)
    networks = _changed(made, "many of them private")
    unlawful = _changed(made, "Unlawful conduct")
    routing = _changed(made, "route calls")
    roots = _changed(made, "Thirteen names")
    growth = _changed(made, "deserves study")
    return Turn(
        old,
        _contributions(),
        said,
        tuple(DEADLINE.timing(comment.received) for comment in said),
        admitted=("15",),
        groups=(("4", "5"), ("2", "3")),
        deadline=DEADLINE.shown(),
        next=new,
        redline=marked,
        changes=made,
        attributions=(
            _from(networks, "3", 0.97, "many of them private or commercial", confirmed=True),
            _from(unlawful, "4", 0.99, "Unlawful conduct occurs on the Internet", "5"),
            _from(routing, "11", 0.98, "use it among themselves to route calls"),
            _from(roots, "14", 0.91, "Thirteen names stand for the root servers"),
            _from(growth, "7", 0.62, "what operators can invest"),
            Attribution(made[0].id, (Origin(OriginKind.SECRETARIAT, "editorial"),), confirmed=True),
        ),
        adoptions=(
            Adoption("3", Adopted.VERBATIM, 1.0, 0.97, (networks,), "many of them private"),
            Adoption("2", Adopted.REWORDED, 0.7, 0.72, (networks,), "that together now serve"),
            Adoption("4", Adopted.VERBATIM, 1.0, 0.99, (unlawful,), "Unlawful conduct occurs"),
            Adoption("7", Adopted.IN_PART, 0.4, 0.62, (growth,), "what operators can invest"),
            Adoption("10", Adopted.NOT_FOUND),
        ),
        placements=tuple(_placements(old, new, said)),
        dispositions=(
            Disposition("1", Answer.NOTED, "Years will be added where the source gives one."),
            Disposition(
                "2",
                Answer.ACCEPTED_WITH_CHANGES,
                "Wording of comment 3 preferred.",
                changes=(networks,),
                confirmed=True,
            ),
            Disposition("3", Answer.ACCEPTED, changes=(networks,), confirmed=True),
            Disposition("4", Answer.ACCEPTED, changes=(unlawful,)),
            Disposition("5", Answer.MERGED, "Same words.", "4"),
            Disposition("7", Answer.ACCEPTED_WITH_CHANGES, "In part.", changes=(growth,)),
            Disposition(
                "10", Answer.NOT_ACCEPTED, "The resolutions speak of names.", confirmed=True
            ),
            Disposition(
                "16",
                Answer.DEFERRED,
                "To be seen with the opinions.",
                "the session of the General Assembly in November 2012",
                confirmed=True,
            ),
            Disposition("17", Answer.KEPT_AS_VIEW, "Set out as “one view”.", confirmed=True),
        ),
    )


def _from(
    change: str, comment: str, score: float, words: str, *others: str, confirmed: bool = False
) -> Attribution:
    origins = tuple(Origin(OriginKind.COMMENT, name) for name in (comment, *others))
    return Attribution(change, origins, score, words, confirmed)


def _contributions() -> tuple[Contribution, ...]:
    return (
        Contribution("uk.docx", Form.LETTER, (UK,), "WTPF-IEG/2/3"),
        Contribution("nominet.xlsx", Form.HOUSE_TABLE, (NOMINET,), "WTPF-IEG/2/4"),
        Contribution("icann-nro.docx", Form.EDITED_COPY, (ICANN, NRO), "WTPF-IEG/2/5"),
        Contribution("list.csv", Form.LIST, (FRANCE,)),
    )


_NEW_PLACES = {
    "Of the thirteen root servers": "Thirteen names stand",
    "Illegal activities have exploded": "Unlawful conduct",
    "The registries hand out addresses": "The registries hand out addresses",
    "Over-the-top services reach": "Over-the-top services reach",
    "Most of the addresses traded": "Most of the addresses traded",
}


def _placements(old: Tree, new: Tree, said: tuple[Comment, ...]) -> list[Placement]:
    became = {place(old, there): place(new, here) for there, here in _NEW_PLACES.items()}
    made = []
    for comment in said:
        for number, target in enumerate(comment.targets):
            here = became.get(target.start, "")
            if here:
                found = Found.MOVED if comment.id == "14" else Found.PLACED
                made.append(Placement(comment.id, number, found, here, here))
            elif comment.id == "15":
                made.append(Placement(comment.id, number, Found.LOST))
    return made
