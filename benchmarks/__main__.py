"""Run every benchmark, print a table, and write `runs/bench.json`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import blender, critic, glsl_renderer, judge, material_checks, material_search, refinement, twin
from benchmarks.record import Record

BENCHMARKS = {
    "blender": blender.records,
    "checks": material_checks.records,
    "critic": critic.records,
    "glsl": glsl_renderer.records,
    "judge": judge.records,
    "twin": twin.records,
    "refinement": refinement.records,
    "material_search": material_search.records,
}


def main() -> None:
    """Run the benchmarks named on the command line, all by default."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(BENCHMARKS)}; all by default")
    parser.add_argument("-o", "--out", type=Path, default=Path("runs/bench.json"))
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(BENCHMARKS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; expected some of {', '.join(BENCHMARKS)}")
    records: list[Record] = []
    print(f"{'name':<44}{'value':>12}  {'unit':<14}{'against':<44}{'ratio':>8}  goal")
    for name in arguments.names or BENCHMARKS:
        for record in BENCHMARKS[name]():
            records.append(record)
            ratio = f"{record.ratio:.2f}" if record.ratio is not None else "–"
            print(f"{record.name:<44}{record.value:>12.4g}  {record.unit:<14}{record.against:<44}{ratio:>8}  {record.goal}", flush=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps([record.__dict__ for record in records], indent=2) + "\n")
    print(f"\n{arguments.out}")


if __name__ == "__main__":
    main()
