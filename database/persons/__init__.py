"""Where data of one person lies, what of it is given to them, and what can be erased (LW-39).

A place is found by the mail address; rows that only a name hits count once a person has ticked them.
"""
