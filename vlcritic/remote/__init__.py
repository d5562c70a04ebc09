"""Models behind OpenAI-compatible endpoints (OpenAI, vLLM, llama.cpp, Ollama …), for critics and for data.

| module | its one job |
|---|---|
| `endpoint` | one request: tries, waits, and whose fault it is |
| `limits` | how often, and for how much money |
| `loops` | an event loop beside the caller's |
| `replies` | what an answer must at least be |
"""
