// What goes wrong with the names of mailboxes: what LIST and LSUB return, INBOX, and mailboxes that are not there.
#include <array>
#include <string>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using grammar::StatusKind;

bool has_attribute(const grammar::ListData& data, std::string_view name) {
  return std::any_of(data.attributes.begin(), data.attributes.end(),
                     [name](const auto& attribute) { return same_word(attribute.name, name); });
}

template <class... Names>
void drop_attributes(Exchange& exchange, Names... names) {
  change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
    ListBuilder<grammar::Flag> left(exchange.arena());
    for (const auto& attribute : data.attributes)
      if (!(same_word(attribute.name, names) || ...)) left.add(attribute);
    data.attributes = left.done();
  });
}

bool is_option(const std::optional<List<grammar::ListOption>>& options, std::string_view name) {
  return options && std::any_of(options->begin(), options->end(),
                                [name](const auto& option) { return same_word(option.name, name); });
}

struct ListTellsOtherNames final : Decisions {
  bool name_matches(bool proper, std::string_view pattern, std::string_view name) override {
    const std::size_t wildcard = pattern.find_first_of("*%");
    return proper ||
           (wildcard != 0 && wildcard != std::string_view::npos && name.starts_with(pattern.substr(0, wildcard)));
  }
};

struct LsubHidesLevels final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::ListData>(response);
      return data != nullptr && data->lsub && has_attribute(*data, "\\Noselect");
    });
  }
};

struct SeparatorsDiffer final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [](grammar::ListData& data) {
      if (!data.delimiter || data.mailbox.name.value.find(data.delimiter->value) == std::string_view::npos) return;
      data.delimiter->value = data.delimiter->value == "." ? "/" : ".";
    });
  }
};

struct ListedNamesAreSmall final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      std::string name(data.mailbox.name.value);
      if (same_word(name, "INBOX")) return;
      for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      data.mailbox.name.value = exchange.arena().copy(name);
    });
  }
};

struct InboxMindsCase final : Decisions {
  bool names_inbox(bool proper, std::string_view name) override { return proper && name == "INBOX"; }
};

struct MissingTargetsAreMade final : Decisions {
  bool makes_missing_target(bool) override { return true; }
};

struct AppendForgetsTrycreate final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (answers<grammar::Append>(exchange) && result != nullptr && result->status.kind == StatusKind::no)
      result->status.text.code.reset();
  }
};

// What there is of the set is copied, and the result is NO.
struct CopyKeepsHalf final : Decisions {
  bool refuses_unknown_numbers(bool) override {
    unknown_ = true;
    return false;
  }
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (std::exchange(unknown_, false) && answers<grammar::Copy>(exchange) && result != nullptr)
      result->status.kind = StatusKind::no;
  }
  bool unknown_ = false;
};

// LIST-EXTENDED and what builds on it.
struct EmptyPatternAmongOthersIsTheRoot final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || list->patterns.size() < 2 ||
        std::none_of(list->patterns.begin(), list->patterns.end(), [](const auto& each) { return each.value.empty(); }))
      return;
    grammar::ListData root;
    root.delimiter = grammar::String{"/", grammar::Form::quoted};
    root.mailbox.name = {"", grammar::Form::quoted};
    exchange.responses.emplace(exchange.responses.begin())->body = grammar::Untagged{root};
  }
};

struct OneSelectionOptionIsEnough final : Decisions {
  bool list_selects(bool proper, const grammar::ListCommand& list, std::string_view, bool exists) override {
    return proper || (exists && list.selection && list.selection->size() > 1);
  }
};

struct ReturnOptionsAddNames final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || !list->returns) return;
    for (std::size_t i = 0; i < exchange.responses.size(); ++i) {
      const auto* data = untagged<grammar::ListData>(exchange.responses[i]);
      if (data == nullptr) continue;
      grammar::ListData other = *data;
      other.mailbox.name.value = exchange.arena().copy(std::string(data->mailbox.name.value) + "x");
      exchange.responses.emplace(exchange.responses.begin())->body = grammar::Untagged{other};
      return;
    }
  }
};

// Of selection options, or of return options.
bool repeats(const std::optional<List<grammar::ListOption>>& options) {
  if (!options) return false;
  for (auto one = options->begin(); one != options->end(); ++one)
    for (auto other = options->begin(); other != one; ++other)
      if (same_word(one->name, other->name)) return true;
  return false;
}

void refuse_list(Exchange& exchange) {
  leave_out<grammar::ListData>(exchange);
  leave_out<grammar::StatusData>(exchange);
  result_of(exchange)->status.kind = StatusKind::bad;
}

struct RepeatedListOptionIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list != nullptr && result_of(exchange) != nullptr && (repeats(list->selection) || repeats(list->returns)))
      refuse_list(exchange);
  }
};

struct SubscribedIsNotTold final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list != nullptr && is_option(list->selection, "SUBSCRIBED")) drop_attributes(exchange, "\\Subscribed");
  }
};

struct ChildrenAreNotTold final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list != nullptr && is_option(list->returns, "CHILDREN"))
      drop_attributes(exchange, "\\HasChildren", "\\HasNoChildren", "\\Noinferiors");
  }
};

// As LSUB has it.
struct OnlyLevelsAreNoselect final : Decisions {
  static bool is_concerned(const grammar::ListCommand& list) {
    return is_option(list.selection, "SUBSCRIBED") && list.selection->size() == 1;
  }
  bool list_selects(bool proper, const grammar::ListCommand& list, std::string_view, bool exists) override {
    return proper || (exists && is_concerned(list));
  }
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || !is_concerned(*list)) return;
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::ListData>(response);
      return data != nullptr && !has_attribute(*data, "\\Subscribed") && !has_attribute(*data, "\\HasChildren");
    });
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      if (has_attribute(data, "\\Subscribed")) return;
      std::vector<grammar::Flag> attributes(data.attributes.begin(), data.attributes.end());
      attributes.push_back(grammar::make_flag("\\Noselect"));
      data.attributes = copy_list(exchange.arena(), attributes);
    });
  }
};

struct ExtendedDataUnasked final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || list->selection || list->returns || list->pattern_list) return;
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      ListBuilder<grammar::TaggedExtComp> options(exchange.arena());
      options.add({{"SUBSCRIBED", grammar::Form::quoted}, {}, false});
      ListBuilder<grammar::ListExtended> items(exchange.arena());
      items.add({{"CHILDINFO", grammar::Form::quoted}, options.done()});
      data.extended = items.done();
    });
  }
};

struct ListHidesNoselect final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<grammar::ListCommand>(exchange)) drop_attributes(exchange, "\\Noselect", "\\NonExistent");
  }
};

struct RefusedUseIsOk final : Decisions {
  bool creates_despite_refused_use(bool) override { return true; }
  void on_exchange(Exchange& exchange) override {
    const auto* create = command_of<grammar::Create>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (create != nullptr && !create->params.empty() && result != nullptr && result->status.kind == StatusKind::no)
      result->status = {StatusKind::ok, {std::nullopt, "CREATE completed"}};
  }
};

struct SelectWithoutList final : Decisions {
  bool lists_selected(bool proper, bool examine) override { return proper && examine; }
};

constexpr std::array kQuirks = {
    Quirk{"list-tells-other-names", "rfc3501-6.3.8-e", "LIST returns all names that begin as the pattern does.",
          make_decisions<ListTellsOtherNames>},
    Quirk{"lsub-hides-levels", "rfc3501-6.3.9-c", "LSUB with % says nothing of levels with subscribed names below.",
          make_decisions<LsubHidesLevels>},
    Quirk{"separators-differ", "rfc3501-7.2.2-e", "LIST tells another separator for names with levels.",
          make_decisions<SeparatorsDiffer>},
    Quirk{"listed-names-are-small", "rfc3501-7.2.2-g", "LIST returns names in small letters.",
          make_decisions<ListedNamesAreSmall>},
    Quirk{"inbox-minds-case", "rfc3501-9-p", "Only INBOX in capitals is INBOX.", make_decisions<InboxMindsCase>},
    Quirk{"missing-targets-are-made", "rfc3501-6.3.11-m", "APPEND, COPY and MOVE make the mailbox that is not there.",
          make_decisions<MissingTargetsAreMade>},
    Quirk{"append-forgets-trycreate", "rfc3501-6.3.11-n",
          "APPEND to a mailbox that does not exist is NO without TRYCREATE.", make_decisions<AppendForgetsTrycreate>},
    Quirk{"copy-keeps-half", "rfc3501-6.4.7-g", "COPY with a number that does not exist is NO, and copies the others.",
          make_decisions<CopyKeepsHalf>},
    Quirk{"empty-pattern-among-others-is-the-root", "rfc5258-3-c", "Among several patterns the empty one is the root.",
          make_decisions<EmptyPatternAmongOthersIsTheRoot>},
    Quirk{"one-selection-option-is-enough", "rfc5258-3-e", "Of several selection options LIST looks at none.",
          make_decisions<OneSelectionOptionIsEnough>},
    Quirk{"return-options-add-names", "rfc5258-3-f", "LIST with RETURN returns a name more.",
          make_decisions<ReturnOptionsAddNames>},
    Quirk{"repeated-list-option-is-bad", "rfc5258-3-h", "LIST with an option twice is BAD.",
          make_decisions<RepeatedListOptionIsBad>},
    Quirk{"subscribed-is-not-told", "rfc5258-3.1-b", "LIST (SUBSCRIBED) does not say \\Subscribed.",
          make_decisions<SubscribedIsNotTold>},
    Quirk{"children-are-not-told", "rfc5258-4-b",
          "LIST with RETURN (CHILDREN) says neither that there are nor that not.", make_decisions<ChildrenAreNotTold>},
    Quirk{"only-levels-are-noselect", "rfc5258-3.5-b",
          "LIST (SUBSCRIBED) returns names with others below as \\Noselect.", make_decisions<OnlyLevelsAreNoselect>},
    Quirk{"extended-data-unasked", "rfc5258-3-j", "A plain LIST is answered with CHILDINFO.",
          make_decisions<ExtendedDataUnasked>},
    Quirk{"list-hides-noselect", "rfc5819-2-c", "LIST does not say that a name cannot be selected.",
          make_decisions<ListHidesNoselect>},
    Quirk{"refused-use-is-ok", "rfc6154-3-e", "CREATE with an unknown use is OK.", make_decisions<RefusedUseIsOk>},
    Quirk{"select-without-list", "rfc9051-6.3.2-d", "Under IMAP4rev2 SELECT sends no LIST.",
          make_decisions<SelectWithoutList>},
};

}  // namespace

std::span<const Quirk> naming_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
