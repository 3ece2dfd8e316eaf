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
        row["KZL"] = round(float(np.clip(rng.normal(*character["vacancy"]), 0, 95)), 1) if built else 0.0
        row["JZMJ"] = round(row["RJL"] * p.area)
        occupied = 1 - row["KZL"] / 100
        row["RK"] = int(row["JZMJ"] * occupied / 38) if use in ("R2", "R3") else 0
        row["JYRS"] = int(row["JZMJ"] * occupied / dict(B=35, A=45, M=60, W=160).get(use, 1e9))
        danger = use in ("R2", "R3") and row["JCNF"] < 1985 and rng.random() < .12
        row["WFDJ"] = str(rng.choice(list("BCCD"))) if danger else "A"
        row["SFXZ"] = int(idle)
        row["XZNX"] = int(rng.integers(2, 9)) if idle else 0
        row["SFDXYD"] = int(use in ("M", "W") and rng.random() < .06)
        row["SFTS"] = "是" if use == "R3" and rng.random() < .05 else "否"
        row["SFLSWH"] = "是" if p.character == "historic" and use == "R2" and rng.random() < .15 else "否"
        row["GXXQ"] = int(use in ("R2", "R3") and built and row["JCNF"] < 1990 and rng.random() < .1)
        rows.append(row)
    return rows


def soil(rows, parcels, rng):
    """The dirt: lost zeros, padded codes, years of 0, a district not surveyed.

    Few blanks go far: a single parcel without its floor area leaves the vacancy of its
    unit unknown. So most of them lie in the district that is undetermined anyway and in
    the markets, which are key units whatever is missing.
    """
    for row, p in zip(rows, parcels.itertuples()):
        for key in ("DLDM", "GHYDLBDM"):
            code = row[key]
            if code.startswith("0") and rng.random() < .02:
                row[key] = code[1:]            # went through a spreadsheet
            elif len(code) == 4 and rng.random() < .01:
                row[key] = code + "00"         # padded to six digits
        if row["JCNF"] is not None and rng.random() < .03:
            row["JCNF"] = 0 if rng.random() < .7 else None
        if p.character == "market" or p.district == ch.UNSURVEYED:
            if rng.random() < .03:
                row["DLDM"] = None
            if rng.random() < .08:
                row["GHYDLBDM"] = None
            if rng.random() < .03:
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


def buildings(parcels, rows, rng):
    """Rows (number, danger grade, protected, outline) of the buildings that were surveyed one by one."""
    from shapely.geometry import MultiPolygon, box
    out = []
    for p, row in zip(parcels.itertuples(), rows):
        share = dict(historic=.6, core=.06, old=.03, mixed=.03).get(p.character, 0)
        if row["use"] not in ("R2", "A", "B") or p.geometry.area < 1200 or rng.random() >= share:
            continue
        protected = p.character == "historic" and rng.random() < .6
        x, y = p.geometry.representative_point().coords[0]
        x, y, w, h = round(x, 1), round(y, 1), int(rng.integers(6, 10)), int(rng.integers(5, 8))
        grade = "B" if protected else str(rng.choice(list("ABC")))
        out.append((len(out) + 1, grade, int(protected), MultiPolygon([box(x - w, y - h, x + w, y + h)])))
    return out
