"""Filters, values and formulas of a ruleset, in three values and in intervals."""
import ast
import math
import re

INF = math.inf


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


DOMAINS = {"share": (0, 1), "year": (1800, 2100), "number": (-INF, INF)}


def domain(unit):
    return DOMAINS.get(unit, (0, INF))


def held(v, d):
    """An interval within what its unit allows; no more than that is nothing."""
    v = (min(max(v[0], d[0]), d[1]), max(min(v[1], d[1]), d[0]))
    return v if v[0] == v[1] or v[0] > d[0] or v[1] < d[1] else (-INF, INF)
