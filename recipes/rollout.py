"""Rollouts: a model writes programs for the training pictures, and every one is drawn and judged. `recipes/dpo.py` learns from them.

The nano model on a laptop, after `recipes/sft.py`:

    OMP_NUM_THREADS=1 accelerate launch --config_file recipes/accelerate/cpu.yaml recipes/rollout.py \\
        --config recipes/configs/nano-rollout.yaml

Qwen2.5-VL-7B on one GPU, and on several, each with pictures of its own:

    accelerate launch recipes/rollout.py --config recipes/configs/qwen2.5-vl-7b-rollout.yaml --dataset_name runs/data
    accelerate launch --config_file recipes/accelerate/multi_gpu.yaml recipes/rollout.py \\
        --config recipes/configs/qwen2.5-vl-7b-rollout.yaml --dataset_name runs/data

The data is a folder or a Hub id with columns `image` and `program`.
`<output_dir>` holds one JSON line for each sample. The same command again goes on
from where a killed run was, and judges again what a broken renderer left without a verdict.
Dependencies: pip install 'vlcritic[glsl,lpips]'.
"""

from dataclasses import dataclass, field

from accelerate import PartialState
from tqdm import tqdm
from trl import ScriptArguments, TrlParser

from vlcritic.data.store import load
from vlcritic.errors import RendererError
from vlcritic.images import from_pil
from vlcritic.inference import Generator
from vlcritic.languages import language
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import TERMS, Judge, parse_terms
from vlcritic.training.adapters import whole_model
from vlcritic.training.checkpoints import weights_stamp
from vlcritic.training.rollouts import RolloutStore, batch_seed, read_rollouts, summary, uids_of


@dataclass
class RolloutArguments(ScriptArguments):
    model_name_or_path: str = field(default="", metadata={"help": "Any directory, LoRA folder of `recipes/sft.py` or Hub id."})
    language: str = field(default="glsl", metadata={"help": "Of the programs: 'glsl' or 'blender'."})
    output_dir: str = field(default="runs/rollouts", metadata={"help": "Folder to write; one of the same settings is continued."})
    pictures: int | None = field(default=None, metadata={"help": "The first pictures of the split; none: all. A later run may want more."})
    num_generations: int = field(default=8, metadata={"help": "Samples of each picture."})
    max_completion_length: int = field(default=768, metadata={"help": "Tokens after which a completion is cut."})
    temperature: float = field(default=1.0, metadata={"help": "Of the sampling."})
    top_k: int = field(default=0, metadata={"help": "Sample among this many tokens; 0: all."})
    top_p: float = field(default=1.0, metadata={"help": "Sample among the likeliest tokens that make up this probability."})
    seed: int = field(default=0, metadata={"help": "Of the sampling."})
    batch_size: int = field(default=64, metadata={"help": "Samples made at once on each rank."})
    terms: list[str] | None = field(
        default=None,
        metadata={"help": f"Terms of the total with weights: NAME=WEIGHT; of {', '.join(TERMS)}. None: the language's default."},
    )
    use_cpu: bool = field(default=False, metadata={"help": "Leave the GPUs alone."})
    renderer: str | None = field(
        default=None, metadata={"help": "GLSL: 'opengl' or 'twin', which needs no OpenGL; materials: 'cycles' or 'eevee'. None: the first."}
    )
    renderers: str | None = field(
        default=None, metadata={"help": "Where programs are rendered: local processes by default, 'ray' or ray://host:port."}
    )
    render_workers: int | None = field(default=None, metadata={"help": "Renderer processes on each rank; none: one per core, at most 8."})


def main(args):
    # Model: every rank has its own
    state = PartialState(cpu=args.use_cpu)
    with state.main_process_first():
        model = whole_model(args.model_name_or_path)
    sizes = {"max_new_tokens": args.max_completion_length, "batch_size": args.batch_size}
    generator = Generator(model, device=str(state.device), language=args.language, **sizes)

    # Data: different pictures, dealt out to the ranks in turn
    data = load(args.dataset_name)[args.dataset_train_split]
    places = {uid: place for place, uid in enumerate(uids_of(data))}
    own = list(places)[: args.pictures][state.process_index :: state.num_processes]

    # What the rollouts depend on: a folder holds those of one model, asked in one way
    asked = (
        "model_name_or_path",
        "dataset_name",
        "dataset_train_split",
        "max_completion_length",
        "temperature",
        "top_k",
        "top_p",
        "seed",
        "terms",
        "language",
    )
    settings = {name: getattr(args, name) for name in asked} | {"weights": weights_stamp(model)}

    # Sample, draw, judge, keep
    n, programs = args.num_generations, language(args.language)
    with (
        RolloutStore(args.output_dir, n=n, settings=settings, rank=state.process_index) as store,
        programs.renderer(backend=args.renderer or programs.backends[0], workers=args.render_workers, renderers=args.renderers) as render,
    ):
        judge = Judge(programs, render=render, terms=parse_terms(args.terms, TERMS) if args.terms else None, cache=open_cache())
        bar = tqdm(total=len(own) * n, initial=store.finished(own), unit="sample", disable=not state.is_main_process)
        for batch in store.unfinished(own, size=max(1, args.batch_size // n)):
            rows = [data[places[uid]] for uid in batch]
            pictures = [from_pil(row["image"]) for row in rows]
            sampling = {"temperature": args.temperature, "top_k": args.top_k, "top_p": args.top_p, "seed": batch_seed(args.seed, batch)}
            completions = generator(pictures, n=n, **sampling)
            verdicts = judge.completions(
                [text for each in completions for text in each],
                [picture for picture in pictures for _ in range(n)],
                references=[row["program"] for row in rows for _ in range(n)],
            )
            bar.update(store.append(batch, completions, verdicts))
            if all(verdict.total is None for verdict in verdicts):
                raise RendererError(f"a whole batch could not be judged: {verdicts[0].error['message']}; run `vlcritic doctor`")
        bar.close()

    # Say what came of it
    share = set(own)
    made = [rollout for rollout in read_rollouts(args.output_dir) if rollout.uid in share]
    print(f"rank {state.process_index}: {summary(made)}", flush=True)
    state.destroy_process_group()


if __name__ == "__main__":
    main(*TrlParser((RolloutArguments,)).parse_args_and_config())
