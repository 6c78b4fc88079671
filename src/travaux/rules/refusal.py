"""The four ways in which an act or a question is refused, each with a sentence for a person."""


class Refusal(Exception):
    """Something that the law or the state of the record does not let happen. Nothing was changed.

    `sentence` says what is wrong, where, and what to do. `field` names the part of the request that
    is at fault, where one is, so that a form can show the sentence beside it.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence)


class NotFound(Refusal):
    """There is no such thing, or the actor may not know that there is: both answer alike (R32)."""


class Forbidden(Refusal):
    """The actor may know of the thing, but not do this to it; the sentence says who may."""


class Invalid(Refusal):
    """What was sent cannot be accepted as it is."""


class Conflict(Refusal):
    """It could be done, but not in the present state, or not over what someone else did since."""
