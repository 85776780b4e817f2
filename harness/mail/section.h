// The octets of a section: BODY[...], RFC822, RFC822.HEADER, RFC822.TEXT and BINARY[...] (RFC 3501 section 6.4.5, RFC
// 9051 section 6.4.5.1, RFC 3516).
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/grammar/core/dialect.h"
#include "harness/grammar/core/section.h"
#include "harness/mail/message.h"

namespace imapspec::mail {

// The part with that number, the root for an empty one; nullptr if there is none. Part 1 of a message that is no
// multipart is the message itself as a part. message/global has parts within it unless the dialect is rev1 alone.
const Part* part_at(const Part& root, List<std::uint32_t> number, const grammar::Dialect& dialect = {});

// Exactly the stored octets; a view into them, or into the arena for HEADER.FIELDS[.NOT], which are put together.
// nullopt if there is no such part, or if it has no such text (HEADER of what is no message). Subsets keep the empty
// line that ends the header, if there is one; a line that is no field counts as one whose name nobody asks for.
std::optional<std::string_view> section_octets(const Part& root, const grammar::Section& section, Arena& arena,
                                               const grammar::Dialect& dialect = {});

// What <first.count> leaves of it: empty beyond the end, cut at the end.
std::string_view slice(std::string_view octets, const grammar::Partial& partial);

enum class DecodeError : std::uint8_t {
  no_such_part,
  unknown_cte,  // NO [UNKNOWN-CTE]
};
// BINARY[number]: the body of the part with its transfer encoding undone; the whole message for an empty number. Of
// text/* every line ends with CRLF. What is wrong in base64 or quoted-printable is passed over, as RFC 2045 section 6
// advises.
std::expected<std::string_view, DecodeError> decoded_section(const Part& root, List<std::uint32_t> number, Arena& arena,
                                                             const grammar::Dialect& dialect = {});

}  // namespace imapspec::mail
