"""Works out every measure of the default study again, without the program.

    evidence.py STUDY_FOLDER RULESET.yaml UNITS.gpkg REPORT.json

Layers are read by GDAL and measured by GEOS (geopandas, shapely). The ruleset is
read as YAML; its filters and formulas are evaluated here, in three values and in
intervals. Of the program's results only the outlines of units are used. What comes
with units (take: given) is left out, and so is what rests on control units that
cross themselves, which can be mended in more ways than one. Prints each measure of
each unit that differs by more than 1e-6 of it, and how many were compared.
"""
import ast, json, math, re, sys, warnings
import geopandas as gpd, yaml
from shapely.validation import make_valid
from shapely.geometry import MultiPolygon
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

warnings.filterwarnings("ignore")
INF = math.inf
folder, ruleset, unit_file, report_file = sys.argv[1:5]
RULES = yaml.safe_load(open(ruleset, encoding="utf8"))
REPORT = json.load(open(report_file, encoding="utf8"))
STUDY = yaml.safe_load(open(folder + "/study.yaml", encoding="utf8"))


# --- values: a text or None; an interval (low, high); True, False or None --------
def exact(v):
    return (float(v), float(v))


def times(a, b):
    p = [0.0 if 0 in (x, y) else x * y for x in a for y in b]
    return (min(p), max(p))


def over(a, b):
    if b[0] > 0 or b[1] < 0:
        return times(a, tuple(sorted((1 / b[0] if b[0] else INF, 1 / b[1] if b[1] else INF))))
    if b == (0, 0):
        return (-INF, INF)
    if b[0] == 0 and a[0] >= 0:
        return (a[0] / b[1] if b[1] < INF else 0.0, INF)
    return (-INF, INF)


def compare(a, op, b):
    yes, no = {"<": (a[1] < b[0], a[0] >= b[1]), "<=": (a[1] <= b[0], a[0] > b[1]), ">": (a[0] > b[1], a[1] <= b[0]),
               ">=": (a[0] >= b[1], a[1] < b[0])}[op]
    return True if yes else False if no else None


def alike(a, b):
    return None if a is None or b is None else a == b


class Words:
    """A filter, value or formula, evaluated over the names of one row."""

    def __init__(self, text):
        text = re.sub(r"(\w+) startsWith (\"[^\"]*\")", r"starts(\1, \2)", str(text))
        self.root = ast.parse(text.replace("\n", " ").strip(), mode="eval").body

    def __call__(self, row):
        return self.eval(self.root, row)

    def eval(self, n, row):
        e = lambda m: self.eval(m, row)
        if isinstance(n, ast.Constant):
            return n.value if isinstance(n.value, (str, bool)) else exact(n.value)
        if isinstance(n, ast.Name):
            return row(n.id)
        if isinstance(n, ast.BoolOp):
            every = [e(m) for m in n.values]
            stop = isinstance(n.op, ast.Or)
            return stop if stop in every else None if None in every else not stop
        if isinstance(n, ast.UnaryOp):
            v = e(n.operand)
            if isinstance(n.op, ast.Not):
                return None if v is None else not v
            return (-v[1], -v[0])
        if isinstance(n, ast.Subscript):
            v, to = e(n.value), ast.literal_eval(n.slice.upper)
            return v[:to] if v is not None and len(v) >= to else None
        if isinstance(n, ast.Compare):
            a, op = e(n.left), n.ops[0]
            if isinstance(op, ast.In):
                return None if a is None else a in [ast.literal_eval(x) for x in n.comparators[0].elts]
            b = e(n.comparators[0])
            if isinstance(op, (ast.Eq, ast.NotEq)):
                same = alike(a, b)
                return same if same is None or isinstance(op, ast.Eq) else not same
            return compare(a, {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}[type(op)], b)
        if isinstance(n, ast.BinOp):
            a, b = e(n.left), e(n.right)
            if isinstance(n.op, ast.Add):
                return (a[0] + b[0], a[1] + b[1])
            if isinstance(n.op, ast.Sub):
                return (a[0] - b[1], a[1] - b[0])
            return times(a, b) if isinstance(n.op, ast.Mult) else over(a, b)
        name, args = n.func.id, [e(m) for m in n.args]
        if name == "starts":
            code, part = args
            if code is None or len(code) < len(part):
                return None if code is None or part.startswith(code) else False
            return code.startswith(part)
        pick = {"max": max, "min": min}[name]
        return (pick(a[0] for a in args), pick(a[1] for a in args))


def always(_):
    return True


# --- layers, with attributes by their names in the ruleset -----------------------
FLAGS = {"idle", "low_efficiency", "character", "heritage", "demand", "protected", "low_quality", "illegal", "other_breach"}
TEXTS = {"landuse", "planned_landuse", "kind", "name", "danger_grade", "category", "line", "mode", "function"}
SHARES = {"vacancy", "coverage"}
YEARS = {"build_year", "established", "checkup_year"}


def code(c):
    """A code of 用地用海: a zero lost in front, or zeros added behind."""
    if c is None:
        return None
    c = "0" + c if len(c) % 2 else c
    while len(c) > 2 and c.endswith("00"):
        c = c[:-2]
    return c


def read(role):
    rows = []
    sources = STUDY["layers"].get(role)
    for src in sources if isinstance(sources, list) else [sources] if sources else []:
        path = folder + "/" + src["file"]
        g = gpd.read_file(path, **({"layer": src["layer"]} if "layer" in src else {}), **({"encoding": src["encoding"]} if "encoding" in src else {}))
        g = g.to_crs("EPSG:4547")
        fields = dict(src.get("fields", {}))
        if "kind" in src:
            fields["kind"] = src["kind"]
        for _, f in g.iterrows():
            row = {}
            for name, spec in fields.items():
                spec = {"field": spec} if isinstance(spec, str) and spec in g else spec if isinstance(spec, dict) else {"const": spec}
                v = f[spec["field"]] if "field" in spec else spec["const"]
                if v is None or v != v or v in spec.get("null", []):
                    v = None
                elif "values" in spec:
                    v = spec["values"].get(v)
                if v is not None and "scale" in spec:
                    v = v * spec["scale"]
                row[name] = v
            shape = f.geometry if f.geometry.is_valid else make_valid(f.geometry)
            if role == "control_units" and not f.geometry.is_valid:
                MENDED.add(f[src["id"]])
            rows.append((row, shape))
    return rows or None


def attribute(row, shape):
    def get(name):
        v = row.get(name)
        if name == "area":
            return exact(shape.area)
        if name in TEXTS:
            v = None if v in (None, "") else str(v)
            return code(v) if name in ("landuse", "planned_landuse") else v
        if name in FLAGS:
            return None if v is None else float(v) > 0
        domain = (0, 1) if name in SHARES else (1800, 2100) if name in YEARS else (0, 300) if name == "idle_years" else (0, INF)
        return domain if v is None or not domain[0] <= float(v) <= domain[1] or name in YEARS and v == 0 else exact(v)
    return get


MENDED = set()  # control units whose outlines cross themselves: what they mean is a choice
units = gpd.read_file(unit_file, layer="units")
none = gpd.read_file(unit_file, layer="not_delineated")
SHAPES = dict(zip(units.GXDYBH, units.geometry)) | dict(zip(none.GXDYBH, none.geometry))
ORDER = [u["id"] for u in REPORT["units"]]
STUDY_EDGE = unary_union(list(SHAPES.values())).boundary


def districts():
    """Management areas win over the districts around them."""
    rows = read("districts")
    won = unary_union([s for r, s in rows if r["kind"] == "management"])
    return [(r, s if r["kind"] == "management" else s.difference(won)) for r, s in rows]


LAYERS = {role: districts() if role == "districts" else read(role) for role in ("control_units", "districts", "parcels", "scope", "policy_zones", "barriers", "stations", "buildings", "vitality", "greens", "projects")}


def resources():
    """Everything recognised: (kind, outcome, shape)."""
    found = []
    for kind in RULES["resources"]:
        for rule in kind.get("recognise", []):
            where = Words(rule["where"])
            for row, shape in LAYERS[rule["from"]] or []:
                o = where(attribute(row, shape))
                if o is not False:
                    found.append((kind["id"], o, shape))
    return found


RESOURCES = resources()


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
    return [k for k in re.findall(r'"(\w+)"', (re.search(r"kind (?:==|in) ([^)]*)", where or "") or [0, ""])[1]) if k not in has]


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
    sure, may = [x for x in kept if x[0]], kept
    twice = lambda f: lambda u: end((f(u, sure), f(u, may)))
    if take == "area":
        return twice(lambda u, xs: unary_union([x[2].intersection(u) for x in xs if x[2].intersects(u)]).area)
    if take == "near":
        d = s["distance"]
        points = all(x[2].geom_type == "Point" for x in may)
        round_ = lambda g: g.buffer(d, 32768) if points else around(g, d)
        zones = {id(x): round_(x[2]) for x in may}
        return twice(lambda u, xs: unary_union([zones[id(x)].intersection(u) for x in xs if zones[id(x)].intersects(u)]).area)
    if take == "length":
        def length(u, xs):
            total = 0.0
            for x in xs:
                if x[2].intersects(u):
                    along = x[2].intersection(u.boundary).length
                    total += x[2].intersection(u).length - (along - x[2].intersection(u.boundary.intersection(STUDY_EDGE)).length) / 2
            return total
        return twice(length)
    if take == "count":
        return lambda u: (float(sum(x[0] and u.contains(x[2]) for x in may)), float(sum(u.contains(x[2]) for x in may)))
    if take == "sum":
        value = Words(s["value"])
        def total(u):
            low = high = 0.0
            for certain, row, shape in may:
                if not shape.intersects(u):
                    continue
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
        inside = lambda u, xs: float(sum(x[2].intersection(u).area >= 0.99 * x[2].area for x in xs if areal(x[2])))
        return twice(inside)
    if take in ("mix", "majority"):
        by = Words(s["by"])
        keys = [by(attribute(row, shape)) for _, row, shape in may]
        names = sorted({k for k in keys if k is not None})
        def spread(u):
            def of_key(k, certain):
                return unary_union([x[2].intersection(u) for x, key in zip(may, keys) if key == k and (x[0] or not certain) and x[2].intersects(u)]).area
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
            part = lambda xs, which: unary_union([x[2].intersection(u).intersection(zones[which]) for x in xs if x[2].intersects(u)]).area
            v = (part(sure, True), part(may, False))
            return (v[0], INF) if missing else v
        return inside
    value = Words(s["value"])
    def extreme(u):
        pick = min if take == "least" else max
        xs = [(x[0], value(attribute(x[1], x[2]))) for x in may if x[2].intersection(u).area >= 0.01]
        certain = [v for c, v in xs if c]
        if not certain:
            return (-INF, INF)
        every = [v for _, v in xs]
        lows, highs = (pick(v[0] for v in certain), pick(v[0] for v in every)), (pick(v[1] for v in certain), pick(v[1] for v in every))
        return (min(lows), max(highs))
    return extreme


DOMAINS = {"share": (0, 1), "year": (1800, 2100), "number": (-INF, INF)}


def domain(unit):
    return DOMAINS.get(unit, (0, INF))


def held(v, d):
    """An interval within what its unit allows; no more than that is nothing."""
    v = (min(max(v[0], d[0]), d[1]), max(min(v[1], d[1]), d[0]))
    return v if v[0] == v[1] or v[0] > d[0] or v[1] < d[1] else (-INF, INF)


def main():
    unit_of = {"area": "m2", "near": "m2", "within": "m2", "largest": "m2", "length": "m", "count": "count", "whole": "count", "mix": "share", "majority": "share"}
    facts = {u: {"unit_area": exact(SHAPES[u].area)} for u in ORDER}
    kinds, given = {"unit_area": "m2"}, set()
    for s in RULES["statistics"]:
        kinds[s["id"]] = unit_of.get(s["take"]) or s.get("unit")
        if s["take"] == "given":
            given.add(s["id"])
            continue
        measure = prepared(s)
        for u in ORDER:
            v = measure(SHAPES[u])
            if s["take"] in ("area", "near", "within"):
                v = (min(v[0], SHAPES[u].area), min(v[1], SHAPES[u].area)) if v[0] != v[1] else v
            facts[u][s["id"]] = v
    for u in ORDER:
        facts[u]["perimeter"] = exact(SHAPES[u].length)
    given.discard("perimeter")

    unknown, left = {}, list(RULES["measures"])
    for m in left:
        kinds[m["id"]] = m["unit"]
        text = m.get("formula") or m.get("rank_of") or m.get("total_of")
        names = set(re.findall(r"[A-Za-z_]\w*", str(text))) - {"max", "min", "sqrt", "abs"}
        unknown[m["id"]] = bool(names & given or any(unknown.get(n) for n in names))
    todo = [m for m in left if not unknown[m["id"]]]
    while todo:
        later = []
        for m in todo:
            try:
                derive(m, facts, kinds)
            except KeyError:
                later.append(m)
        if len(later) == len(todo):
            sys.exit("measures wait for each other: %s" % [m["id"] for m in later])
        todo = later

    compared = wrong = 0
    for unit in REPORT["units"]:
        for m in unit["verdict"]["measures"]:
            if unknown.get(m["id"]) or m["id"] == "checkup_share" and MENDED & {c["id"] for c in unit["control_units"]}:
                continue
            compared += 1
            got, want = m["value"], facts[unit["id"]][m["id"]]
            got = (-INF, INF) if got is None else exact(got) if not isinstance(got, dict) else (-INF if got["low"] is None else got["low"], INF if got["high"] is None else got["high"])
            if not all(a == b or abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-3) for a, b in zip(got, want)):
                wrong += 1
                print("%s %s: report has %s, GEOS %s" % (unit["id"], m["id"], got, want))
    print("%d numbers compared, %d differ" % (compared, wrong))
    sys.exit(1 if wrong else 0)


def derive(m, facts, kinds):
    d = domain(m["unit"])
    if "rank_of" in m:
        of = [facts[u][m["rank_of"]] for u in ORDER]
        known = sorted(v[0] for v in of if v[0] == v[1])
        for u, v in zip(ORDER, of):
            below, equal = sum(k < v[0] for k in known), sum(k == v[0] for k in known)
            facts[u][m["id"]] = exact((below + equal / 2) / len(known)) if v[0] == v[1] else (-INF, INF)
        return
    if "total_of" in m:
        low_of = lambda v: domain(kinds[m["total_of"]]) if v == (-INF, INF) else v
        of = [low_of(facts[u][m["total_of"]]) for u in ORDER]
        v = (math.fsum(x[0] for x in of), math.fsum(x[1] for x in of))
        for u in ORDER:
            facts[u][m["id"]] = v if v[0] == v[1] else held(v, d)
        return
    formula = Words(m["formula"])
    for u in ORDER:
        def name(n):
            v = facts[u][n]
            return domain(kinds[n]) if v == (-INF, INF) else v
        v = formula(name)
        facts[u][m["id"]] = (min(max(v[0], d[0]), d[1]),) * 2 if v[0] == v[1] else held(v, d)


main()
