#include <ctype.h>

#include "bridge.h"

// squeeze keeps letters and digits, in lower case, and writes what EPSG and
// Esri spell differently in one way: "CGCS2000 / 3-degree Gauss-Kruger CM 114E"
// and "CGCS2000_3_Degree_GK_CM_114E" become the same.
static void squeeze(char *to, size_t size, const char *name) {
  size_t n = 0;
  if (EQUALN(name, "GCS_", 4))
    name += 4;
  for (; *name && n + 1 < size; name++)
    if (isalnum((unsigned char)*name))
      to[n++] = (char)tolower((unsigned char)*name);
  to[n] = 0;
  static const char *const words[][2] = {{"gausskruger", "gk"}, {"wgs1984", "wgs84"}};
  for (int i = 0; i < 2; i++) {
    char *at = strstr(to, words[i][0]);
    if (at != NULL) {
      size_t cut = strlen(words[i][0]), put = strlen(words[i][1]);
      memcpy(at, words[i][1], put);
      memmove(at + put, at + cut, strlen(at + cut) + 1);
    }
  }
}

// named imports the one system of EPSG that has the name.
static OGRErr named(OGRSpatialReferenceH s, const char *name) {
  char want[256], have[256];
  int n = 0, code = 0, found = 0;
  squeeze(want, sizeof want, name);
  OSRCRSInfo **all = OSRGetCRSInfoListFromDatabase("EPSG", NULL, &n);
  for (int i = 0; i < n; i++) {
    if (all[i]->bDeprecated || (all[i]->eType != OSR_CRS_TYPE_PROJECTED &&
                                all[i]->eType != OSR_CRS_TYPE_GEOGRAPHIC_2D))
      continue;
    squeeze(have, sizeof have, all[i]->pszName);
    if (strcmp(want, have) == 0) {
      code = atoi(all[i]->pszCode);
      found++;
    }
  }
  OSRDestroyCRSInfoList(all);
  return found == 1 ? OSRImportFromEPSG(s, code) : OGRERR_UNSUPPORTED_SRS;
}

static OGRSpatialReferenceH parse(const char *definition) {
  OGRSpatialReferenceH s = OSRNewSpatialReference(NULL);
  if (OSRSetFromUserInput(s, definition) != OGRERR_NONE && named(s, definition) != OGRERR_NONE) {
    OSRRelease(s);
    return NULL;
  }
  OSRStripVertical(s);
  OSRDemoteTo2D(s, NULL);
  OSRSetAxisMappingStrategy(s, OAMS_TRADITIONAL_GIS_ORDER);
  return s;
}

// shift reads the parameters to WGS 84 that a definition carries, zeros where it
// carries none.
static void shift(OGRSpatialReferenceH s, double *p) {
  if (OSRGetTOWGS84(s, p, 7) != OGRERR_NONE)
    memset(p, 0, 7 * sizeof *p);
}

// plain returns s without codes and axes, so that comparison is not about them.
static OGRSpatialReferenceH plain(OGRSpatialReferenceH s) {
  const char *options[] = {"FORMAT=WKT1_SIMPLE", NULL};
  char *wkt = NULL;
  OGRSpatialReferenceH p = NULL;
  if (OSRExportToWktEx(s, &wkt, options) == OGRERR_NONE && wkt != NULL && *wkt) {
    p = OSRNewSpatialReference(wkt);
    OSRSetAxisMappingStrategy(p, OAMS_TRADITIONAL_GIS_ORDER);
  }
  CPLFree(wkt);
  return p;
}

static int same(OGRSpatialReferenceH a, OGRSpatialReferenceH b) {
  const char *options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                           "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCS", NULL};
  if (OSRIsSameEx(a, b, options))
    return 1;
  double p[7], q[7];
  shift(a, p);
  shift(b, q);
  if (memcmp(p, q, sizeof p) != 0)
    return 0;
  OGRSpatialReferenceH c = plain(a), d = plain(b);
  int yes = c != NULL && d != NULL && OSRIsSameEx(c, d, options);
  if (c != NULL)
    OSRRelease(c);
  if (d != NULL)
    OSRRelease(d);
  return yes;
}

// coded returns the system of the given EPSG code if it is the same as s.
static OGRSpatialReferenceH coded(OGRSpatialReferenceH s, const char *code) {
  OGRSpatialReferenceH e = OSRNewSpatialReference(NULL);
  if (OSRImportFromEPSG(e, atoi(code)) == OGRERR_NONE) {
    OSRSetAxisMappingStrategy(e, OAMS_TRADITIONAL_GIS_ORDER);
    if (same(s, e))
      return e;
  }
  OSRRelease(e);
  return NULL;
}

static int is_epsg(OGRSpatialReferenceH s) {
  const char *authority = OSRGetAuthorityName(s, NULL);
  return authority != NULL && EQUAL(authority, "EPSG") && OSRGetAuthorityCode(s, NULL) != NULL;
}

// matched returns the EPSG system that fits s better than all others, or NULL.
static OGRSpatialReferenceH matched(OGRSpatialReferenceH s) {
  int n = 0, *confidence = NULL, best = -1, ties = 0;
  OGRSpatialReferenceH found = NULL;
  OGRSpatialReferenceH *matches = OSRFindMatches(s, NULL, &n, &confidence);
  for (int i = 0; i < n; i++) {
    if (confidence[i] < 90 || !is_epsg(matches[i])) // 90: all but the name agrees
      continue;
    if (best < 0 || confidence[i] > confidence[best]) {
      best = i;
      ties = 0;
    } else if (confidence[i] == confidence[best]) {
      ties++;
    }
  }
  if (best >= 0 && ties == 0)
    found = coded(s, OSRGetAuthorityCode(matches[best], NULL));
  OSRFreeSRSArray(matches);
  CPLFree(confidence);
  return found;
}

// identify returns the EPSG system that s certainly is, or NULL. A stated code
// counts only if the definition agrees with it.
static OGRSpatialReferenceH identify(OGRSpatialReferenceH s) {
  if (is_epsg(s))
    return coded(s, OSRGetAuthorityCode(s, NULL));
  const char *code = OSRGetAuthorityCode(s, NULL);
  if (code != NULL && EQUAL(code, "CRS84"))
    return coded(s, "4326");
  OGRSpatialReferenceH found = matched(s);
  if (found == NULL) { // axes that EPSG does not have, as in OGC:CRS84
    double p[7];
    const double none[7] = {0};
    shift(s, p);
    OGRSpatialReferenceH bare = memcmp(p, none, sizeof p) ? NULL : plain(s);
    if (bare != NULL) {
      found = matched(bare);
      OSRRelease(bare);
    }
  }
  return found;
}

static char *wkt_of(OGRSpatialReferenceH s) {
  const char *options[] = {"FORMAT=WKT2_2019", NULL};
  char *wkt = NULL;
  if (OSRExportToWktEx(s, &wkt, options) != OGRERR_NONE) {
    CPLFree(wkt);
    return NULL;
  }
  return wkt;
}

int rn_describe(const char *definition, rn_srs *out, rn_log *log) {
  memset(out, 0, sizeof *out);
  rn_begin(log);
  OGRSpatialReferenceH s = parse(definition);
  if (s != NULL) {
    rn_log ignored; // that no code is found is no failure
    rn_begin(&ignored);
    OGRSpatialReferenceH e = identify(s);
    if (e != NULL) {
      OSRRelease(s);
      s = e;
      out->code = CPLStrdup(CPLSPrintf("EPSG:%s", OSRGetAuthorityCode(s, NULL)));
    }
    const char *name = OSRGetName(s);
    out->name = CPLStrdup(name == NULL ? "" : name);
    out->projected = OSRIsProjected(s);
    out->geographic = OSRIsGeographic(s);
    out->unit = out->geographic ? OSRGetAngularUnits(s, NULL) : OSRGetLinearUnits(s, NULL);
    out->axis = OSRGetSemiMajor(s, NULL);
    out->flatness = OSRGetInvFlattening(s, NULL);
    out->has_area =
        OSRGetAreaOfUse(s, &out->west, &out->south, &out->east, &out->north, NULL);
    if (out->has_area && (out->west < -360 || out->south < -90))
      out->has_area = 0; // GDAL's word for unknown is -1000
    rn_end();
    out->wkt = wkt_of(s);
    OSRRelease(s);
  }
  rn_end();
  return out->wkt != NULL ? RN_OK : RN_FAILED;
}

void rn_srs_free(rn_srs *s) {
  CPLFree(s->code);
  CPLFree(s->name);
  CPLFree(s->wkt);
}

// rn_describe_layer leaves *wkt NULL where the layer states no system.
int rn_describe_layer(OGRLayerH layer, char **wkt, rn_log *log) {
  *wkt = NULL;
  rn_begin(log);
  OGRSpatialReferenceH s = OGR_L_GetSpatialRef(layer);
  const char *name = s == NULL ? NULL : OSRGetName(s);
  // GeoPackage has two entries for "not known".
  int stated = s != NULL && !(name != NULL && EQUALN(name, "Undefined", 9));
  if (stated)
    *wkt = wkt_of(s);
  rn_end();
  return stated && *wkt == NULL ? RN_FAILED : RN_OK;
}

int rn_same(const char *a, const char *b, rn_log *log) {
  rn_begin(log);
  OGRSpatialReferenceH p = parse(a), q = parse(b);
  int yes = p != NULL && q != NULL && same(p, q);
  if (p != NULL)
    OSRRelease(p);
  if (q != NULL)
    OSRRelease(q);
  rn_end();
  return yes;
}

// rn_transform_new goes to the longitudes and latitudes that the first system
// is built on where geographic is set, and to the second system otherwise.
OGRCoordinateTransformationH rn_transform_new(const char *from, const char *to, int geographic,
                                              rn_log *log) {
  rn_begin(log);
  OGRCoordinateTransformationH t = NULL;
  OGRSpatialReferenceH a = parse(from), b = NULL;
  if (a != NULL && geographic) {
    b = OSRCloneGeogCS(a);
    if (b != NULL)
      OSRSetAxisMappingStrategy(b, OAMS_TRADITIONAL_GIS_ORDER);
  } else if (a != NULL) {
    b = parse(to);
  }
  if (a != NULL && b != NULL)
    t = OCTNewCoordinateTransformation(a, b);
  if (a != NULL)
    OSRRelease(a);
  if (b != NULL)
    OSRRelease(b);
  rn_end();
  return t;
}

// rn_transform changes n points in place. It returns -1, or the first point
// that has no finite image.
int rn_transform(OGRCoordinateTransformationH t, double *xy, int n, rn_log *log) {
  enum { CHUNK = 1024 };
  double x[CHUNK], y[CHUNK];
  int ok[CHUNK];
  int bad = -1;
  rn_begin(log);
  for (int from = 0; from < n && bad < 0; from += CHUNK) {
    int k = n - from < CHUNK ? n - from : CHUNK;
    for (int i = 0; i < k; i++) {
      x[i] = xy[2 * (from + (size_t)i)];
      y[i] = xy[2 * (from + (size_t)i) + 1];
    }
    OCTTransformEx(t, k, x, y, NULL, ok);
    for (int i = 0; i < k && bad < 0; i++) {
      // HUGE_VAL is PROJ's word for "no image"; it fails the comparison.
      if (!ok[i] || !(x[i] - x[i] == 0) || !(y[i] - y[i] == 0))
        bad = from + i;
      xy[2 * (from + (size_t)i)] = x[i];
      xy[2 * (from + (size_t)i) + 1] = y[i];
    }
  }
  rn_end();
  return bad;
}

void rn_transform_free(OGRCoordinateTransformationH t) {
  rn_log log;
  rn_begin(&log);
  OCTDestroyCoordinateTransformation(t);
  rn_end();
}
