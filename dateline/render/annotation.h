// Every layer of one article as one JSON object, for `annotate --format json`.
//
// Fields are described in docs/annotate.md. All offsets are UTF-8 bytes of the
// article; token and sentence numbers count from 0.
#pragma once

#include "dateline/render/json.h"

namespace dateline {

Json to_annotation(const Reading& reading);

}  // namespace dateline
