"""What each part of the invented town is like: the one place to tune the study.

A control unit has a name and a character; a character says what stands there. The
numbers are drawn so that under the default ruleset all classes of a unit occur,
with some near a limit. Nothing here is real.
"""

# control unit number of the generator -> (name, character)
UNITS = {
    1: ("纺机厂单元", "works"), 2: ("铁西单元", "mixed"), 3: ("柳林单元", "village"),
    4: ("南关里单元", "mixed"), 5: ("棉纺路单元", "works"), 6: ("小李庄单元", "village"),
    7: ("石桥单元", "village"), 8: ("北货场单元", "depot"), 9: ("西沙口单元", "mixed"),
    10: ("工人新村单元", "old"), 11: ("南苑单元", "fringe"), 12: ("汽车西站单元", "mixed"),
    13: ("北岗单元", "village"), 14: ("火车站单元", "market"), 15: ("凤栖湖单元", "fringe"),
    16: ("县前街单元", "historic"), 17: ("纬五路单元", "old"), 18: ("钟楼单元", "core"),
    19: ("陇上单元", "old"), 20: ("文庙单元", "old"), 21: ("河沿街单元", "old"),
    22: ("省直单元", "old"), 23: ("南湖新城单元", "fringe"), 24: ("花园口单元", "steady"),
    25: ("东大街单元", "old"), 26: ("货栈街单元", "market"), 27: ("学府单元", "steady"),
    28: ("云溪单元", "newtown"), 29: ("科创单元", "newtown"), 30: ("星河单元", "newtown"),
    31: ("滨河单元", "riverside"), 32: ("经开一单元", "park"), 33: ("东湖单元", "newtown"),
    34: ("经开二单元", "park"),
}

# districts of the generator -> (code, name, prefix of control units)
DISTRICTS = {
    1: ("419901", "惠民区", "HM"), 2: ("419902", "河西区", "HX"), 3: ("419903", "文昌区", "WC"),
    4: ("419904", "南苑区", "NY"), 5: ("419905", "东湖区", "DH"),
}
MANAGEMENT = ("419971", "经济技术开发区", "JK", (29, 32, 34))  # wins over the district around it
UNSURVEYED = "河西区"  # no build years, vacancies or coverages were handed in

# year: mean and spread; vacancy, in percent: the same; mix: land uses replaced by
# another, as {from: (to, share)}; idle: share of parcels laid idle; mismatch: share
# planned for another use; people: vitality points per km².
CHARACTERS = {
    "core":      dict(year=(1996, 9), vacancy=(18, 10), mix={"R2": ("B", .35), "M": ("B", 1)}, idle=.0, mismatch=.06, points=190),
    "historic":  dict(year=(1968, 12), vacancy=(12, 6), mix={"B": ("R2", .5), "M": ("R2", 1), "W": ("B", 1)}, idle=.0, mismatch=.03, points=130),
    "old":       dict(year=(1989, 6), vacancy=(8, 4), mix={"B": ("R2", .75), "W": ("R2", .8)}, idle=.0, mismatch=.04, points=100),
    "market":    dict(year=(1995, 5), vacancy=(22, 12), mix={"R3": ("B", .5), "M": ("W", .5)}, idle=.02, mismatch=.12, points=75),
    "works":     dict(year=(1978, 8), vacancy=(35, 15), mix={"R2": ("M", .55), "B": ("M", .7), "A": ("M", .3)}, idle=.04, mismatch=.12, points=25),
    "depot":     dict(year=(1990, 6), vacancy=(25, 12), mix={"R2": ("W", .25), "B": ("R2", .6)}, idle=.03, mismatch=.10, points=30),
    "village":   dict(year=(1999, 7), vacancy=(6, 4), mix={"R2": ("R3", .4), "B": ("R3", .65), "M": ("R3", .4)}, idle=.02, mismatch=.06, points=60),
    "mixed":     dict(year=(1998, 8), vacancy=(10, 6), mix={"B": ("R2", .6), "M": ("R2", .5)}, idle=.01, mismatch=.04, points=65),
    "steady":    dict(year=(2003, 1.5), vacancy=(7, 4), mix={"B": ("R2", .7), "M": ("A", .6), "W": ("R2", .8), "E": ("G", .8)}, idle=.03, mismatch=.13, points=70),
    "fringe":    dict(year=(2016, 2), vacancy=(6, 3), mix={"B": ("R2", .7), "R3": ("R2", 1), "M": ("R2", .8), "W": ("R2", 1), "E": ("G", .97)}, idle=.0, mismatch=.01, points=95),
    "newtown":   dict(year=(2014, 3), vacancy=(42, 12), mix={"R3": ("R2", 1), "M": ("E", .6), "W": ("E", .6), "B": ("R2", .6), "G": ("R2", .5)}, idle=.08, mismatch=.04, points=8),
    "riverside": dict(year=(2009, 4), vacancy=(15, 6), mix={"R2": ("G", .4), "E": ("G", .8), "B": ("G", .5), "W": ("G", 1), "R3": ("G", .5)}, idle=.0, mismatch=.03, points=45),
    "park":      dict(year=(2008, 4), vacancy=(15, 8), mix={"R2": ("M", .6), "B": ("M", .6), "R3": ("M", 1)}, idle=.03, mismatch=.05, points=20),
}

# land use of the generator -> codes of 国土空间用地用海分类 (2023) with their weights
CODES = {
    "R2": (("070102", 5), ("070101", 1), ("0702", .4)), "R3": (("0703", 1),),
    "B": (("090101", 4), ("0901", 2), ("0902", 3), ("090104", 1), ("0903", .6)),
    "A": (("0804", 4), ("0801", 2), ("0806", 1), ("0803", 1), ("0802", 1), ("0805", .5), ("0807", .5)),
    "M": (("100101", 3), ("1001", 2), ("100102", 1)), "W": (("110101", 2), ("1101", 1)),
    "G": (("1401", 3), ("1402", 1), ("1403", .5)), "S": (("1207", 1), ("1208", 2)),
    "U": (("1302", 1), ("1303", 1), ("1309", 1)), "E": (("2301", 1),),
}
MARKET = "090102"  # 批发市场用地: what shops in a market quarter are
PLANNED_INSTEAD = {"R2": "0804", "R3": "070102", "B": "0803", "A": "070102", "M": "0902", "W": "0901",
                   "G": "070102", "S": "1401", "U": "1401", "E": "070102"}

# land use -> floor area ratio (median), planned floor area ratio, building coverage in percent
BULK = {"R2": (1.9, 2.2, 28), "R3": (1.6, 2.2, 52), "B": (2.1, 3.0, 45), "A": (.9, 1.2, 25), "M": (.9, 1.2, 42),
        "W": (.5, 1.0, 40), "U": (.4, .6, 30), "S": (.2, .3, 15)}

# kinds of policy zones -> Chinese; the study file maps them back
ZONES = {"strategic": "战略区域", "centre": "城市中心", "historic_district": "历史文化街区", "business_circle": "商圈",
         "industrial_block": "工业区块线", "park": "产业园区", "old_city": "老城片区", "new_city": "城市新区",
         "ecological_redline": "生态保护红线", "reserve": "战略预留区"}
GREENS = {"1401": "公园绿地", "1402": "防护绿地", "1403": "广场"}

STATIONS = (0, 2, 4, 5, 7, 8, 11)  # those of the generator that are kept
STATION_KINDS = {"钟楼": "换乘站", "火车站": "枢纽站", "学府": "终点站"}
