"""The codes that tie a Slack account to the person who is signed in (MK-44)."""

from adapters.keys import KeyPurpose
from adapters.secrets import MemberCodeMaker
from webapp.parts import parts


def member_code_maker() -> MemberCodeMaker:
    return MemberCodeMaker(parts().keys.derived(KeyPurpose.SLACK_MEMBERS))
