"""A critic behind an OpenAI-compatible endpoint (OpenAI, vLLM, llama.cpp, Ollama …): numbers without gradient, as GRPO needs them.

| module | its one job |
|---|---|
| `critic` | `RemoteCritic`: pictures and a question in, log-odds of yes out; pairs |
| `turns` | pictures and text → one user turn |
| `readings` | the endpoint's answer → log-odds |
| `batch` | many of them side by side, each answer kept as it arrives |

Requests themselves, their limits and faults are `vlcritic.remote`'s.
"""

from vlcritic.critic.remote.critic import RemoteCritic

__all__ = ["RemoteCritic"]
