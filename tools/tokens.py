"""Prints how many tokens `--format markdown` takes for every recorded case.

python tools/tokens.py                     our own count, and that of the shipped WordPiece tokenizer
python tools/tokens.py --tiktoken NAME     and that of an encoding of tiktoken, where tiktoken is installed

The exit status is 1 when a page is over the budget.
"""

import sys
from statistics import median

from tokenizers import Tokenizer

from dataflow_debugger.agent.report import markdown
from dataflow_debugger.agent.report.schema import Report
from dataflow_debugger.evals.case import load_cases
from dataflow_debugger.evals.recorded import Scorer
from dataflow_debugger.retrieval.embedding import TOKENIZER


def counters(encoding: str | None) -> dict:
    """What counts tokens, by name."""
    pieces = Tokenizer.from_file(str(TOKENIZER))
    pieces.no_truncation()
    pieces.no_padding()
    found = {
        "own count": markdown.tokens,
        "WordPiece": lambda text: len(pieces.encode(text, add_special_tokens=False).ids),
    }
    if encoding:
        import tiktoken

        coding = tiktoken.get_encoding(encoding)
        found[encoding] = lambda text: len(coding.encode(text, disallowed_special=()))
    return found


def main(words: list[str]) -> int:
    if words and (words[0] != "--tiktoken" or len(words) != 2):
        print(__doc__, file=sys.stderr)
        return 2
    count = counters(words[1] if words else None)
    scorer = Scorer()
    cases = [case for case in load_cases() if case.evidence_file.exists()]
    pages = {case.id: markdown.render(Report.model_validate(scorer.report(case))) for case in cases}
    print(f"{'':12}{'median':>8}{'most':>8}  page with most")
    over = False
    for name, of in count.items():
        numbers = {case: of(page) for case, page in pages.items()}
        most = max(numbers, key=numbers.__getitem__)
        print(f"{name:12}{median(numbers.values()):8.0f}{numbers[most]:8}  {most}")
        over = over or numbers[most] > markdown.BUDGET
    print(f"{len(pages)} recorded cases; the budget is {markdown.BUDGET}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
