#include "harness/abnf/hooks.h"

#include <array>

namespace imapspec::abnf {
namespace {

using Kind = Hook::Kind;
constexpr std::uint64_t k32 = 4'294'967'295U;
constexpr std::uint64_t k63 = 9'223'372'036'854'775'807U;

constexpr auto kHooks = std::to_array<Hook>({
    {"number", Kind::number, 0, k32, "", "RFC 9051 section 9: 0 <= n < 2^32"},
    {"nz-number", Kind::number, 1, k32, "", "RFC 9051 section 9: 0 < n < 2^32"},
    {"number64", Kind::number, 0, k63, "", "RFC 9051 section 9: 0 <= n < 2^63"},
    {"nz-number64", Kind::number, 1, k63, "", "RFC 9051 section 9: 0 < n < 2^63"},
    {"mod-sequence-value", Kind::number, 1, k63, "", "RFC 7162 section 7: 1 <= n < 2^63"},
    {"score", Kind::number, 1, 100, "", "RFC 6203 section 7: 1 <= n <= 100"},
    {"literal", Kind::count, 0, 0, "", "RFC 9051 section 4.3: the number counts the octets behind CRLF"},
    {"literal8", Kind::count, 0, 0, "", "RFC 9051 section 4.3, RFC 4466 section 3"},
    {"known-uids", Kind::without, 0, 0, "*$", "RFC 7162 section 7: * is not allowed; $ stands for no numbers here"},
    {"known-sequence-set", Kind::without, 0, 0, "*$", "RFC 7162 section 7"},
    {"known-uid-set", Kind::without, 0, 0, "*$", "RFC 7162 section 7"},
});

}  // namespace

std::span<const Hook> hooks() {
  return kHooks;
}

}  // namespace imapspec::abnf
