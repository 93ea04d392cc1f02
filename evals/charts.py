"""The charts of the page: drawn by matplotlib as SVG whose colours follow the page's theme."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib
import matplotlib.pyplot as plt

from dataflow_debugger.evals import metrics
from dataflow_debugger.evals.metrics import Interval

matplotlib.use("svg")
# Stand-ins that no palette uses; in the SVG they become the page's own colours.
INK, ACCENT, FAINT = "#010203", "#0a0b0c", "#0d0e0f"
THEME = {INK: "currentColor", ACCENT: "var(--accent)", FAINT: "var(--faint)"}
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "page",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def _svg(figure: Any, name: str, label: str) -> str:
    """Markup to stand in HTML: ids made unique on the page, colours those of the theme, no fixed size."""
    out = io.StringIO()
    figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"(?s)<metadata>.*?</metadata>", "", text)
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", text)
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", text, count=1)
    text = re.sub(r'<svg ([^>]*?)height="[^"]*"', r"<svg \1", text, count=1)
    text = text.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    for stand_in, colour in THEME.items():
        text = text.replace(stand_in, colour)
    return text


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> str:
    """Share of right answers against stated confidence; a dot's area is its number of cases."""
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(5.4, 4.3))
        axes.plot([0, 1], [0, 1], color=FAINT, linestyle="--", linewidth=1)
        for mean, share, n in metrics.calibration_bins(confidence, right):
            axes.scatter([mean], [share], s=min(400, 20 + 4 * n), color=ACCENT, alpha=0.75, linewidths=0)
            axes.annotate(str(n), (mean, share), xytext=(0, -22), textcoords="offset points", ha="center")
        axes.set(xlim=(0, 1.08), ylim=(-0.14, 1.1), xlabel="confidence (number: cases)", ylabel="share right")
        return _svg(figure, "reliability", "Reliability diagram")


def confusion(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """Families of the expected causes against those of the first diagnoses."""
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(5.4, 4.6))
        for y, row in enumerate(counts):
            total = sum(row) or 1
            for x, n in enumerate(row):
                if n:
                    axes.add_patch(
                        plt.Rectangle((x - 0.5, y - 0.5), 1, 1, color=ACCENT, alpha=0.1 + 0.45 * n / total)
                    )
                    axes.text(x, y, str(n), ha="center", va="center")
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xticks(range(len(columns)), columns, rotation=55, ha="right")
        axes.set_yticks(range(len(rows)), rows)
        axes.set_xlabel("answered")
        axes.set_ylabel("expected")
        axes.tick_params(length=0)
        return _svg(figure, "confusion", "Confusion matrix by family")


def latency(ms: Sequence[float]) -> str:
    """How many cases took how long, beyond the program's own run."""
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(5.4, 4.3))
        axes.hist(ms, bins=24, color=ACCENT, alpha=0.75)
        for step, percent in enumerate((50, 95)):
            at = metrics.percentile(ms, percent).mean
            axes.axvline(at, color=INK, linewidth=1, linestyle=":")
            place = {"xytext": (4, -12 - 16 * step), "textcoords": "offset points"}
            axes.annotate(f"p{percent} {at:.0f} ms", (at, axes.get_ylim()[1]), **place)
        axes.set(xlabel="ms", ylabel="cases")
        return _svg(figure, "latency", "Histogram of milliseconds")


def forest(rows: Sequence[tuple[str, Interval]], xlabel: str, name: str) -> str:
    """A dot with its interval a row."""
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(5.4, 0.6 + 0.27 * len(rows)))
        for y, (_, interval) in enumerate(rows):
            axes.plot([interval.low, interval.high], [y, y], color=ACCENT, linewidth=2, alpha=0.6)
            axes.plot([interval.mean], [y], "o", color=ACCENT, markersize=5)
        axes.set_yticks(range(len(rows)), [f"{label} ({interval.n})" for label, interval in rows])
        axes.set(xlim=(-0.02, 1.02), ylim=(len(rows) - 0.4, -0.6), xlabel=xlabel)
        axes.grid(axis="x", color=FAINT, linewidth=0.5)
        axes.tick_params(length=0)
        return _svg(figure, name, f"{xlabel} with intervals")
