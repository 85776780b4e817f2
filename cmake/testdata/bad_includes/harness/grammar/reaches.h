#include "harness/base/result.h"
#include "harness/net/url.h"
