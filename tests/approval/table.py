"""An approval told in a few signs, so that a table of decisions can be read."""

from datetime import timedelta

from contracts import acts
from contracts.acts import Act, Origin, RouteStep
from contracts.deadlines import next_due
from contracts.refusals import Refused
from contracts.stage import Phase
from tests.contracts.cases import Case, party

SUBMITTER = "s"
ENDS = {Phase.PREPARING: "prepared", Phase.APPROVAL_REJECTED: "rejected", Phase.SENT_BACK: "owner"}
RULES = {"&": "all", ">": "in_order", "|": "any_one", "%": "majority"}


def route(spelled: str) -> list[RouteStep]:
    """Return the steps of `a&b ; c|d!24:e`: everybody, in order (>), any one (|), a majority (%).

    `!24:e` escalates to e after 24 hours; a step of nothing but a dot is open to whoever may approve.
    """
    return [_step(number, one.strip()) for number, one in enumerate(spelled.split(";"), 1)]


def _step(number: int, spelled: str) -> RouteStep:
    people, _, raised = spelled.partition("!")
    hours, _, seniors = raised.partition(":")
    rule = next((name for sign, name in RULES.items() if sign in people), "all")
    approvers = [one for one in people if one not in RULES and one != "."]
    return RouteStep(f"段階{number}", approvers, rule, int(hours or 0), list(seniors))


class Told:
    """A contract whose approval is told; `says` what an act is answered with."""

    def __init__(self, spelled: str) -> None:
        self.case = Case()
        key, sender = self.case.key(), Origin(SUBMITTER)
        self.case.does(
            acts.Submit(
                key, sender, "v1", [party("p")], needs_approval=True, link_days=30, route=route(spelled)
            )
        )

    def hears(self, script: str) -> str:
        """Play the acts of a script and return how things stand, or the code of the first refusal."""
        for word in script.split():
            try:
                self._hear(word)
            except Refused as refused:
                return refused.code
        return self.standing

    @property
    def standing(self) -> str:
        """Return `2:ab` when a and b are asked in step 2, or how it ended."""
        state = self.case.state
        if state.phase is not Phase.AWAITING_APPROVAL:
            return ENDS[state.phase]
        asked = "." if state.approval.asked == ("approvers",) else "".join(state.approval.asked)
        return f"{state.approval.step}:{asked}"

    def act(self, word: str) -> Act:
        """`+a` approves, `+b/a` b does for a, `-a` rejects, `^a` returns to the owner, `2<a` to step 2.

        `~a` passes a over, `@s` pulls back, `=s` resumes, `#s` brings new bytes.
        """
        sign, who = word[0], word[-1] if "/" not in word else word[-3]
        behalf = word[-1] if "/" in word else ""
        key, origin = self.case.key(), Origin(who)
        if sign.isdigit():
            return acts.ReturnToStep(key, origin, int(sign), "確かめてください", behalf)
        made: dict[str, Act] = {
            "+": acts.Approve(key, origin, behalf),
            "-": acts.RejectApproval(key, origin, "予算の外です", behalf),
            "^": acts.ReturnToOwner(key, origin, "直してください", behalf),
            "~": acts.PassOver(key, origin, self.case.state.round, [who]),
            "@": acts.PullBack(key, origin, ""),
            "=": acts.Resume(key, origin, "このままで"),
            "#": acts.OpenRound(key, origin, "v2", "直しました"),
        }
        return made[sign]

    def _hear(self, word: str) -> None:
        if word.startswith("h"):
            self._hours_pass(int(word[1:]))
        else:
            self.case.does(self.act(word))

    def _hours_pass(self, hours: int) -> None:
        self.case.now += timedelta(hours=hours)
        due = next_due(self.case.state)
        if due is not None:
            self.case.does(due.act)
