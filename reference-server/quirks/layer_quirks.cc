// What goes wrong with COMPRESS and UNAUTHENTICATE.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct CompressTwiceIsOk final : Decisions {
  bool refuses_to_compress_twice(bool) override { return false; }
};

struct CompressionOutlivesLogin final : Decisions {
  bool ends_compression(bool) override { return false; }
};

struct SelectionOutlivesLogin final : Decisions {
  bool selection_ends_with_login(bool) override { return false; }
};

struct UnauthenticateIsNo final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (command_of<grammar::Unauthenticate>(exchange) != nullptr && result != nullptr)
      result->status.kind = grammar::StatusKind::no;
  }
};

constexpr std::array kQuirks = {
    Quirk{"compress-twice-is-ok", "rfc4978-3-b", "COMPRESS is OK where compression is active already.",
          make_decisions<CompressTwiceIsOk>},
    Quirk{"compression-outlives-login", "rfc8437-4.1-d", "Compression goes on over UNAUTHENTICATE.",
          make_decisions<CompressionOutlivesLogin>},
    Quirk{"selection-outlives-login", "rfc8437-3-a", "The mailbox stays selected over UNAUTHENTICATE and a new login.",
          make_decisions<SelectionOutlivesLogin>},
    Quirk{"unauthenticate-is-no", "rfc8437-3-b", "UNAUTHENTICATE works and says NO.",
          make_decisions<UnauthenticateIsNo>},
};

}  // namespace

std::span<const Quirk> layer_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
