// How much one step, of a scenario or of the harness's own, may receive before it fails: a few hundred octets of bookkeeping
// go with each response, and several workers may be flooded at once.
#pragma once

#include <cstddef>

namespace imapspec::runner {

inline constexpr std::size_t kStepLinesMax = 20'000;  // responses
inline constexpr std::size_t kStepOctetsMax = std::size_t{32} << 20;

}  // namespace imapspec::runner
