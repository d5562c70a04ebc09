"""Vision-language models that judge pictures, differentiably: preprocessing, yes-or-no log-odds, comparisons, remote critics."""

from vlcritic.critic.critic import Critic
from vlcritic.critic.ensembles import Augmented, Ensemble
from vlcritic.critic.pairwise import PairwiseCritic, SameCritic
from vlcritic.critic.queries import Answers, Queries, Query, semantic, spatial

__all__ = ["Answers", "Augmented", "Critic", "Ensemble", "PairwiseCritic", "Queries", "Query", "SameCritic", "semantic", "spatial"]
