#include "bridge.h"

static void append(char *to, const char *text) {
  size_t used = strlen(to);
  if (strstr(to, text) != NULL) // GDAL repeats itself
    return;
  if (used > 0 && used + 2 < RN_LOG) {
    memcpy(to + used, "; ", 3);
    used += 2;
  }
  size_t n = strlen(text);
  if (used + n >= RN_LOG)
    return;
  memcpy(to + used, text, n + 1);
}

static void CPL_STDCALL collect(CPLErr kind, CPLErrorNum number, const char *text) {
  rn_log *log = CPLGetErrorHandlerUserData();
  (void)number;
  if (log == NULL || text == NULL)
    return;
  if (kind >= CE_Failure) {
    log->failures++;
    append(log->failure, text);
  } else if (kind == CE_Warning) {
    append(log->warning, text);
  }
}

// Thread-local, because each call may come on another thread. The fixed date
// and the single-threaded R-tree make equal input give equal bytes; a caller
// syncs the finished file itself, so SQLite need not.
static const char *const settings[][2] = {
    {"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"},
    {"OGR_GPKG_ALLOW_THREADED_RTREE", "NO"},
    {"OGR_SQLITE_SYNCHRONOUS", "OFF"},
};

static void configure(int on) {
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
    CPLSetThreadLocalConfigOption(settings[i][0], on ? settings[i][1] : NULL);
}

void rn_begin(rn_log *log) {
  memset(log, 0, sizeof *log);
  CPLPushErrorHandlerEx(collect, log);
  CPLErrorReset();
  configure(1);
}

void rn_end(void) {
  configure(0);
  CPLPopErrorHandler();
}

void rn_init(void) {
  // For what GDAL says on threads of its own.
  CPLSetErrorHandler(CPLQuietErrorHandler);
  // Transformations must not depend on a network.
  OSRSetPROJEnableNetwork(0);
  // Nor must a database have tables that stand for other files.
  CPLSetConfigOption("OGR_SQLITE_STATIC_VIRTUAL_OGR", "NO");
  CPLSetConfigOption("SPATIALITE_LOAD", "NO");
  GDALAllRegister();
}

static void set_all(char **settings, int on) {
  for (; settings != NULL && *settings != NULL; settings++) {
    char *name = NULL;
    const char *value = CPLParseNameValue(*settings, &name);
    if (name != NULL)
      CPLSetThreadLocalConfigOption(name, on ? value : NULL);
    CPLFree(name);
  }
}

GDALDatasetH rn_open(const char *name, char **drivers, char **options, char **settings,
                     rn_guard *guard, rn_log *log) {
  rn_begin(log);
  set_all(settings, 1);
  rn_guard_on(guard);
  GDALDatasetH ds = GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                               (const char *const *)drivers, (const char *const *)options, NULL);
  rn_guard_off();
  set_all(settings, 0);
  rn_end();
  return ds;
}

const char *rn_identify(const char *name) {
  rn_log log;
  rn_begin(&log);
  GDALDriverH d = GDALIdentifyDriverEx(name, GDAL_OF_VECTOR | GDAL_OF_RASTER, NULL, NULL);
  rn_end();
  return d == NULL ? "" : GDALGetDriverShortName(d);
}

OGRLayerH rn_layer(GDALDatasetH ds, const char *name) {
  rn_log log;
  rn_begin(&log);
  OGRLayerH layer = GDALDatasetGetLayerByName(ds, name);
  rn_end();
  return layer;
}

int64_t rn_estimate(OGRLayerH layer) {
  rn_log log;
  rn_begin(&log);
  int64_t n = OGR_L_GetFeatureCount(layer, 0);
  rn_end();
  return n;
}

int rn_close(GDALDatasetH ds, rn_log *log) {
  rn_begin(log);
  GDALClose(ds);
  rn_end();
  return log->failures ? RN_FAILED : RN_OK;
}

int rn_select(OGRLayerH layer, char **ignored, rn_log *log) {
  rn_begin(log);
  OGRErr err = OGRERR_NONE;
  if (OGR_L_TestCapability(layer, OLCIgnoreFields))
    err = OGR_L_SetIgnoredFields(layer, (const char **)ignored);
  OGR_L_ResetReading(layer);
  rn_end();
  return err == OGRERR_NONE ? RN_OK : RN_FAILED;
}

int rn_filter(OGRLayerH layer, const char *condition, rn_log *log) {
  rn_begin(log);
  OGRErr err = OGR_L_SetAttributeFilter(layer, condition);
  rn_end();
  return err == OGRERR_NONE ? RN_OK : RN_FAILED;
}

int rn_extent(OGRLayerH layer, double *box, int64_t *count, rn_log *log) {
  OGREnvelope e;
  rn_begin(log);
  *count = OGR_L_GetFeatureCount(layer, 1);
  int has = OGR_L_GetGeomType(layer) != wkbNone && *count > 0 &&
            OGR_L_GetExtent(layer, &e, 1) == OGRERR_NONE;
  rn_end();
  if (has) {
    box[0] = e.MinX;
    box[1] = e.MinY;
    box[2] = e.MaxX;
    box[3] = e.MaxY;
  }
  return has;
}
