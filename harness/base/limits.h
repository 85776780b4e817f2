// Every bound on what a peer or a file may make us do, by name. Passing one is ParseError::Kind::limit or a clear error.
#pragma once

#include <cstddef>
#include <cstdint>

namespace imapspec::limits {

inline constexpr std::size_t kLineOctetsMax = std::size_t{8} << 20;      // one line outside literals, as it is read
inline constexpr std::size_t kLiteralOctetsMax = std::size_t{64} << 20;  // one literal that is kept in memory
inline constexpr std::size_t kMessageOctetsMax = std::size_t{96} << 20;  // one response with all its literals
inline constexpr std::size_t kListDepthMax = 64;                         // parentheses within parentheses
inline constexpr std::size_t kSearchDepthMax = 64;                       // NOT, OR and ( within each other
inline constexpr std::size_t kMimeDepthMax = 64;          // multipart and message/rfc822 within each other
inline constexpr std::size_t kMimePartsMax = 10'000;      // body parts of one message
inline constexpr std::size_t kMimeParametersMax = 1'000;  // parameters, or language tags, of one header field
inline constexpr std::size_t kAddressesMax = 10'000;      // addresses of one member of an envelope
// One step, of a scenario or of the harness's own: a few hundred octets of bookkeeping go with each response, and several
// workers may be flooded at once.
inline constexpr std::size_t kStepLinesMax = 20'000;
inline constexpr std::size_t kStepOctetsMax = std::size_t{32} << 20;

}  // namespace imapspec::limits
