// What goes wrong with LIST-EXTENDED, LIST-STATUS and SPECIAL-USE, and what they leave to the server.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

bool has_option(const std::optional<List<grammar::ListOption>>& options, std::string_view name) {
  return options && std::any_of(options->begin(), options->end(),
                                [name](const auto& option) { return same_word(option.name, name); });
}

bool has_attribute(const grammar::ListData& data, std::string_view name) {
  return std::any_of(data.attributes.begin(), data.attributes.end(),
                     [name](const auto& attribute) { return same_word(attribute.name, name); });
}

// One attribute in place of another.
void replace_attribute(Exchange& exchange, grammar::ListData& data, std::string_view name, std::string_view by) {
  ListBuilder<grammar::Flag> attributes(exchange.arena());
  for (const auto& attribute : data.attributes)
    attributes.add(same_word(attribute.name, name) ? grammar::make_flag(by) : attribute);
  data.attributes = attributes.done();
}

struct SubscribedHidesWhatIsGone final : Decisions {
  bool list_selects(bool proper, const grammar::ListCommand&, std::string_view, bool exists) override {
    return proper && exists;
  }
};

struct ReturnSubscribedSelects final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || !has_option(list->returns, "SUBSCRIBED")) return;
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::ListData>(response);
      return data != nullptr && !has_attribute(*data, "\\Subscribed");
    });
  }
};

struct NonexistentIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange,
                                   [&](auto& data) { replace_attribute(exchange, data, "\\NonExistent", "\\Marked"); });
  }
};

struct OnlyTheFirstPattern final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || list->patterns.size() < 2) return;
    std::size_t said = 0;
    std::erase_if(exchange.responses,
                  [&](auto& response) { return untagged<grammar::ListData>(response) != nullptr && ++said > 1; });
  }
};

struct EmptyPatternIsTheRoot final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || !(list->selection || list->returns) || !list->patterns.front().value.empty()) return;
    grammar::ListData root;
    root.delimiter = grammar::String{"/", grammar::Form::quoted};
    root.mailbox.name = {"", grammar::Form::quoted};
    exchange.responses.emplace(exchange.responses.begin())->body = grammar::Untagged{root};
  }
};

struct UnknownListOptionIsIgnored final : Decisions {
  bool refuses_list_option(bool) override { return false; }
};

struct ChildinfoHidesBehindSubscribed final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [](grammar::ListData& data) {
      if (has_attribute(data, "\\Subscribed")) data.extended.reset();
    });
  }
};

struct RecursivematchIsForgotten final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::ListData>(response);
      return data != nullptr && data->extended && !has_attribute(*data, "\\Subscribed");
    });
  }
};

struct ChildinfoMeansChildren final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      if (data.extended) replace_attribute(exchange, data, "\\HasNoChildren", "\\HasChildren");
    });
  }
};

struct ChildinfoUnasked final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || !has_option(list->selection, "SUBSCRIBED")) return;
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      if (data.extended || !has_attribute(data, "\\HasChildren")) return;
      ListBuilder<grammar::TaggedExtComp> options(exchange.arena());
      options.add({{"SUBSCRIBED", grammar::Form::quoted}, {}, false});
      ListBuilder<grammar::ListExtended> items(exchange.arena());
      items.add({{"CHILDINFO", grammar::Form::quoted}, options.done()});
      data.extended = items.done();
    });
  }
};

struct ListStatusForgetsEmpty final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::ListCommand>(exchange) == nullptr) return;
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::StatusData>(response);
      return data != nullptr && data->items.front().item == grammar::StatusItem::messages &&
             data->items.front().number == 0;
    });
  }
};

struct ListStatusOfWhatIsGone final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || !has_option(list->returns, "STATUS")) return;
    std::vector<grammar::Response> responses;
    for (auto& response : exchange.responses) {
      responses.push_back(response);
      const auto* data = untagged<grammar::ListData>(response);
      if (data == nullptr || !has_attribute(*data, "\\NonExistent")) continue;
      ListBuilder<grammar::StatusAttVal> values(exchange.arena());
      grammar::StatusAttVal none;
      none.item = grammar::StatusItem::messages;
      values.add(none);
      responses.emplace_back().body = grammar::Untagged{grammar::StatusData{data->mailbox, values.done()}};
    }
    exchange.responses = std::move(responses);
  }
};

struct SpecialUseListsAll final : Decisions {
  bool list_selects(bool proper, const grammar::ListCommand& list, std::string_view, bool exists) override {
    return proper || (exists && has_option(list.selection, "SPECIAL-USE"));
  }
};

struct CreateForgetsUses final : Decisions {
  std::vector<std::string> created_uses(std::vector<std::string> proper) override {
    if (!proper.empty()) proper.resize(1);
    return proper;
  }
};

struct RefusedUseIsCreated final : Decisions {
  bool creates_despite_refused_use(bool) override { return true; }
};

constexpr std::array kQuirks = {
    Quirk{"subscribed-hides-what-is-gone", "rfc5258-3.1-a",
          "LIST (SUBSCRIBED) leaves out subscribed names that are no mailboxes.",
          make_decisions<SubscribedHidesWhatIsGone>},
    Quirk{"return-subscribed-selects", "rfc5258-3.2-a",
          "LIST with RETURN (SUBSCRIBED) says nothing of names that are not subscribed.",
          make_decisions<ReturnSubscribedSelects>},
    Quirk{"nonexistent-is-not-said", "rfc5258-3-l", "LIST has no \\NonExistent on names that are no mailboxes.",
          make_decisions<NonexistentIsNotSaid>},
    Quirk{"only-the-first-pattern", "rfc5258-3-n", "Of several patterns of LIST only the first name is returned.",
          make_decisions<OnlyTheFirstPattern>},
    Quirk{"empty-pattern-is-the-root", "rfc5258-3-b", "An extended LIST with an empty name tells of the root.",
          make_decisions<EmptyPatternIsTheRoot>},
    Quirk{"unknown-list-option-is-ignored", "rfc5258-3-g", "LIST passes over options that it does not know.",
          make_decisions<UnknownListOptionIsIgnored>},
    Quirk{"childinfo-hides-behind-subscribed", "rfc5258-3.5-e", "A name that is subscribed itself has no CHILDINFO.",
          make_decisions<ChildinfoHidesBehindSubscribed>},
    Quirk{"recursivematch-is-forgotten", "rfc5258-3.1-f",
          "RECURSIVEMATCH returns no name that is not subscribed itself.", make_decisions<RecursivematchIsForgotten>},
    Quirk{"childinfo-means-children", "rfc5258-4-c", "A name with CHILDINFO is \\HasChildren, whether it has or not.",
          make_decisions<ChildinfoMeansChildren>},
    Quirk{"childinfo-unasked", "rfc5258-3.5-a", "LIST (SUBSCRIBED) sends CHILDINFO without RECURSIVEMATCH.",
          make_decisions<ChildinfoUnasked>},
    Quirk{"list-status-forgets-empty", "rfc5819-2-a", "LIST sends no STATUS of mailboxes without messages.",
          make_decisions<ListStatusForgetsEmpty>},
    Quirk{"list-status-of-what-is-gone", "rfc5819-2-b", "LIST sends STATUS of names that are no mailboxes.",
          make_decisions<ListStatusOfWhatIsGone>},
    Quirk{"special-use-lists-all", "rfc6154-2-c", "LIST (SPECIAL-USE) returns ordinary mailboxes too.",
          make_decisions<SpecialUseListsAll>},
    Quirk{"create-forgets-uses", "rfc6154-2-d", "Of several special uses CREATE keeps the first.",
          make_decisions<CreateForgetsUses>},
    Quirk{"refused-use-is-created", "rfc6154-3-d", "CREATE with an unknown use is NO, and the mailbox is there.",
          make_decisions<RefusedUseIsCreated>},
};

struct ListSaysSubscribed final : Decisions {
  bool tells_subscribed_unasked(bool) override { return true; }
};

struct SpecialUseInEveryList final : Decisions {
  bool tells_special_use_unasked(bool) override { return true; }
};

struct OneMailboxForEachUse final : Decisions {
  bool uses_may_repeat(bool) override { return false; }
};

struct ListStatusAtTheEnd final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::ListCommand>(exchange) == nullptr) return;
    std::stable_partition(exchange.responses.begin(), exchange.responses.end(),
                          [](auto& response) { return untagged<grammar::ListData>(response) != nullptr; });
  }
};

constexpr std::array kVariations = {
    Quirk{"list-says-subscribed", "rfc5258-3-k", "An extended LIST says \\Subscribed without being asked.",
          make_decisions<ListSaysSubscribed>},
    Quirk{"special-use-in-every-list", "rfc6154-2-a", "LIST says the special uses without being asked.",
          make_decisions<SpecialUseInEveryList>},
    Quirk{"one-mailbox-for-each-use", "rfc6154-3-c", "CREATE refuses a special use that another mailbox has.",
          make_decisions<OneMailboxForEachUse>},
    Quirk{"list-status-at-the-end", "rfc5819-2-a", "The STATUS responses come behind all LIST responses.",
          make_decisions<ListStatusAtTheEnd>},
};

}  // namespace

std::span<const Quirk> list_quirks() {
  return kQuirks;
}

std::span<const Quirk> list_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
