// Legal and unusual: what the RFC leaves to a server, to have or not to have.
#include <array>

#include "harness/base/word.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct IdIsNil final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::IdData>(exchange, [](grammar::IdData& data) { data.parameters.reset(); });
  }
};

// One more personal namespace, and one for each other kind; the first has an extension.
struct ManyNamespaces final : Decisions {
  void on_exchange(Exchange& exchange) override {
    Arena& arena = exchange.arena();
    const auto quoted = [](std::string_view text) { return grammar::String{text, grammar::Form::quoted}; };
    const auto with = [&](List<grammar::NamespaceDescription> list, std::string_view prefix) {
      ListBuilder<grammar::NamespaceDescription> all(arena);
      for (const auto& each : list) all.add(each);
      all.add({quoted(prefix), quoted("/"), {}});
      return all.done();
    };
    change_each<grammar::NamespaceData>(exchange, [&](grammar::NamespaceData& data) {
      std::vector<grammar::NamespaceDescription> personal(data.personal.begin(), data.personal.end());
      if (personal.empty()) return;
      personal.front().extensions =
          copy_list(arena, std::vector{grammar::NamespaceExtension{
                               quoted("X-KEPT"), copy_list(arena, std::vector{quoted("30"), quoted("days")})}});
      data.personal = with(copy_list(arena, personal), "#mine/");
      data.other_users = with(data.other_users, "~");
      data.shared = with(data.shared, "#shared/");
    });
  }
};

// In every result and untagged status response that has none.
struct CodesOfItsOwn final : Decisions {
  void on_exchange(Exchange& exchange) override {
    for (auto& response : exchange.responses) {
      auto* status = untagged<grammar::Status>(response);
      if (auto* tagged = std::get_if<grammar::Tagged>(&response.body)) status = &tagged->status;
      if (status != nullptr && !status->text.code) status->text.code = grammar::CodeAtom{"X-TOOK", "3 ms (of 5)"};
    }
  }
};

struct NamesAreMarked final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      ListBuilder<grammar::Flag> attributes(exchange.arena());
      for (const auto& attribute : data.attributes) {
        attributes.add(attribute);
        if (same_word(attribute.name, "\\Noselect") || same_word(attribute.name, "\\NonExistent")) return;
      }
      attributes.add(grammar::make_flag("\\Marked"));
      data.attributes = attributes.done();
    });
  }
};

struct BadCharsetWithoutList final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_codes<grammar::CodeBadCharset>(exchange, [](grammar::CodeBadCharset& code) { code.charsets = {}; });
  }
};

struct ChildrenNotTold final : Decisions {
  bool tells_children_unasked(bool) override { return false; }
};

struct CapabilityInGreeting final : Decisions {
  bool greets_with_capabilities(bool) override { return true; }
};

struct SubscribesOnlyToWhatExists final : Decisions {
  bool subscribes_to_any_name(bool) override { return false; }
};

struct SuperiorsNotSelectable final : Decisions {
  bool superiors_are_mailboxes(bool) override { return false; }
};

struct ByeUnderCompression final : Decisions {
  bool says_bye_under_compression(bool) override { return true; }
};

struct CapabilityInResults final : Decisions {
  bool tells_capabilities(bool) override { return true; }
};

constexpr std::array kVariations = {
    Quirk{"id-is-nil", "rfc2971-3.2-b", "The server tells nothing of itself: ID NIL.", make_decisions<IdIsNil>},
    Quirk{"many-namespaces", "rfc2342-5-f", "There are several namespaces, of each kind, and extension data with one.",
          make_decisions<ManyNamespaces>},
    Quirk{"codes-of-its-own", "rfc3501-7.1-b", "Status responses have a response code that nobody knows.",
          make_decisions<CodesOfItsOwn>},
    Quirk{"names-are-marked", "rfc3501-7.2.2-b", "LIST and LSUB say \\Marked of what can be selected.",
          make_decisions<NamesAreMarked>},
    Quirk{"badcharset-without-list", "rfc3501-6.4.4-k", "BADCHARSET does not say which charsets there are.",
          make_decisions<BadCharsetWithoutList>},
    Quirk{"capability-in-greeting", "rfc3501-7.2.1-j", "The greeting carries a CAPABILITY code.",
          make_decisions<CapabilityInGreeting>, kEverything, Acts::before_login},
    Quirk{"children-not-told", "rfc3348-3-i", "LIST says nothing of children, unless asked.",
          make_decisions<ChildrenNotTold>},
    Quirk{"subscribes-only-to-what-exists", "rfc3501-6.3.6-b", "SUBSCRIBE to a mailbox that does not exist is refused.",
          make_decisions<SubscribesOnlyToWhatExists>},
    Quirk{"superiors-not-selectable", "rfc3501-6.3.3-f", "Levels that CREATE makes on the way are \\Noselect.",
          make_decisions<SuperiorsNotSelectable>},
    Quirk{"bye-under-compression", "rfc8437-3-c", "UNAUTHENTICATE ends the connection where it is compressed.",
          make_decisions<ByeUnderCompression>},
    Quirk{"capability-in-results", "rfc3501-6.2.3-d", "The OK of LOGIN carries a CAPABILITY code.",
          make_decisions<CapabilityInResults>},
};

}  // namespace

std::span<const Quirk> choice_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
