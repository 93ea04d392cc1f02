"""What secrets look like in text. Patterns are strings: each is compiled when a text first calls for it."""

from __future__ import annotations

HIDDEN = "***"
URL = r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]{1,40}://)(?P<user>[^\s\"'`<>]*)@"
# Any of these in a text makes it worth a look for names.
HINTS = ("pass", "pwd", "secret", "token", "key", "auth", "credential", "cookie", "dsn", "session", "otp")
# Matched against lower-case text: ignoring case in the pattern takes fifteen times as long.
NAME = (
    r"(?:(?:api|private|access|secret|encryption|signing|account|shared|auth|session|license)[_-]?key|"
    r"passw(?:or)?d|passphrase|passcode|pass(?![a-z])|pwd|secret|token|credential|cookie|"
    r"authorization|auth(?![a-z])|otp(?![a-z])|dsn|session[_-]?id)"
    r"s?[0-9]{0,2}(?:_(?:value|hash|base|text))?"
)
# Too short to count inside a longer word, as in "compass".
SHORT = ("pass", "pwd", "auth", "otp", "dsn")
# What may follow a name: a separator and a quoted value, or one without quotes.
VALUE = (
    r"(?P<head>\\?[\"']?\]?\s*(?::\s*[\w.\[\] |]+=|:=|==|!=|=>|[:=])\s*)"
    r"(?:(?P<open>\(?\s*[rbfuRBFU]{0,2})(?P<quote>\\?[\"'])(?P<quoted>(?:(?!(?P=quote))(?:\\.|[^\\\n]))+)(?P=quote)"
    r"|(?P<bare>(?:(?:[Bb]earer|[Bb]asic|[Tt]oken|[Dd]igest)\s+)?[^\s\"'&;<>]+))"
)
COOKIE = r"(?P<head>\s*:\s*)(?P<bare>[^\n\"'}]+)"
PAIR = r"(?P<head>[\"']\s*,\s*)(?P<open>b?)(?P<quote>[\"'])(?P<quoted>[^\"'\n]+)(?P=quote)"
BEFORE_PAIR = r"\(\s*b?[\"'][A-Za-z0-9_\-]*$"
FLAG = r"(?P<head>\s+)(?P<bare>[^\s\-\"']\S*)"
BEFORE_FLAG = r"(?:^|\s)--?[a-z\-]*$"
COMMENT = r"#[^\n]*"
IN_COMMENT = r"(?P<head>\s*(?:[:=]|is\b)\s*)(?P<bare>[^\s\"']+)"
SQL = r"(?i)(?P<head>\b(?:PASSWORD|IDENTIFIED\s+BY)\s+)'(?:[^']|'')+'"
SCHEME = r"(?i)\b(?P<head>Bearer|Basic)\s+(?=\S*[0-9=])[A-Za-z0-9+/_.~\-]{8,}={0,2}(?![A-Za-z0-9=])"
# Also what is left of a code in which a text was cut.
ANSI = r"\x1b\[[0-9;]*[A-Za-z]|\x1b\[?[0-9;]*\Z"
PLACEHOLDER = (
    r"(?i)^(?:<[^<>]*>|\*+|none|null|true|false|\{[^{}]*\}|\$\{?\w+\}?|%\(?\w*\)?s|\?|:\w+|\.\.\.|"
    r"(?:str|int|bytes|bool|float|optional\[.*|secretstr|any)[,)]*|(?:os|self|settings|config|cls)\.\S+|os)$"
)
PEM = r"-----BEGIN[ A-Z0-9]*PRIVATE KEY[ A-Z]*-----[\s\S]*?(?:-----END[ A-Z0-9]*PRIVATE KEY[ A-Z]*-----|\Z)"
# Keys and tokens that tell what they are by their own beginning.
SHAPES = "|".join(
    (
        r"\b(?:AGE-SECRET-KEY-1[A-Z0-9]{20,}|sk-[A-Za-z0-9_\-]{12,}|whsec_[A-Za-z0-9+/=]{12,}",
        r"[srp]k_(?:live|test)_[A-Za-z0-9]{8,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}",
        r"glpat-[A-Za-z0-9_\-]{12,}|(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}|x(?:ox[abeoprs]|app)-[A-Za-z0-9\-]{8,}",
        r"AIza[A-Za-z0-9_\-]{30,}|ya29\.[A-Za-z0-9_\-]{10,}|GOCSPX-[A-Za-z0-9_\-]{16,}|npm_[A-Za-z0-9]{16,}",
        r"pypi-[A-Za-z0-9_\-]{16,}|hf_[A-Za-z0-9]{16,}|dop_v1_[a-f0-9]{16,}|dapi[a-f0-9]{30,}",
        r"shp(?:at|ss|ca|pa)_[a-fA-F0-9]{16,}|lin_api_[A-Za-z0-9]{16,}|hv[sb]\.[A-Za-z0-9_\-]{16,}",
        r"SG\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}|key-[a-f0-9]{32}\b|(?:AC|SK)[a-f0-9]{32}\b",
        r"[0-9]{8,10}:[A-Za-z0-9_\-]{35}\b|eyJ[A-Za-z0-9_\-]{5,}\.[A-Za-z0-9_\-]{5,}(?:\.[A-Za-z0-9_\-]*)?",
        r"[A-Za-z0-9_~.\-]{3}8Q~[A-Za-z0-9_~.\-]{31,34})",
        r"(?<=hooks\.slack\.com/services/)[A-Za-z0-9/]+|(?<=/api/webhooks/)[0-9]+/[A-Za-z0-9_\-]+",
        r"(?<=[?&]sig=)[A-Za-z0-9%+/=]{16,}",
    )
)
_AFTER_KEY = r" (?:already exists|is not present|is still referenced|conflicts with|is duplicated)"
_LITERAL = r"(?:'(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s(]+)"
_BRACKETS = r"(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})"
# Values of rows that drivers and libraries repeat: words to look for, the pattern, what stays.
ROWS = (
    ("Key (", rf"(Key \([^\n]+?\)=)\([\s\S]*?\)(?={_AFTER_KEY})", r"\1(***)"),
    ("Key (", r"(Key \([^\n]+?\)=)\((?!\*\*\*\))[^\n]*\)", r"\1(***)"),
    ("row contains", r"(?s)([Ff]ailing row contains )\(.*?\)(?=\.?\s*(?:\n|$|\"|'|\]))", r"\1(***)"),
    ("Duplicate entry", r"(?s)(Duplicate entry )(['\"]).*?\2(?= for key)", r"\1'***'"),
    ("dup key", r"(?s)(dup key: )\{.*?\}", r"\1{***}"),
    ("[parameters:", r"(\[parameters: )[\s\S]*?(\](?=\s*(?:\n|$|\(|\"|'))|\Z)", r"\1***\2"),
    ("params=", rf"(\b\w*params=){_BRACKETS}", r"\1***"),
    ("parameters=", rf"(\bparameters=){_BRACKETS}", r"\1***"),
    ("invalid input", r"(invalid input (?:syntax|value) for [^:\n]*: )\"[^\"]*\"", r'\1"***"'),
    ("query argument", rf"(query argument \$\d+: ){_LITERAL}(?:\((?:(?! \().)*)?", r"\1***"),
    ("input_value=", r"(?s)(input_value=).*?(?=, input_type=)", r"\1***"),
    ("invalid literal", r"(invalid literal for int\(\) with base \d+: )(['\"]).*\2", r"\1'***'"),
    ("cast to integer", r"(could not be cast to integer value as )(['\"]).*\2", r"\1'***'"),
)
