#include "operation.h"

#include <proj.h>

// rn_geographic returns the WKT of the longitudes and latitudes that a system is
// built on, or NULL. The caller frees it.
char *rn_geographic(const char *definition, rn_log *log) {
  const char *options[] = {"FORMAT=WKT2_2019", NULL};
  char *wkt = NULL;
  rn_begin(log);
  OGRSpatialReferenceH s = OSRNewSpatialReference(NULL), g = NULL;
  if (OSRSetFromUserInput(s, definition) == OGRERR_NONE)
    g = OSRCloneGeogCS(s);
  if (g != NULL) {
    if (OSRExportToWktEx(g, &wkt, options) != OGRERR_NONE) {
      CPLFree(wkt);
      wkt = NULL;
    }
    OSRRelease(g);
  }
  OSRRelease(s);
  rn_end();
  return wkt;
}

// quiet keeps PROJ from writing to standard error.
static void quiet(void *data, int level, const char *message) {
  (void)data;
  (void)level;
  (void)message;
}

// operation returns the one that PROJ takes from a to b at a point of a, or NULL.
static PJ *operation(PJ_CONTEXT *c, const PJ *a, const PJ *b, double x, double y) {
  PJ *best = NULL;
  PJ_OPERATION_FACTORY_CONTEXT *f = proj_create_operation_factory_context(c, NULL);
  if (f == NULL)
    return NULL;
  proj_operation_factory_context_set_spatial_criterion(
      c, f, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(
      c, f, PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
  PJ_OBJ_LIST *all = proj_create_operations(c, a, b, f);
  if (all != NULL) {
    int at = proj_get_suggested_operation(c, all, PJ_FWD, proj_coord(x, y, 0, HUGE_VAL));
    best = proj_list_get(c, all, at < 0 ? 0 : at);
    proj_list_destroy(all);
  }
  proj_operation_factory_context_destroy(f);
  return best;
}

// rn_accuracy finds what PROJ says of the transformation at a point, which is in
// the units and the axis order x, y of the first system. *metres is negative
// where nothing is known or the datums are but taken as equal. *name is the
// operation's, to be freed by the caller, or NULL. It returns RN_FAILED where
// PROJ has no operation.
int rn_accuracy(const char *from, const char *to, double x, double y, double *metres,
                char **name) {
  *metres = -1;
  *name = NULL;
  PJ_CONTEXT *c = proj_context_create();
  if (c == NULL)
    return RN_NO_MEMORY;
  proj_log_func(c, NULL, quiet);
  PJ *a = proj_create(c, from), *b = proj_create(c, to), *op = NULL;
  PJ *p = a == NULL ? NULL : proj_normalize_for_visualization(c, a);
  PJ *q = b == NULL ? NULL : proj_normalize_for_visualization(c, b);
  if (p != NULL && q != NULL)
    op = operation(c, p, q, x, y);
  int rc = RN_FAILED;
  if (op != NULL) {
    rc = RN_OK;
    if (!proj_coordoperation_has_ballpark_transformation(c, op))
      *metres = proj_coordoperation_get_accuracy(c, op);
    const char *n = proj_get_name(op);
    if (n != NULL)
      *name = CPLStrdup(n);
  }
  proj_destroy(op);
  proj_destroy(p);
  proj_destroy(q);
  proj_destroy(a);
  proj_destroy(b);
  proj_context_destroy(c);
  return rc;
}
