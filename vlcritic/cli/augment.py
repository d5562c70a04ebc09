"""`vlcritic data materials augment`: new materials by a language model behind an OpenAI-compatible endpoint.

Pairs of materials are shown, and what the model writes beside them is checked, drawn and sifted. The key comes from OPENAI_API_KEY; a
server on this machine needs none. Limits are of all runs of a folder; the same command, or one with a larger --count, --pairs or limit,
goes on.
"""

from __future__ import annotations

import json

RENDER_TIMEOUT_S = 30.0


def add_arguments(parser) -> None:
    """--model, where and how it is asked, how much is wanted, and what it may cost."""
    parser.description = __doc__
    parser.add_argument("--model", required=True, help="as the endpoint calls it")
    parser.add_argument("--base-url", help="such as http://localhost:8000/v1 ($OPENAI_BASE_URL, else OpenAI)")
    parser.add_argument("--count", type=int, help="accepted materials; rounds go on until there are so many (one round)")
    parser.add_argument("--pairs", type=int, default=500, help="of a round (500)")
    parser.add_argument("--per-pair", type=int, default=4, help="accepted materials of a pair at most (4)")
    parser.add_argument("--tries", type=int, default=20, help="programs of a pair that are looked at, at most (20)")
    parser.add_argument("--seed", type=int, default=0, help="another one makes other pairs (0)")
    parser.add_argument("-n", type=int, default=4, help="completions of a request at most (4)")
    parser.add_argument("--temperature", type=float, default=1.0, help="of the sampling (1)")
    parser.add_argument("--max-tokens", type=int, default=2048, help="of a completion (2048)")
    parser.add_argument(
        "--options",
        type=_options,
        default={},
        metavar="JSON",
        help='parameters to add, change, or with null to leave out: \'{"max_tokens": null, "max_completion_tokens": 4096}\'',
    )
    parser.add_argument("--prices", type=float, nargs=2, metavar=("IN", "OUT"), help="US dollars for a million tokens read and written")
    parser.add_argument("--max-cost", type=float, help="US dollars that may be spent; needs --prices")
    parser.add_argument("--max-requests", type=int, help="that may be sent, further tries included")
    parser.add_argument("--requests-per-minute", type=float, help="pace (none)")
    parser.add_argument("--tokens-per-minute", type=float, help="pace (none)")
    parser.add_argument("--concurrency", type=int, default=8, help="requests under way at once (8)")
    parser.add_argument("--timeout", type=float, default=180.0, help="seconds for one request (180)")
    parser.add_argument("--request-tries", type=int, default=6, help="how often a request is sent at most (6)")
    parser.add_argument("--backoff", type=float, default=1.0, help="seconds before its second try, doubled for each further one (1)")
    parser.add_argument("--max-wait", type=float, default=120.0, help="longest Retry-After that is waited for, in seconds (120)")
    parser.add_argument("--tokenizer", metavar="MODEL", help="folder or Hub id; without one tokens are estimated by characters")


def run(arguments) -> dict:
    """The summary of the stage."""
    from vlcritic.data.materials.augment import Plan, augment
    from vlcritic.languages.blender import BLENDER

    names = ("count", "pairs", "per_pair", "tries", "n", "temperature", "max_tokens", "options", "concurrency", "seed")
    plan = Plan(**{name: getattr(arguments, name) for name in names})
    endpoint, picture = _endpoint(arguments), _picture(arguments.inputs)
    with BLENDER.renderer(**picture, workers=arguments.workers, timeout_s=RENDER_TIMEOUT_S) as render:
        common = {"settings": picture, "tokenizer": arguments.tokenizer, "progress": not arguments.json}
        return augment(arguments.inputs, arguments.out, endpoint=endpoint, render=render, plan=plan, **common)


def _endpoint(arguments):
    from vlcritic.remote.endpoint import Endpoint
    from vlcritic.remote.limits import Ledger, Pace

    if arguments.max_cost is not None and arguments.prices is None:
        raise ValueError("--max-cost: needs --prices, US dollars for a million tokens read and for a million written")
    if arguments.request_tries < 1:
        raise ValueError(f"--request-tries: expected 1 or more, got {arguments.request_tries}")
    return Endpoint(
        arguments.model,
        arguments.base_url,
        timeout_s=arguments.timeout,
        tries=arguments.request_tries,
        backoff_s=arguments.backoff,
        max_wait_s=arguments.max_wait,
        requests=Pace(arguments.requests_per_minute),
        tokens=Pace(arguments.tokens_per_minute),
        ledger=Ledger(tuple(arguments.prices or (0.0, 0.0)), arguments.max_cost, arguments.max_requests),
    )


def _picture(inputs) -> dict:
    """Size and samples of the inputs' pictures: new ones are drawn alike, so that they can be compared."""
    from vlcritic.data.materials.store import settings_of
    from vlcritic.errors import DataError

    found = [{name: settings_of(folder).get(name) for name in ("size", "samples")} for folder in inputs]
    if None in found[0].values() or any(one != found[0] for one in found):
        raise DataError(f"{', '.join(map(str, inputs))}: expected stages with pictures of one size and number of samples, got {found}")
    return found[0]


def _options(text: str) -> dict:
    options = json.loads(text)
    if not isinstance(options, dict):
        raise ValueError("expected a JSON object")
    return options
