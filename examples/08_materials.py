"""A material of every family, drawn by Blender on one sheet.

    pip install 'vlcritic[blender]'
    python examples/08_materials.py

Other seeds give other materials of the same families; `write(graph)` is the program that a model learns to write.
"""

import numpy as np

from vlcritic import images
from vlcritic.data.materials.families import FAMILIES, generate
from vlcritic.languages.blender import write
from vlcritic.languages.blender.renderer import BlenderRenderer

SEED, SIDE, COLUMNS = 1, 128, 12

graphs = [generate(family, np.random.default_rng(SEED)) for family in FAMILIES]
with BlenderRenderer(size=2 * SIDE, samples=4) as render:
    tiles = [images.resize(picture, SIDE) for picture in render.graphs(graphs)]

tiles += [np.full((SIDE, SIDE, 3), 255, np.uint8)] * (-len(tiles) % COLUMNS)
rows = [images.side_by_side(tiles[start : start + COLUMNS]) for start in range(0, len(tiles), COLUMNS)]
gap = np.full((4, rows[0].shape[1], 3), 255, np.uint8)
images.save(np.concatenate([part for row in rows for part in (row, gap)][:-1]), "runs/examples/materials.png")
print(write(graphs[0]))
print(f"{len(graphs)} families, {COLUMNS} a row: {', '.join(FAMILIES)}; runs/examples/materials.png")
