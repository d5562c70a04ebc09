"""Trains a vision-language model to answer yes-or-no questions as the critic reads its answers.

The loss is binary cross-entropy of the very log-odds that `vlcritic.critic.Critic` takes (all tokens that say yes against all that say
no, of the answer's first token), so what is trained is what will guide. A small second term keeps the probability on these tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn.functional import rms_norm, smooth_l1_loss, softplus
from transformers import Trainer

from vlcritic.critic.answers import NO, YES, log_odds, token_ids
from vlcritic.critic.conversation import Conversations
from vlcritic.critic.critic import TEMPLATE
from vlcritic.critic.processing import tensor_processor
from vlcritic.data.questions import Question, hints
from vlcritic.data.questions.hints import COUNT
from vlcritic.images import to_tensor
from vlcritic.training.muon import Muon, hidden_matrices
from vlcritic.training.tower import vision_tower

HUBER = 0.2  # errors above count by their size, not its square
HEADS = 2  # layers that tell the numbers, the last ones


class QuestionCollator:
    """Questions, each with one picture or several, as one batch of model inputs and `answers` `(B,)`, 1 for yes and 0 for no.

    Args:
        processor: the model's own.
        side: of the pictures in pixels.
        template: wording around `{question}`; the critic's own unless the critic will be asked otherwise.
        noise: standard deviation of noise on the pixels, in [0, 1]; a critic that saw some is harder to fool with what no eye sees.
        hints: add `hints` `(B, COUNT)`, the numbers behind the answers.
    """

    def __init__(self, processor, *, side: int, template: str = TEMPLATE, noise: float = 0.0, hints: bool = False):
        self.conversations, self.pixels = Conversations(processor), tensor_processor(processor.image_processor)
        self.side, self.template, self.noise, self.hints = side, template, noise, hints

    def __call__(self, questions: Sequence[Question]) -> dict[str, torch.Tensor]:
        images = to_tensor([image for question in questions for image in question.images(side=self.side)])
        if self.noise:
            images = (images + self.noise * torch.randn_like(images)).clamp(0, 1)
        answers = {"answers": torch.tensor([float(question.answer) for question in questions])}
        if self.hints:
            answers["hints"] = torch.from_numpy(np.stack([hints(question) for question in questions])).float()
        prompts, views = [self.template.format(question=question.text) for question in questions], [len(each.scenes) for each in questions]
        return self.conversations(prompts, views=views, size=(self.side, self.side)) | self.pixels(images) | answers


class CriticTrainer(Trainer):
    """`Trainer` of answers; with peft, `accelerate`, checkpoints and resume as any other.

    Args:
        mass_weight: of the term that keeps the probability on yes and no: minus the logarithm of their sum.
        matrix_lr: learning rate of Muon for the language model's matrices (`vlcritic.training.muon`), for small models that start from
            random weights; `None` for the optimizer that the arguments name. Not for DeepSpeed or FSDP, which split matrices.
        hint_weight: of the error with which linear heads on the last layers tell the numbers behind the answers; needs a collator with
            `hints`. The heads are in checkpoints, from which a run goes on, and not in what `forget_hints` leaves.

    Raises:
        ValueError: `hint_weight` for an adapter or a quantised model, whose checkpoints would leave the heads out.
    """

    def __init__(self, model=None, *args, mass_weight: float = 0.1, matrix_lr: float | None = None, hint_weight: float = 0.0, **kwargs):
        if hint_weight:
            if hasattr(model, "peft_config") or getattr(model, "is_quantized", False):
                raise ValueError("hint_weight: expected 0 for an adapter or a quantised model, whose checkpoints leave the heads out")
            width = model.config.get_text_config().hidden_size
            with torch.random.fork_rng(devices=[]):  # every start of a run draws the same heads
                torch.manual_seed(0)
                model.hints = torch.nn.ModuleList(torch.nn.Linear(width, COUNT) for _ in range(HEADS))
        super().__init__(model, *args, **kwargs)
        self.hint_weight = hint_weight
        tokenizer = self.processing_class.tokenizer
        self.yes, self.no = token_ids(tokenizer, YES), token_ids(tokenizer, NO)
        self.mass_weight, self.matrix_lr = mass_weight, matrix_lr
        self.model_accepts_loss_kwargs = False  # the loss is a mean over conversations: micro-batches are averaged
        self.right = []  # shares of right answers since the last log

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        answers, numbers = inputs.pop("answers"), inputs.pop("hints", None)
        outputs = model(**inputs, use_cache=False, logits_to_keep=1, output_hidden_states=numbers is not None)
        logits = outputs.logits[:, -1]
        loss = answer_loss(logits, answers, yes=self.yes, no=self.no, mass_weight=self.mass_weight)
        if self.hint_weight and numbers is not None:
            heads = self.accelerator.unwrap_model(model).hints
            loss = loss + self.hint_weight * hint_loss(heads, outputs.hidden_states, numbers)
        self.right.append(((log_odds(logits.detach(), self.yes, self.no) > 0) == (answers > 0.5)).float().mean())
        return (loss, outputs) if return_outputs else loss

    def create_optimizer(self, model=None):
        if self.matrix_lr is None or self.optimizer is not None:
            return super().create_optimizer() if model is None else super().create_optimizer(model)
        matrices = hidden_matrices(self.model, outside=vision_tower(self.model))
        taken = {id(each) for each in matrices}
        others = [each for each in self.model.parameters() if each.requires_grad and id(each) not in taken]
        betas = (self.args.adam_beta1, self.args.adam_beta2)
        options = {"lr": self.args.learning_rate, "matrix_lr": self.matrix_lr, "betas": betas, "weight_decay": self.args.weight_decay}
        self.optimizer = Muon(matrices, others, **options)
        return self.optimizer

    def forget_hints(self) -> None:
        """Throw the heads away; before the model is saved for use."""
        if self.hint_weight:
            del self.accelerator.unwrap_model(self.model).hints

    def log(self, logs, *args, **kwargs):
        """Adds `accuracy`: the share of right answers since the last log, on this process."""
        if self.right:
            logs["accuracy"] = round(torch.stack(self.right).mean().item(), 4)
            self.right = []
        super().log(logs, *args, **kwargs)


def answer_loss(logits: torch.Tensor, answers: torch.Tensor, *, yes: Sequence[int], no: Sequence[int], mass_weight: float) -> torch.Tensor:
    """Binary cross-entropy of the log-odds of logits `(B, V)`, plus `mass_weight` × −log of the probability of all of `yes` and `no`."""
    odds = log_odds(logits, yes, no)
    wrong = softplus(torch.where(answers > 0.5, -odds, odds)).mean()
    logits = logits.float()
    mass = logits[:, [*yes, *no]].logsumexp(-1) - logits.logsumexp(-1)
    return wrong - mass_weight * mass.mean()


def hint_loss(heads: torch.nn.ModuleList, hidden: Sequence[torch.Tensor], numbers: torch.Tensor) -> torch.Tensor:
    """Mean Huber error of the numbers `(B, COUNT)` that each head tells, where they are not NaN.

    Args:
        hidden: states `(B, T, width)` of all layers; the heads read the last layers, at the last position.
    """
    known = ~numbers.isnan()
    errors = []
    for head, states in zip(heads, hidden[-len(heads) :], strict=True):
        told = head(rms_norm(states[:, -1], states.shape[-1:]))
        errors.append(smooth_l1_loss(told[known], numbers[known], beta=HUBER))
    return torch.stack(errors).mean()
