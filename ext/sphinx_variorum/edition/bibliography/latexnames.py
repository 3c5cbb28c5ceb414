"""LaTeX's names for characters, as far as they occur in bibliographies.

The names are those of LaTeX's kernel and of the packages textcomp and csquotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Accent commands and the combining character that each puts on its argument.
ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304",
        "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b",
        "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
    }
)  # fmt: skip

#: Commands that stand for one character or a short word.
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
        "l": "ł", "L": "Ł", "ss": "ß", "SS": "SS", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
        "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
        "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…",
        "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
        "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"',
        "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“", "glq": "‚",
        "grq": "‘", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
        "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "flqq": "«",
        "frqq": "»", "lq": "‘", "rq": "’",
        "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶", "dag": "†", "ddag": "‡",
        "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
        "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "textyen": "¥",
        "textcent": "¢", "textdollar": "$", "textdegree": "°", "degree": "°",
        "textpm": "±", "texttimes": "×", "times": "×", "textmu": "µ", "textonehalf": "½",
        "textonequarter": "¼", "textthreequarters": "¾", "textperthousand": "‰",
        "textordfeminine": "ª", "textordmasculine": "º", "textnumero": "№",
        "textexclamdown": "¡", "textquestiondown": "¿",
        "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
        "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
        "textbraceleft": "{", "textbraceright": "}", "textperiodcentered": "·",
        "textbullet": "•", "slash": "/", "textasteriskcentered": "*", "textasciigrave": "`",
        "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "ldotp": ".", "cdot": "·",
        "space": " ", "textvisiblespace": "␣", "nobreakspace": "\u00a0", "quad": " ",
        "thinspace": "\u202f", "hyphen": "-", "textnonbreakinghyphen": "\u2011",
        "mkbibordinal": "", "adddot": ".", "addspace": " ", "bibrangedash": "–",
    }
)  # fmt: skip

#: Escapes of one sign: what white space (or nothing) each stands for.
SPACING: Mapping[str, str] = MappingProxyType(
    {",": "\u202f", ";": "\u202f", ":": "\u202f", "!": "", "-": "", "/": "", "@": "", "\\": " "}
)

#: Commands whose argument is printed as it is.
ARGUMENT = frozenset(
    {
        "text", "textbf", "textsc", "textrm", "textsf", "texttt", "textup", "textmd",
        "textnormal", "mbox", "hbox", "uline", "underline", "url", "nolinkurl", "path",
        "mkbibbold", "mkbibparens", "mkbibbrackets", "MakeCapital", "NoCaseChange",
        "MakeSentenceCase", "ensuremath", "textlatin", "textcyrillic", "textgreek", "footnote",
        "mathrm", "mathit", "mathbf", "mathsf", "MakeUppercase", "MakeLowercase", "bibstring",
    }
)  # fmt: skip

#: Switches without an argument, of no meaning in plain text.
IGNORED = frozenset(
    {
        "em", "itshape", "bfseries", "scshape", "upshape", "normalfont", "rmfamily", "sffamily",
        "ttfamily", "sl", "it", "bf", "sc", "rm", "tt", "small", "footnotesize", "relax",
        "protect", "nobreak", "allowbreak", "noopsort", "sloppy", "selectfont",
    }
)  # fmt: skip

SUPERSCRIPTS: Mapping[str, str] = MappingProxyType(
    dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
)
SUBSCRIPTS: Mapping[str, str] = MappingProxyType(
    dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
)
