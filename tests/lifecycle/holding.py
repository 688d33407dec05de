"""Rows of those who take a party's place, as pages write them before the act."""

from database.engine import Database, now_of
from database.holders import PartyHolder
from database.party import Party

DIGEST = "cd" * 32


def holder_kept(database: Database, party_id: str, how: str = "handed_over") -> str:
    """Write who takes the place of this party and return the public id for the act."""
    with database.writing() as session:
        party = session.query(Party).filter_by(public_id=party_id).one()
        row = PartyHolder(
            organization_id=party.organization_id,
            party_id=party.id,
            round=1,
            how=how,
            company="株式会社みどり商店",
            name="田中 次郎",
            mail=f"jiro{party.position}@midori.example.jp",
            language="ja",
            message="権限のある田中に引き継ぎます。",
            digest=DIGEST,
            previous_company=party.company,
            previous_name=party.name,
            previous_mail=party.mail,
            previous_language=party.language,
            created_at=now_of(session),
        )
        session.add(row)
        session.flush()
        return row.public_id
