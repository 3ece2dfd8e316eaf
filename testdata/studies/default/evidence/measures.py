"""Facts of units and the measures made of them, as intervals."""
import math
import sys

from given import given
from sources import RULES
from takes import prepared
from values import INF, Words, domain, exact, held

UNIT_OF = {"area": "m2", "near": "m2", "within": "m2", "largest": "m2", "length": "m", "count": "count", "whole": "count", "mix": "share", "majority": "share"}
UNITS = {"unit_area": "m2"} | {s["id"]: UNIT_OF.get(s["take"]) or s["unit"] for s in RULES["statistics"]} | {m["id"]: m["unit"] for m in RULES["measures"]}
TAKEN = [(s, prepared(s)) for s in RULES["statistics"] if s["take"] != "given"]


def facts(shape, comes_with):
    """The statistics on an outline; what is given with a unit is known of units alone."""
    all_ = {s["id"]: (-INF, INF) for s in RULES["statistics"] if s["take"] == "given"} | comes_with | {"unit_area": exact(shape.area)}
    for s, take in TAKEN:
        v = take(shape)
        if s["take"] in ("area", "near", "within") and v[0] != v[1]:
            v = (min(v[0], shape.area), min(v[1], shape.area))
        all_[s["id"]] = v
    return all_


def measured(shapes):
    """Facts and measures by unit, of units that are judged together."""
    every = {u: facts(s, given(u) if u else {}) for u, s in shapes.items()}
    todo = list(RULES["measures"])
    while todo:
        later = []
        for m in todo:
            try:
                derive(m, every)
            except KeyError as e:
                if e.args[0] not in UNITS:
                    sys.exit("%s is made of %s, of which this script knows nothing" % (m["id"], e.args[0]))
                later.append(m)
        if len(later) == len(todo):
            sys.exit("measures wait for each other: %s" % [m["id"] for m in later])
        todo = later
    return every


def derive(m, every):
    d = domain(m["unit"])
    if "rank_of" in m:
        of = {u: f[m["rank_of"]] for u, f in every.items()}
        known = [v[0] for v in of.values() if v[0] == v[1]]
        for u, v in of.items():
            below, equal = sum(k < v[0] for k in known), sum(k == v[0] for k in known)
            every[u][m["id"]] = exact((below + equal / 2) / len(known)) if v[0] == v[1] else (-INF, INF)
        return
    bounded = lambda f, name: domain(UNITS[name]) if f[name] == (-INF, INF) else f[name]
    if "total_of" in m:
        of = [bounded(f, m["total_of"]) for f in every.values()]
        total = (math.fsum(v[0] for v in of), math.fsum(v[1] for v in of))
        value = lambda f: total
    else:
        formula = Words(m["formula"])
        value = lambda f: formula(lambda name: bounded(f, name))
    for f in every.values():
        v = value(f)
        f[m["id"]] = (min(max(v[0], d[0]), d[1]),) * 2 if v[0] == v[1] else held(v, d)
