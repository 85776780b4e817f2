// Rules of BINARY (RFC 3516).
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

// Of a part of the data it is left open which of the two has to be without NUL.
class BinaryWithoutNulIsAString final : public Rule {
 public:
  About about() const override {
    return {"binary-without-nul-is-a-string", "rfc3516-4.3-a", Subject::server,
            "BINARY of data without NUL is no literal8"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* fetch = untagged<grammar::FetchData>(message);
    const auto* binary = fetch == nullptr ? nullptr : item<grammar::FetchBinary>(*fetch);
    if (binary == nullptr || !binary->octets || binary->origin) return;
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
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* fetch = untagged<grammar::FetchData>(message);
    if (fetch == nullptr) return;
    for (const auto& one : fetch->items) {
      const auto* size = std::get_if<grammar::FetchBinarySize>(&one);
      if (size == nullptr) continue;
      for (const auto& other : fetch->items) {
        const auto* binary = std::get_if<grammar::FetchBinary>(&other);
        if (binary == nullptr || binary->origin || binary->part != size->part || !binary->octets) continue;
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
