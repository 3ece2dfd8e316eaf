"""The bare town of the default study: shapes only, from the synthetic-city generator.

The generator is ../shared/peers/gen_city.py. It is loaded with fewer points on
its lines (a point every 16 m instead of every 2 to 4 m), so that the study stays
under 2 MB, and before its defects are put in, so that these stay as they are:
control units off the road line, shifted, with gaps, overlaps, holes, enclaves,
bow-ties, spikes and doubled points; districts 1-5 m off the unit edges and one
district border that follows no road at all.
"""
import os
import sys
import tempfile
import types

import geopandas as gpd

SIZE = dict(parcels=2700, units=34, dist=3, st=9, hist=1, cent=1, strat=1)
SEED = 7

THINNED = (
    ("STEP = 4.0 ", "STEP = 16.0 ", 1),
    ("1.05 * R, 2.0)", "1.05 * R, 16.0)", 1),
    ("- 0.0, 2.0)", "- 0.0, 16.0)", 1),
    ("len(c) // 6, 60", "len(c) // 6, 8", 1),  # the figure of eight keeps its length in metres
)


def load(path):
    """The generator as a module, thinned. Fails when its text is not the one expected."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for old, new, count in THINNED:
        if text.count(old) != count:
            sys.exit("%s: %r stands there %d times, expected %d" % (path, old, text.count(old), count))
        text = text.replace(old, new)
    module = types.ModuleType("gen_city")
    sys.modules["gen_city"] = module  # its worker processes look it up by name
    exec(compile(text, path, "exec"), module.__dict__)
    module.SIZES["default"] = SIZE
    return module


def build(path):
    """(layers by name, superblocks): what the generator draws, and the faces of its road net."""
    generator = load(path)
    faces = generator.build_faces("default", SEED)[7]
    with tempfile.TemporaryDirectory() as folder:
        args, sys.argv = sys.argv, ["gen_city", "--size", "default", "--seed", str(SEED), "--out", folder]
        try:
            generator.main()
        finally:
            sys.argv = args
        file = os.path.join(folder, "city.gpkg")
        layers = {n: gpd.read_file(file, layer=n) for n in ("parcels", "units", "districts", "barriers", "stations")}
    return layers, faces
