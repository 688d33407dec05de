"""What folders, groups, tags and rights refuse."""

from contracts.refusals import Refused


class NameTaken(Refused):
    code = "name_taken"


class FolderInItself(Refused):
    code = "folder_in_itself"


class FolderTooDeep(Refused):
    code = "folder_too_deep"


class FolderNotEmpty(Refused):
    code = "folder_not_empty"


class OpensToMore(Refused):
    """Only who may say who sees a contract moves it where more people do (MK-80)."""

    code = "opens_to_more"


class CannotGiveYourselfARight(Refused):
    """Whoever hands out 親展書類管理者 does not get it from themselves: it takes two (T09)."""

    code = "cannot_give_yourself_a_right"


class CannotJoinByOwnHand(Refused):
    """Whoever fills groups does not let themselves into what was given to one (T09)."""

    code = "cannot_join_by_own_hand"


class NoSuchAuditor(Refused):
    """The code is of nobody who could be let in: an auditor of another organisation (MK-81)."""

    code = "no_such_auditor"


class CannotInheritConfidential(Refused):
    """Whoever closes an account does not become 担当者 of its 親展 themselves (T09)."""

    code = "cannot_inherit_confidential"
