// What goes wrong with MULTIAPPEND, BINARY and LITERAL-.
#include <algorithm>
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct MultiappendKeepsWhatFitted final : Decisions {
  bool append_is_atomic(bool) override { return false; }
};

struct EmptyMessageIsAppended final : Decisions {
  bool refuses_empty_message(bool) override { return false; }
};

// The order in which messages come into the mailbox is the order of their UIDs.
struct AppenduidOfTheFirstOnly final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_codes<grammar::CodeAppendUid>(exchange, [&](auto& code) {
      const std::uint32_t first = code.uids.items.front().first;
      ListBuilder<grammar::UidRange> ranges(exchange.arena());
      ranges.add({first, first, false});
      code.uids = {ranges.done()};
    });
  }
};

struct FirstFlagsForAll final : Decisions {
  void on_command(const grammar::Command& command) override {
    const auto* append = std::get_if<grammar::Append>(&command.body);
    flags_.reset();
    if (append != nullptr && append->messages.size() > 1 && append->messages.front().flags)
      flags_ = FlagSet(*append->messages.front().flags);
  }
  FlagSet stored_flags(FlagSet proper, Origin origin) override {
    return flags_ && origin == Origin::append ? *flags_ : proper;
  }

 private:
  std::optional<FlagSet> flags_;
};

struct BinaryStopsAtNul final : Decisions {
  std::string_view binary_octets(std::string_view proper, std::string_view) override {
    return proper.substr(0, proper.find('\0'));
  }
};

struct BinarySizeIsEncoded final : Decisions {
  std::uint64_t binary_size(std::uint64_t, std::uint64_t stored) override { return stored; }
};

struct BinaryPeekSetsSeen final : Decisions {
  bool sets_seen(bool proper, const grammar::FetchAtt& att, bool read_only) override {
    return proper || (!read_only && att.kind == grammar::FetchAtt::Kind::binary_peek);
  }
};

struct BinaryLeavesSeen final : Decisions {
  bool sets_seen(bool proper, const grammar::FetchAtt& att, bool) override {
    return proper && att.kind != grammar::FetchAtt::Kind::binary;
  }
};

struct UnknownEncodingIsSent final : Decisions {
  bool refuses_unknown_encoding(bool) override { return false; }
};

struct BinaryForgetsOrigin final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchBinary>(exchange, [](auto& item) { item.origin.reset(); });
  }
};

struct AppendDropsNul final : Decisions {
  std::string storable_octets(std::string proper, std::string_view given) override {
    if (given.find('\0') == std::string_view::npos) return proper;
    proper = given;
    std::erase(proper, '\0');
    return proper;
  }
};

struct TooBigIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    const auto* word = result == nullptr || !result->status.text.code
                           ? nullptr
                           : std::get_if<grammar::CodeAtom>(&*result->status.text.code);
    if (word != nullptr && word->name == "TOOBIG") result->status.text.code.reset();
  }
};

constexpr std::array kQuirks = {
    Quirk{"multiappend-keeps-what-fitted", "rfc3502-6.3.11-e",
          "APPEND of several messages keeps those before the one that is refused.",
          make_decisions<MultiappendKeepsWhatFitted>},
    Quirk{"empty-message-is-appended", "rfc3502-6.3.11-d", "An empty message in APPEND is stored.",
          make_decisions<EmptyMessageIsAppended>},
    Quirk{"appenduid-of-the-first-only", "rfc3502-6.3.11-m", "APPENDUID of several messages names the first.",
          make_decisions<AppenduidOfTheFirstOnly>},
    Quirk{"first-flags-for-all", "rfc3502-6.3.11-b", "All messages of one APPEND get the flags of the first.",
          make_decisions<FirstFlagsForAll>},
    Quirk{"binary-stops-at-nul", "rfc3516-4.2-a", "BINARY ends before the first NUL.",
          make_decisions<BinaryStopsAtNul>},
    Quirk{"binary-size-is-encoded", "rfc3516-4.3-d", "BINARY.SIZE is the size before decoding.",
          make_decisions<BinarySizeIsEncoded>},
    Quirk{"binary-peek-sets-seen", "rfc3516-4.2-c", "BINARY.PEEK sets \\Seen.", make_decisions<BinaryPeekSetsSeen>},
    Quirk{"binary-leaves-seen", "rfc3516-4.2-e", "BINARY does not set \\Seen.", make_decisions<BinaryLeavesSeen>},
    Quirk{"unknown-encoding-is-sent", "rfc3516-4.3-c", "BINARY of an unknown transfer encoding is sent as it stands.",
          make_decisions<UnknownEncodingIsSent>},
    Quirk{"binary-forgets-origin", "rfc3516-4.3-e", "The answer to a partial BINARY lacks its origin.",
          make_decisions<BinaryForgetsOrigin>},
    Quirk{"append-drops-nul", "rfc3516-4.4-a", "NUL octets are lost when a message is stored.",
          make_decisions<AppendDropsNul>},
    Quirk{"too-big-is-not-said", "rfc7888-5-c", "A literal that is too long for LITERAL- is refused without TOOBIG.",
          make_decisions<TooBigIsNotSaid>, "short-literals"},
};

}  // namespace

std::span<const Quirk> append_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
