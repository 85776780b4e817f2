// Rules of BINARY (RFC 3516).
#include <algorithm>

#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

// What FETCH tells may be a part of the data. RFC 9051 section 9 has no origin octet behind BINARY, as RFC 3516 has: then only
// the command says it.
bool may_be_a_part(const grammar::FetchBinary& binary, const Conversation& now) {
  const auto asks_for_a_part = [](const auto& open) {
    const auto* fetch = open->command ? std::get_if<grammar::Fetch>(&open->command->body) : nullptr;
    if (fetch == nullptr) return !open->command;
    return std::any_of(fetch->items.begin(), fetch->items.end(), [](const grammar::FetchAtt& att) {
      using Kind = grammar::FetchAtt::Kind;
      return att.partial && (att.kind == Kind::binary || att.kind == Kind::binary_peek);
    });
  };
  return binary.origin || std::any_of(now.open.begin(), now.open.end(), asks_for_a_part);
}

// Of a part it is left open which of the two has to be without NUL.
class BinaryWithoutNulIsAString final : public Rule {
 public:
  About about() const override {
    return {"binary-without-nul-is-a-string", "rfc3516-4.3-a", Subject::server,
            "BINARY of data without NUL is no literal8"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<grammar::FetchData>(message);
    const auto* binary = fetch == nullptr ? nullptr : item<grammar::FetchBinary>(*fetch);
    if (binary == nullptr || !binary->octets || may_be_a_part(*binary, now)) return;
    watch();
    const bool literal8 = binary->octets->form == grammar::Form::literal8;
    if (literal8 && binary->octets->value.find('\0') == std::string_view::npos)
      broke("a literal8 without NUL", message.index, message.octets);
  }
};

class BinarySizeAgrees final : public Rule {
 public:
  About about() const override {
    return {"binary-size-agrees", "rfc3516-4.3-d", Subject::server, "BINARY.SIZE is the size of BINARY beside it"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<grammar::FetchData>(message);
    if (fetch == nullptr) return;
    for (const auto& one : fetch->items) {
      const auto* size = std::get_if<grammar::FetchBinarySize>(&one);
      if (size == nullptr) continue;
      for (const auto& other : fetch->items) {
        const auto* binary = std::get_if<grammar::FetchBinary>(&other);
        if (binary == nullptr || binary->part != size->part || !binary->octets || may_be_a_part(*binary, now)) continue;
        watch();
        if (binary->octets->value.size() != size->octets)
          broke("BINARY has " + std::to_string(binary->octets->value.size()) + " octets, BINARY.SIZE is " +
                    std::to_string(size->octets),
                message.index, message.octets);
      }
    }
  }
};

}  // namespace

Family binary_rules() {
  return {rule<BinaryWithoutNulIsAString>(), rule<BinarySizeAgrees>()};
}

}  // namespace imapspec::oracle
