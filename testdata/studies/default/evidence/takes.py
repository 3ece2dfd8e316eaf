"""The statistics of a ruleset, each taken with GEOS from the layers and an outline."""
import math
import re

import numpy as np
from shapely.geometry import MultiPolygon
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from sources import LAYERS, NONE, RESOURCES, STUDY_EDGE, attribute
from values import INF, Words, always, exact, times


class Kept(list):
    """Features (surely, row, shape) that a filter keeps."""

    def __init__(self, rows):
        super().__init__(rows)
        self.boxes = np.array([x[2].bounds for x in rows] or np.empty((0, 4)))

    def meeting(self, u, pad=0):
        """Those that can meet an outline, or come within a distance of it."""
        w, s, e, n = u.bounds
        b = self.boxes
        return [self[i] for i in np.nonzero((b[:, 0] <= e + pad) & (b[:, 2] >= w - pad) & (b[:, 1] <= n + pad) & (b[:, 3] >= s - pad))[0]]


def subject(of, where):
    """What a filter keeps of a layer: (surely, row, shape); None without the layer."""
    if of == "resources":
        test = Words(where) if where else always
        kept = []
        for kind, o, shape in RESOURCES:
            w = test(lambda name: kind)
            if w is not False:
                kept.append((o is True and w is True, {"kind": kind}, shape))
        return kept
    if LAYERS[of] is None:
        return None
    test = Words(where) if where else always
    kept = []
    for row, shape in LAYERS[of]:
        o = test(attribute(row, shape))
        if o is not False:
            kept.append((o is True, row, shape))
    return kept


def lacks(of, where):
    """Kinds that a complete statistic names and the layer has not."""
    has = {row.get("kind") for row, _ in LAYERS[of] or []}
    return [k for k in re.findall(r'"(\w+)"', (re.search(r"kind (?:==|in) ([^)]*)", where or "") or [0, ""])[1]) if k not in has and of + "." + k not in NONE]


def areal(shape):
    return shape.geom_type in ("Polygon", "MultiPolygon", "GeometryCollection")


def around(shape, distance):
    """GEOS simplifies by the direction of rings before it rounds; the program has them counterclockwise."""
    parts = [orient(p) for p in getattr(shape, "geoms", [shape])] if areal(shape) else [shape]
    return (MultiPolygon(parts) if areal(shape) else shape).buffer(distance, 16)


def prepared(s):
    """A function that takes a statistic on a unit's outline."""
    take, of, where = s["take"], s.get("of"), s.get("where")
    kept = subject(of, where)
    if kept is None:
        return lambda u: (-INF, INF)
    if s.get("present") and not kept:
        return lambda u: (-INF, INF)
    open_ended = bool(s.get("complete") and (lacks(of, where) or any(lacks(r["of"], r.get("where")) for r in s.get("reach", []))))
    end = (lambda v: (v[0], INF)) if open_ended else (lambda v: v)
    sure, may = Kept([x for x in kept if x[0]]), Kept(kept)
    twice = lambda f: lambda u: end((f(u, sure), f(u, may)))
    if take == "area":
        return twice(lambda u, xs: unary_union([x[2].intersection(u) for x in xs.meeting(u)]).area)
    if take == "near":
        d = s["distance"]
        points = all(x[2].geom_type == "Point" for x in may)
        round_ = lambda g: g.buffer(d, 32768) if points else around(g, d)
        zones = {id(x): round_(x[2]) for x in may}
        return twice(lambda u, xs: unary_union([zones[id(x)].intersection(u) for x in xs.meeting(u, d)]).area)
    if take == "length":
        def length(u, xs):
            total = 0.0
            for x in xs.meeting(u):
                if x[2].intersects(u):
                    along = x[2].intersection(u.boundary).length
                    total += x[2].intersection(u).length - (along - x[2].intersection(u.boundary.intersection(STUDY_EDGE)).length) / 2
            return total
        return twice(length)
    if take == "count":
        return lambda u: (float(sum(u.contains(x[2]) for x in sure.meeting(u))), float(sum(u.contains(x[2]) for x in may.meeting(u))))
    if take == "sum":
        value = Words(s["value"])
        def total(u):
            low = high = 0.0
            for certain, row, shape in may.meeting(u):
                share = shape.intersection(u).area / shape.area
                if share == 0:
                    continue
                a, b = times(value(attribute(row, shape)), exact(share))
                low, high = low + (a if certain else min(a, 0)), high + (b if certain else max(b, 0))
            return (low, high)
        return total
    if take == "largest":
        def patches(xs):
            grown = unary_union([x[2].buffer(s["distance"] / 2, 64) for x in xs])
            grown = list(getattr(grown, "geoms", [grown]))
            return [unary_union([x[2] for x in xs if g.intersects(x[2])]) for g in grown]
        groups = {True: patches(sure), False: patches(may)}
        best = lambda u, which: max([p.intersection(u).area for p in groups[which]] or [0.0])
        return lambda u: (best(u, True), best(u, False))
    if take == "whole":
        inside = lambda u, xs: float(sum(x[2].intersection(u).area >= 0.99 * x[2].area for x in xs.meeting(u) if areal(x[2])))
        return twice(inside)
    if take in ("mix", "majority"):
        by = Words(s["by"])
        keys = {id(x): by(attribute(x[1], x[2])) for x in may}
        names = sorted({k for k in keys.values() if k is not None})
        def spread(u):
            def of_key(k, certain):
                return unary_union([x[2].intersection(u) for x in may.meeting(u) if keys[id(x)] == k and (x[0] or not certain)]).area
            low, high = {k: of_key(k, True) for k in names}, {k: of_key(k, False) for k in names}
            known, unknown = sum(low.values()), sum(high.values()) - sum(low.values()) + of_key(None, False)
            if known + unknown == 0:
                return (-INF, INF)
            if take == "majority":
                m = max(low.values())
                return (m / (known + unknown), (m + unknown) / (known + unknown))
            if unknown > 0:
                return (0.0, 1.0)
            return exact(min(-sum(a / known * math.log(a / known) for a in low.values() if a > 0) / math.log(len(names)), 1))
        return spread
    if take == "within":
        reaches, missing = [], open_ended
        for r in s["reach"]:
            zone = subject(r["of"], r.get("where"))
            if zone is None:
                missing = True
                continue
            reaches += [(z[0], z[2] if r["distance"] == 0 else around(z[2], r["distance"])) for z in zone]
        zones = {True: unary_union([z for c, z in reaches if c]), False: unary_union([z for _, z in reaches])}
        def inside(u):
            def part(xs, zone):
                there = zone.intersection(u)
                return unary_union([x[2].intersection(there) for x in xs.meeting(u)]).area
            v = (part(sure, zones[True]), part(may, zones[False]))
            return (v[0], INF) if missing else v
        return inside
    value = Words(s["value"])
    def extreme(u):
        pick = min if take == "least" else max
        xs = [(x[0], value(attribute(x[1], x[2]))) for x in may.meeting(u) if x[2].intersection(u).area >= 0.01]
        certain = [v for c, v in xs if c]
        if not certain:
            return (-INF, INF)
        every = [v for _, v in xs]
        lows, highs = (pick(v[0] for v in certain), pick(v[0] for v in every)), (pick(v[1] for v in certain), pick(v[1] for v in every))
        return (min(lows), max(highs))
    return extreme
