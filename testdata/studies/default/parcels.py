"""Parcels of the default study: what stands on the land, with the dirt of a real survey."""
import numpy as np

import characters as ch


def choose(rng, weighted):
    names, weights = zip(*weighted)
    return names[int(np.searchsorted(np.cumsum(weights) / sum(weights), rng.random()))]


def describe(parcels, rng):
    """Rows of attributes for parcels that know their unit, district and land_use letter."""
    rows, number = [], {}
    for p in parcels.itertuples():
        character = ch.CHARACTERS[p.character]
        use = p.land_use
        to, share = character["mix"].get(use, (use, 0))
        if rng.random() < share:
            use = to
        idle = rng.random() < character["idle"]
        if idle:
            use = "E"
        row = dict(use=use, idle=idle)
        number[p.unit] = number.get(p.unit, 0) + 1
        row["DKBH"] = "%s-%04d" % (p.DYBH, number[p.unit])
        code = choose(rng, ch.CODES[use])
        if use == "B" and p.character == "market" and rng.random() < .75:
            code = ch.MARKET
        row["DLDM"], row["green"] = code, ch.GREENS.get(code)
        row["GHYDLBDM"] = ch.PLANNED_INSTEAD[use] if rng.random() < character["mismatch"] else code
        built = use not in ("G", "E")
        row["JCNF"] = int(np.clip(rng.normal(*character["year"]), 1950, 2023)) if built else None
        far, planned, coverage = ch.BULK.get(use, (0, 0, 0))
        row["RJL"] = round(float(far * rng.lognormal(0, .25)), 2) if built else 0.0
        row["GHRJL"] = round(planned * float(rng.choice([.9, 1, 1, 1.1])), 1) if built else None
        row["JZMD"] = round(float(np.clip(coverage * rng.lognormal(0, .18), 5, 85)), 1) if built else 0.0
        row["KZL"] = round(float(np.clip(rng.normal(*character["vacancy"]), 0, 95)), 1) if built else None
        row["JZMJ"] = round(row["RJL"] * p.area)
        occupied = 1 - (row["KZL"] or 0) / 100
        row["RK"] = int(row["JZMJ"] * occupied / 38) if use in ("R2", "R3") else 0
        row["JYRS"] = int(row["JZMJ"] * occupied / dict(B=35, A=45, M=60, W=160).get(use, 1e9))
        danger = use in ("R2", "R3") and row["JCNF"] < 1985 and rng.random() < .12
        row["WFDJ"] = str(rng.choice(list("BCCD"))) if danger else None
        row["XZNX"] = int(rng.integers(2, 9)) if idle else None
        rows.append(row)
    return rows


def soil(rows, parcels, rng):
    """The dirt: lost zeros, padded codes, nulls, zeros for 'not known', a district not surveyed."""
    for row, p in zip(rows, parcels.itertuples()):
        for key in ("DLDM", "GHYDLBDM"):
            code = row[key]
            if code.startswith("0") and rng.random() < .02:
                row[key] = code[1:]            # went through a spreadsheet
            elif len(code) == 4 and rng.random() < .01:
                row[key] = code + "00"         # padded to six digits
        if rng.random() < .006:
            row["DLDM"] = None
        if rng.random() < .05:
            row["GHYDLBDM"] = None
        if row["JCNF"] is not None and rng.random() < .03:
            row["JCNF"] = 0 if rng.random() < .7 else None
        if row["KZL"] is not None and rng.random() < .04:
            row["KZL"] = None
        if rng.random() < .02:
            row["RJL"] = row["JZMJ"] = None
        if p.district == ch.UNSURVEYED:
            row["JCNF"] = row["KZL"] = row["JZMD"] = None
    return rows


def spoil(shapes, rng):
    """Faults of drawing in a few shapes: doubled points, a bow-tie, an overlap of two metres."""
    from shapely.affinity import scale
    from shapely.geometry import Polygon
    picks = rng.permutation([i for i, g in enumerate(shapes) if 800 < g.area < 5000 and len(g.exterior.coords) > 7])
    for i in picks[:4]:
        c = list(shapes[i].exterior.coords)
        shapes[i] = Polygon(c[:3] + c[2:])
    for i in picks[4:6]:
        c = list(shapes[i].exterior.coords)[:-1]
        c[2], c[3] = c[3], c[2]
        shapes[i] = Polygon(c)
    for i in picks[6:9]:
        grown = scale(shapes[i], 1.06, 1.06)
        shapes[i] = Polygon([(round(x, 3), round(y, 3)) for x, y in grown.exterior.coords])
    return shapes
