"""Plan a shipped district and tell time, memory and proof in one line of ``key=value`` pairs."""

from __future__ import annotations

import argparse

from zeneville import pipeline


def main() -> None:
    """Run once in this process; the peak is the process's largest resident set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="escalette")
    parser.add_argument("--hours", type=int, default=288)
    parser.add_argument("--gap", type=float, default=0.01)
    asked = parser.parse_args()
    told = pipeline.plan(asked.district, hours=asked.hours, gap=asked.gap).summary
    print(
        f"district={asked.district} buildings={told['buildings']} hours={told['hours']} "
        f"seconds={told['seconds']['total']:.1f} peak_memory_mb={told['peak_memory_mb']:.0f} "
        f"gap={told['gap']:.6f} verified={told['verified']}"
    )


if __name__ == "__main__":
    main()
