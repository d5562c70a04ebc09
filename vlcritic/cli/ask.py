"""Ask a critic a yes-or-no question about pictures.

Prints the log-odds and the probability of yes for each picture; with --together, all pictures stand in one conversation, in their order.
A critic is any vision-language model: a folder, such as `recipes/critic.py` makes, or a Hub id.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_critic, open_critic


def add_arguments(parser) -> None:
    """PICTURE…, --question, --critic, --together, --max-side."""
    parser.add_argument("pictures", type=Path, nargs="+", metavar="PICTURE")
    parser.add_argument("-q", "--question", required=True, help="answered by yes or no")
    parser.add_argument("--together", action="store_true", help="one conversation about all pictures, which are brought to one size")
    parser.add_argument("--max-side", type=int, default=512, help="larger pictures are shrunk to this side first (512)")
    add_critic(parser)


def run(arguments) -> int:
    """Ask; prints a line for each conversation."""
    import torch

    pictures = [images.fit_within(images.load(path), arguments.max_side) for path in arguments.pictures]
    critic = open_critic(arguments)
    with torch.no_grad():
        if arguments.together:
            size = pictures[0].shape[:2]
            views = images.to_tensor([images.resize(picture, size) for picture in pictures])
            names, odds = [" ".join(map(str, arguments.pictures))], [critic(views[None], arguments.question)]
        else:
            names = [str(path) for path in arguments.pictures]
            odds = [critic(images.to_tensor([picture]), arguments.question) for picture in pictures]
    answers = [{"picture": name, "log_odds": each.item(), "yes": each.sigmoid().item()} for name, each in zip(names, odds, strict=True)]
    if arguments.json:
        print_json({"question": arguments.question, "answers": answers})
    else:
        for answer in answers:
            print(f"{'yes' if answer['log_odds'] > 0 else 'no '} {answer['yes']:.3f} ({answer['log_odds']:+.2f}): {answer['picture']}")
    return GOOD
