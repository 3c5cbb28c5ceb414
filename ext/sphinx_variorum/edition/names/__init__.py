"""Names: who and what is spoken of, and where it is mentioned.

An editor lists persons, organisations, places, works, events and laws in ``names.yaml``
(`reading`), each with the forms in which it stands in texts and notes. `Matcher` finds these forms
in plain text. A form that two names share is said (`collisions`) and never decided by guessing.
"""

from .collisions import collisions
from .matcher import Matcher
from .places import unknown_places
from .reading import parse_names, read_names
from .records import Form, Mention, Name, NamesFile, Problem

__all__ = [
    "Form",
    "Matcher",
    "Mention",
    "Name",
    "NamesFile",
    "Problem",
    "collisions",
    "parse_names",
    "read_names",
    "unknown_places",
]
