"""Yes/no questions about drawn scenes, with answers that follow from the scene: what a critic learns from and is audited with.

One picture: existence, relation, count, colour, size, place. Two: do they show the same? Three: which candidate is closer to the target?
"""

from vlcritic.data.questions.draw import draw
from vlcritic.data.questions.hints import hints
from vlcritic.data.questions.likeness import gap
from vlcritic.data.questions.sample import FAMILIES, LESSONS, Question, Questions, question
from vlcritic.data.questions.wordings import CLOSER, SAME, WORDINGS

__all__ = ["CLOSER", "FAMILIES", "LESSONS", "SAME", "WORDINGS", "Question", "Questions", "draw", "gap", "hints", "question"]
