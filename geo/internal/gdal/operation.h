// What GDAL does not tell of coordinate systems and transformations.
#ifndef RENEWAL_OPERATION_H
#define RENEWAL_OPERATION_H

#include "bridge.h"

char *rn_geographic(const char *definition, rn_log *log);
int rn_accuracy(const char *from, const char *to, double x, double y, double *metres,
                char **name);

#endif
