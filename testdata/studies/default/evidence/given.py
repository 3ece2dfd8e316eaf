"""What comes with a unit and not from a layer laid over it: how it fits control units,
what it cuts, what runs through it, and what its outline follows."""
import itertools
import math
from collections import defaultdict

from shapely.geometry import LineString, Point, box
from shapely.strtree import STRtree

from sources import ATOMS, LAYERS, ORDER, REPORT, RULES, SHAPES, attribute
from values import Words, exact

FABRIC = {k: v["value"] for k, v in RULES["fabric"].items()}
WHOLE, INSIDE = defaultdict(float), defaultdict(lambda: defaultdict(float))  # m² of control units, of what of them lies in units
for control, unit, shape in ATOMS:
    WHOLE[control] += shape.area
    INSIDE[unit][control] += shape.area
SHARE = {u: {c: a / WHOLE[c] for c, a in INSIDE[u].items()} for u in ORDER}
LARGEST = {c: max(SHARE[u].get(c, 0) for u in ORDER) for c in WHOLE}


def lines(shape):
    """All rings and lines of a shape."""
    if shape.geom_type == "Polygon":
        return [shape.exterior, *shape.interiors]
    return [l for g in shape.geoms for l in lines(g)] if hasattr(shape, "geoms") else [shape]


def strength(row, shape):
    """What the ruleset says of a barrier: the first entry that fits, and missing data fits."""
    for b in RULES["delineation"]["barriers"]:
        if b["kind"] == row.get("kind") and ("where" not in b or Words(b["where"])(attribute(row, shape)) is not False):
            return b
    return None


BARRIERS = [(b, s) for b, s in ((strength(r, s), s) for r, s in LAYERS["barriers"]) if b]


PARCELS = STRtree([s for _, s in LAYERS["parcels"]])


def alignment(u):
    """IoU with the union of control units that fits best, of all there are."""
    best, area, held = 0, SHAPES[u].area, SHARE[u]
    for k in range(1, len(held) + 1):
        for some in itertools.combinations(held, k):
            best = max(best, sum(held[c] * WHOLE[c] for c in some) / (area + sum((1 - held[c]) * WHOLE[c] for c in some)))
    return min(best, 1)


def cut(u):
    """Parcels of which the smaller part is over a twentieth and 200 m²."""
    n = 0
    for p in PARCELS.query(SHAPES[u]):
        inside = SHAPES[u].intersection(p).area
        minor = min(inside, p.area - inside)
        n += minor > 0.05 * p.area and minor > 200
    return n


def hard(u):
    core = SHAPES[u].buffer(-FABRIC["follow_barrier"], 16)
    return sum(core.intersection(l).length for b, s in BARRIERS if b["strength"] == "hard" for l in lines(s))


def given(u):
    parts = list(getattr(SHAPES[u], "geoms", [SHAPES[u]]))
    return {k: exact(v) for k, v in {
        "perimeter": SHAPES[u].length, "parts": len(parts), "holes": sum(len(p.interiors) for p in parts), "corridor_unit": 0,
        "alignment": alignment(u), "split_control_units": sum(LARGEST[c] < 0.9 for c in SHARE[u]), "cut_parcels": cut(u), "hard_inside": hard(u),
    }.items()}


class Followed:
    """Edges of one kind of source, and how near a border has to run along them."""

    def __init__(self, basis, reach, shapes):
        self.basis, self.reach = basis, reach
        edges = [LineString(e) for s in shapes for l in lines(s) for e in zip(l.coords, l.coords[1:]) if e[0] != e[1]]
        self.tree = STRtree(edges)

    def along(self, p, q):
        middle = Point((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
        for e in self.tree.query(box(middle.x - self.reach, middle.y - self.reach, middle.x + self.reach, middle.y + self.reach)):
            a, b = e.coords
            turn = (q[0] - p[0]) * (b[1] - a[1]) - (q[1] - p[1]) * (b[0] - a[0])
            if abs(turn) <= math.sin(math.pi / 6) * math.dist(p, q) * math.dist(a, b) and e.distance(middle) <= self.reach:
                return True
        return False


shapes_of = lambda role: [s for _, s in LAYERS[role] or []]
SOURCES = [Followed("control_unit", max(FABRIC["gap"], 2 * FABRIC["grid"]), shapes_of("control_units")), Followed("district", FABRIC["follow"], shapes_of("districts")),
           Followed("policy_zone", FABRIC["follow"], shapes_of("policy_zones")), Followed("scope", FABRIC["follow"], shapes_of("scope"))]
SOURCES += [Followed(kind, FABRIC["follow_barrier"], [s for b, s in BARRIERS if b["kind"] == kind]) for kind in sorted({b["kind"] for b, _ in BARRIERS})]


def basis(u):
    """Metres of outline by what they follow; an edge counts for each, or for none of them."""
    metres = defaultdict(float)
    for ring in lines(SHAPES[u]):
        for p, q in zip(ring.coords, ring.coords[1:]):
            for b in {s.basis for s in SOURCES if s.along(p, q)} or {"none"}:
                metres[b] += math.dist(p, q)
    return metres
