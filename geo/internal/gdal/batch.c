#include "bridge.h"

static int column_new(rn_column *c, int capacity) {
  size_t n = (size_t)capacity;
  c->nulls = VSICalloc(n, 1);
  switch (c->kind) {
  case RN_INTEGER:
    c->integers = VSICalloc(n, sizeof *c->integers);
    return c->nulls && c->integers;
  case RN_REAL:
    c->reals = VSICalloc(n, sizeof *c->reals);
    return c->nulls && c->reals;
  default:
    c->starts = VSICalloc(n, sizeof *c->starts);
    c->ends = VSICalloc(n, sizeof *c->ends);
    return c->nulls && c->starts && c->ends;
  }
}

rn_batch *rn_batch_new(int capacity, int ncolumns, const int *fields, const int *kinds) {
  rn_batch *b = VSICalloc(1, sizeof *b);
  if (b == NULL)
    return NULL;
  b->capacity = capacity;
  b->ncolumns = ncolumns;
  b->fids = VSICalloc((size_t)capacity + 1, sizeof *b->fids);
  b->columns = VSICalloc((size_t)ncolumns + 1, sizeof *b->columns);
  int ok = b->fids != NULL && b->columns != NULL;
  if (b->columns == NULL)
    b->ncolumns = 0;
  for (int i = 0; i < ncolumns && ok; i++) {
    b->columns[i].field = fields[i];
    b->columns[i].kind = kinds[i];
    ok = column_new(&b->columns[i], capacity);
  }
  if (ok)
    return b;
  rn_batch_free(b);
  return NULL;
}

void rn_batch_free(rn_batch *b) {
  for (int i = 0; i < b->ncolumns; i++) {
    rn_column *c = &b->columns[i];
    VSIFree(c->nulls);
    VSIFree(c->integers);
    VSIFree(c->reals);
    VSIFree(c->starts);
    VSIFree(c->ends);
  }
  VSIFree(b->columns);
  VSIFree(b->fids);
  VSIFree(b->shape);
  VSIFree(b->xy);
  VSIFree(b->text);
  VSIFree(b);
}
