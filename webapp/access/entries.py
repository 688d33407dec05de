"""The places a member of staff goes to: the entries of the menu, and of the page 設定と管理."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.queries.filed_addresses import pending_entries
from database.queries.reviews import waiting_reviews
from database.queries.tasks import tasks_waiting
from database.sessions import Staff

Count = Callable[[Session, Staff], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """`needs` is the permission without which there is no such place; `keys` open it from every page.

    `says` is the line below the label where there is room for one, `waiting` counts what is to be done there.
    `below` are other views of the same place, folded away while the person is somewhere else.
    """

    endpoint: str
    label: LazyString
    icon: str
    needs: Permission | None = None
    keys: str = ""
    says: LazyString | None = None
    waiting: Count | None = None
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    heading: LazyString | None
    entries: tuple[Entry, ...]


def addresses_waiting(session: Session, staff: Staff) -> int:
    return pending_entries(session, staff.organization.id)


ARCHIVE = (
    Entry("management.ledger", _l("契約台帳"), "file", Permission.READ, "g l"),
    Entry("deadlines.deadlines", _l("期限カレンダー"), "clock", Permission.READ, "g k"),
    Entry("management.dashboards", _l("ダッシュボード"), "building", Permission.READ, "g v"),
    Entry("imports.jobs", _l("締結済み契約を登録"), "plus", Permission.IMPORT, "g i"),
)
WORK = Group(
    None,
    (
        Entry("management.home", _l("ホーム"), "building", keys="g h"),
        Entry("legal.new_draft", _l("契約を締結"), "pen", Permission.DRAFT, "n"),
        Entry("legal.tasks", _l("要対応"), "clock", Permission.READ, "g t", waiting=tasks_waiting),
        Entry("management.contracts", _l("文書管理"), "archive", Permission.READ, "g d", below=ARCHIVE),
        Entry("legal.drafts", _l("下書き"), "file", Permission.DRAFT, "g w"),
        Entry("review.reviews", _l("契約審査依頼"), "info", None, "g r", waiting=waiting_reviews),
    ),
)
PREPARATION = Group(
    _l("送信の準備"),
    (
        Entry("document_templates.templates", _l("文書テンプレート"), "file", Permission.DRAFT, "g p"),
        Entry("bulk_sendings.runs", _l("一斉送信"), "mail", Permission.SEND, "g b"),
        Entry("contacts.contacts", _l("宛先帳"), "people", Permission.DRAFT, "g a"),
        Entry("snippets.snippets", _l("定型文"), "pen", Permission.DRAFT),
        Entry(
            "office.filed_addresses",
            _l("届出メールアドレス"),
            "mail",
            Permission.SEND,
            waiting=addresses_waiting,
        ),
    ),
)
COMPLIANCE = Group(
    _l("コンプライアンス"),
    (
        Entry("compliance.certificates", _l("合意証明書一覧"), "seal", Permission.AUDIT, "g c"),
        Entry("compliance.archive_checks", _l("一括検証"), "check-circle", Permission.AUDIT),
        Entry("compliance.tax_law", _l("電帳法"), "archive", Permission.AUDIT),
        Entry("compliance.disposals", _l("廃棄"), "archive", Permission.DISPOSE),
        Entry("compliance.holds", _l("廃棄の停止"), "shield", Permission.HOLD),
        Entry("deadlines.deadline_watch", _l("期限の見張り台帳"), "clock", Permission.AUDIT),
        Entry("compliance.audit", _l("操作ログ"), "file", Permission.AUDIT),
        Entry("person_requests.requests", _l("本人からの請求"), "people", Permission.ANSWER_PERSONS),
        Entry("verification.form", _l("署名の検証"), "shield", Permission.AUDIT),
        Entry("overview.organizations", _l("横断閲覧"), "building", Permission.READ_ACROSS),
    ),
)
MENU = (WORK, PREPARATION, COMPLIANCE)

HUB = Entry("office.administration", _l("設定と管理"), "settings", None, "g s")
ADMINISTRATION = (
    Group(
        _l("人と権限"),
        (
            Entry(
                "people.users",
                _l("利用者"),
                "people",
                Permission.MANAGE_USERS,
                says=_l("アカウントの発行、役割の変更、停止と引き継ぎです。"),
            ),
            Entry(
                "folders.groups",
                _l("グループ"),
                "people",
                Permission.MANAGE_USERS,
                says=_l("部署など、フォルダを開ける人のまとまりです。"),
            ),
            Entry(
                "folders.rights",
                _l("利用者の権限"),
                "shield",
                Permission.MANAGE_USERS,
                says=_l("署名権限と、親展書類を扱える人を決めます。"),
            ),
            Entry(
                "people.security",
                _l("セキュリティ"),
                "shield",
                Permission.CONFIGURE,
                says=_l("二段階認証、接続元、パスワード、自動ログアウトの決まりです。"),
            ),
            Entry(
                "people.sign_on",
                _l("会社のアカウント（SSO）"),
                "people",
                Permission.SET_SIGN_ON,
                says=_l("会社のアカウントでログインできるようにします。"),
            ),
            Entry(
                "overview.grants",
                _l("横断閲覧の許可"),
                "building",
                Permission.OPEN_TO_OTHERS,
                says=_l("親会社など、他の組織の監査に契約を見せます。"),
            ),
            Entry(
                "people.tax_visits",
                _l("税務調査モード"),
                "archive",
                Permission.OPEN_TO_OTHERS,
                says=_l("調査官に、1つの事業年度の記録だけを期限付きで見せます。"),
            ),
        ),
    ),
    Group(
        _l("契約の決まり"),
        (
            Entry(
                "contract_types.types",
                _l("契約種別"),
                "file",
                Permission.CONFIGURE,
                says=_l("種別ごとの当事者、必要書類、文面の初期値です。"),
            ),
            Entry(
                "approval_routes.routes",
                _l("承認経路"),
                "check-circle",
                Permission.CONFIGURE,
                says=_l("種別、金額、部署ごとに、誰の承認を通すかを決めます。"),
            ),
        ),
    ),
    Group(
        _l("保管"),
        (
            Entry(
                "folders.folders",
                _l("フォルダ"),
                "archive",
                Permission.ORGANIZE,
                says=_l("契約の置き場所と、そこを開けるグループです。"),
            ),
            Entry(
                "folders.tags",
                _l("タグ"),
                "file",
                Permission.FILE,
                says=_l("契約に付ける短い言葉をそろえます。"),
            ),
        ),
    ),
    Group(
        _l("組織"),
        (
            Entry(
                "people.organization",
                _l("会社名"),
                "building",
                Permission.CONFIGURE,
                says=_l("相手方に示す会社名です。"),
            ),
            Entry(
                "people.announcements",
                _l("お知らせ"),
                "mail",
                Permission.CONFIGURE,
                says=_l("ホームに出す、社内へのお知らせです。"),
            ),
            Entry(
                "people.help_contacts",
                _l("お問い合わせ先"),
                "info",
                Permission.CONFIGURE,
                says=_l("メールに載せる、社内と取引先の窓口です。"),
            ),
            Entry(
                "people.tax_records",
                _l("電子帳簿保存法"),
                "archive",
                Permission.CONFIGURE,
                says=_l("真実性の措置と決算月、いまのタイムスタンプの種類です。"),
            ),
            Entry(
                "people.limits",
                _l("上限"),
                "archive",
                Permission.CONFIGURE,
                says=_l("保管数、送信数などの上限です。"),
            ),
            Entry(
                "office.preferences",
                _l("組織の設定"),
                "settings",
                Permission.CONFIGURE,
                says=_l("送信者名、リンクの期間、認証、送信の制限などの初期値です。"),
            ),
            Entry(
                "deadlines.holidays",
                _l("会社の休日"),
                "clock",
                Permission.CONFIGURE,
                says=_l("土日と祝日のほかに、営業日に数えない日です。"),
            ),
            Entry(
                "office.texts",
                _l("ご案内とFAQの文章"),
                "info",
                Permission.WRITE_TEXTS,
                says=_l("取引先に見せる案内とよくある質問です。"),
            ),
        ),
    ),
)


def open_to(groups: tuple[Group, ...], staff: Staff) -> list[Group]:
    """Return the groups with the entries this person may open; a group of none is left out."""
    own = [Group(group.heading, _open(group.entries, staff)) for group in groups]
    return [group for group in own if group.entries]


def places_of(groups: Iterable[Group]) -> Iterator[Entry]:
    """Yield every entry, those below another after it."""
    for group in groups:
        for entry in group.entries:
            yield entry
            yield from entry.below


def _open(entries: tuple[Entry, ...], staff: Staff) -> tuple[Entry, ...]:
    return tuple(replace(each, below=_open(each.below, staff)) for each in entries if _may(staff, each))


def _may(staff: Staff, entry: Entry) -> bool:
    return entry.needs is None or staff.may(entry.needs)
