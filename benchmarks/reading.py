"""How fast documents are read, stage by stage, on one core, beside the simplest thing a user would write instead.

    python benchmarks/reading.py [PATH ...] [--repeat N]

The baseline is one regular expression that finds document numbers in the same texts: it resolves
nothing, reads no task, and misses every form but the plainest. Figures are CPU seconds of this
process; the median of the repetitions is printed with the least and the most. Hostile texts of
doubling length show whether time grows with the length alone. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from policygraph import pipeline
from policygraph.reading import document_paths, read_string, read_text

STAGES = ["parse_outline", "find_citations", "find_header", "find_items", "find_relations", "resolve_facts"]
NUMBERS = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ]+(?:-[A-ZĐa-z]+)+")
DEFAULT = Path(__file__).resolve().parents[1] / "data" / "documents"

PLAN = "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. "
HEAD = "KẾ HOẠCH\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "one long line": lambda n: "a" * (1_250_000 * n),  # 5 MB at 4n
    "one run of digits": lambda n: "1" * (100_000 * n),
    "digits and slashes": lambda n: "1/" * (50_000 * n),
    "spaces inside a word": lambda n: "a" + " " * (100_000 * n) + "b",
    "empty lines": lambda n: "a" + "\n" * (200_000 * n),
    "quotes": lambda n: "“" * (50_000 * n),
    "open brackets": lambda n: "(" * (10_000 * n),
    "brackets in sentences": lambda n: PLAN + "Sở Nội vụ (và " * (5_000 * n),
    "a line of citations": lambda n: "Nghị định số 1/2012/NĐ-CP và " * (2_000 * n),
    "a line of titles": lambda n: "Quyết định số 1/QĐ-TTg về việc phê duyệt Đề án " * (1_000 * n),
    "a line of laws": lambda n: "Luật Đất đai và " * (5_000 * n),
    "a line of provisions": lambda n: "điểm a khoản 1 Điều 2 Luật Đất đai; " * (3_000 * n),
    "a line of articles": lambda n: "Điều 1. " * (10_000 * n),
    "a line of verbs": lambda n: PLAN + "trình UBND tỉnh ban hành quy chế " * (500 * n),
    "a line of agencies": lambda n: PLAN + "Xây dựng, " + "phối hợp với Sở Nội vụ, UBND tỉnh, " * (1_000 * n),
    "a line of dates": lambda n: PLAN + "Hoàn thành " + "trước ngày 15/12/2013, " * (1_000 * n),
    "a line of labels": lambda n: PLAN + "Cơ quan chủ trì: Sở Nội vụ. Thời gian: năm 2013. " * (500 * n),
    "a line of duties": lambda n: PLAN + "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính. " * (300 * n),
    "instruments": lambda n: (
        "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n"
        + "\n".join(f"{i}. Xây dựng Đề án phát triển vùng {i} theo Đề án du lịch {i};" for i in range(1, 200 * n))
    ),
    "articles": lambda n: "LUẬT\n\n" + "Điều 1. a\n" * (4_000 * n),
    "labels alone": lambda n: "1. a\na) b\n- c\n" * (2_000 * n),
    "nested lists": lambda n: "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n" + "1. a\n1.1. b\n1.1.1. c\na) d\n- e\n+ f\n" * (1_000 * n),
    "bars without a table": lambda n: "|\n" * (20_000 * n),
    "a long pipe table": lambda n: HEAD + "| 1 | Xây dựng đề án | Sở Nội vụ | Quý I/2013 |\n" * (500 * n),
    "heads of tables": lambda n: "KẾ HOẠCH\n\n" + "Nhiệm vụ\n|\nCơ quan chủ trì\n|\nThời gian\n|\n" * (1_000 * n),
    "appendices": lambda n: "QUYẾT ĐỊNH\n\n" + "PHỤ LỤC I\n\na\n\n(Kèm theo Quyết định số 1/QĐ-UBND)\n\n" * (500 * n),
}


def timed(call: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def stage_times(texts: list[Any]) -> dict[str, float]:
    """CPU seconds of each stage over all texts, and of everything ("all")."""
    spent: dict[str, float] = defaultdict(float)
    originals = {name: getattr(pipeline, name) for name in STAGES}

    def watched(name: str) -> Callable[..., object]:
        def run(*args: object) -> object:
            start = time.process_time()
            found = originals[name](*args)
            spent[name] += time.process_time() - start
            return found

        return run

    for name in STAGES:
        setattr(pipeline, name, watched(name))
    spent["all"] = timed(lambda: [pipeline.read_facts(text) for text in texts])
    for name, original in originals.items():
        setattr(pipeline, name, original)
    return spent


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--repeat", type=int, default=5)
    args = parser.parse_args()
    texts = [read_text(path) for path in document_paths(args.paths)]
    megabytes = sum(len(text.content.encode("utf-8")) for text in texts) / 1e6
    stage_times(texts)  # compile the rules first
    runs = [stage_times(texts) for _ in range(args.repeat)]
    plain = [timed(lambda: [NUMBERS.findall(text.content) for text in texts]) for _ in range(args.repeat)]
    print(f"{len(texts)} documents, {megabytes:.2f} MB of UTF-8, {args.repeat} repetitions")
    print(f"{'stage':<18}{'median s':>10}{'least':>9}{'most':>9}{'MB/s':>9}")
    for name in [*STAGES, "all"]:
        print_row(name, [run[name] for run in runs], megabytes)
    print_row("numbers alone", plain, megabytes)
    ratio = statistics.median(run["all"] for run in runs) / statistics.median(plain)
    print(f"all stages take {ratio:.0f} times as long as looking for numbers alone")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB\n")
    print(f"{'hostile text':<24}{'n':>8}{'2n':>8}{'4n':>8}   seconds; linear: each about twice the one before")
    for name, make in HOSTILE.items():
        seconds = [timed(lambda n=n, make=make: pipeline.read_facts(read_string(make(n)))) for n in (1, 2, 4)]
        print(f"{name:<24}" + "".join(f"{second:>8.2f}" for second in seconds))


def print_row(name: str, seconds: list[float], megabytes: float) -> None:
    """One line of the table of stages."""
    median = statistics.median(seconds)
    speed = f"{megabytes / median:.2f}" if median else "–"
    print(f"{name:<18}{median:>10.3f}{min(seconds):>9.3f}{max(seconds):>9.3f}{speed:>9}")


if __name__ == "__main__":
    main()
