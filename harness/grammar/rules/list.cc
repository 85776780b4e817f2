// LIST as RFC 5258 extended it and RFC 9051 section 9 has it: rules that both share by name.
#include <algorithm>
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr auto kPlainOption = [](const ListCommand& l) { return kOneSelected(l) && !(*l.selection)[0].value; };
// Of one that is written as an atom: without "]", which an astring may have.
constexpr auto kAtom = [](const String& s) {
  return s.form == Form::atom && std::all_of(s.value.begin(), s.value.end(), [](char c) { return is(kAtomChar, c); });
};
constexpr auto kOneTag = [](const ListData& d) {
  return kOneExtended(d) && std::holds_alternative<SequenceSet>((*d.extended)[0].value);
};
// Of CHILDINFO: options, each quoted (RFC 9051 section 6.3.9.6).
constexpr auto kQuotedOptions = [](const ListData& d) {
  if (!kOneExtended(d) || !is_word((*d.extended)[0].tag.value, "CHILDINFO")) return false;
  const auto* comps = std::get_if<List<TaggedExtComp>>(&(*d.extended)[0].value);
  if (comps == nullptr || comps->empty()) return false;
  for (const auto& comp : *comps)
    if (comp.list || comp.string.form != Form::quoted) return false;
  return true;
};
constexpr auto kSimple = [](const TaggedExtVal& v) { return !std::holds_alternative<List<TaggedExtComp>>(v); };

constexpr std::array kRules = {
    Rule{"childinfo-extended-item", "mbox_list_extended", untagged<kQuotedOptions>, kListItem},
    Rule{"child-mbox-flag", "mbx_list_flags", untagged<kChildrenAttribute>, {"* LIST (", ") NIL x\r\n"}},
    Rule{"eitem-standard-tag",
         "mbox_list_extended",
         untagged<[](const ListData& d) { return kOneTag(d) && kAtom((*d.extended)[0].tag); }>,
         {"* LIST () NIL x (", " 1)\r\n"}},
    Rule{"list-return-opts", "options", command<as<ListCommand>>, {"a LIST \"\" x ", "\r\n"}},
    Rule{"list-select-base-opt", "option", command<kBaseOption>, kSelection},
    Rule{"list-select-base-opt-quoted",
         "mbox_list_extended",
         untagged<kQuotedOptions>,
         {"* LIST () NIL x (CHILDINFO (", "))\r\n"}},
    Rule{"list-select-independent-opt", "option", command<kIndependentOption>, kSelection},
    Rule{"list-select-mod-opt",
         "option",
         command<[](const ListCommand& l) { return l.selection->size() == 2; }>,
         {"a LIST (", " SUBSCRIBED) \"\" x\r\n"}},
    Rule{"list-select-opt",
         "option",
         command<[](const ListCommand& l) { return l.selection->size() == 2; }>,
         {"a LIST (", " SUBSCRIBED) \"\" x\r\n"}},
    Rule{"list-select-opts",
         "options",
         command<[](const ListCommand& l) { return l.selection.has_value(); }>,
         {"a LIST ", " \"\" x\r\n"}},
    Rule{"mbox-list-extended", "mbox_list_extended", untagged<as<ListData>>, {"* LIST () NIL x ", "\r\n"}},
    Rule{"mbox-list-extended-item", "mbox_list_extended", untagged<kOneExtended>, kListItem},
    Rule{"mbox-list-extended-item-tag", "mbox_list_extended", untagged<kOneTag>, {"* LIST () NIL x (", " 1)\r\n"}},
    Rule{"mbox-or-pat", "list", command<[](const ListCommand& l) { return !l.returns; }>, {"a LIST x ", "\r\n"}},
    Rule{"option-extension", "option", command<kOneSelected>, kSelection},
    Rule{"option-standard-tag", "option", command<kPlainOption>, kSelection},
    Rule{"option-val-comp", "components", rule<tagged_ext_val, kComponents>, {"(", ")"}},
    Rule{"option-value", "option", command<kOneSelected>, {"a LIST (x ", ") \"\" x\r\n"}},
    Rule{"patterns",
         "list",
         command<[](const ListCommand& l) { return l.pattern_list && !l.returns; }>,
         {"a LIST x ", "\r\n"}},
    Rule{"return-option", "option", command<kOneReturned>, kReturn},
    Rule{"tagged-ext-comp", "components", rule<tagged_ext_val, kComponents>, {"(", ")"}},
    Rule{"tagged-ext-simple", "tagged_ext_val", rule<tagged_ext_val, kSimple>},
    Rule{"tagged-ext-val", "tagged_ext_val", rule<tagged_ext_val>},
};

}  // namespace

std::span<const Rule> list_rules() {
  return kRules;
}

}  // namespace imapspec::grammar::rules
