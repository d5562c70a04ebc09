"""How good is it, how sure are we, and what does it look like: audits, baselines, intervals, the report.

Importing this loads neither torch nor OpenGL.
"""

from vlcritic.evaluation.audit import Audit, audit, audit_pictures, audit_verdicts, compare
from vlcritic.evaluation.intervals import Interval, bootstrap, paired_difference, proportion
from vlcritic.evaluation.report import write_report
from vlcritic.evaluation.storage import load_audit, save_audit

__all__ = [
    "Audit",
    "Interval",
    "audit",
    "audit_pictures",
    "audit_verdicts",
    "bootstrap",
    "compare",
    "load_audit",
    "paired_difference",
    "proportion",
    "save_audit",
    "write_report",
]
