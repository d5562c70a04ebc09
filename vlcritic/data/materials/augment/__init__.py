"""New materials from a language model: pairs of a stage's materials → a request for what is neither → verified → a stage of its own.

| module | its one job |
|---|---|
| `sources` | what it starts from |
| `plan` | what is wanted |
| `prompt` | what is asked |
| `completions` | what came back: kept as it came, then taken apart |
| `verifier` | candidates → records, in batches |
| `run` | `augment`: rounds of pairs, asked for side by side |

The language model sits behind any OpenAI-compatible endpoint.
"""

from vlcritic.data.materials.augment.plan import Plan
from vlcritic.data.materials.augment.run import augment

__all__ = ["Plan", "augment"]
