"""Characters of what a draft says of itself, by whichever page it comes."""

LONGEST_TITLE, LONGEST_COMMENT, LONGEST_MEMO = 300, 2_000, 20_000
