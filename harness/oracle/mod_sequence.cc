#include "harness/oracle/mod_sequence.h"

#include <algorithm>

namespace imapspec::oracle {
namespace {

using namespace grammar;

template <class Wanted, class T>
bool has(const List<T>& list) {
  return std::any_of(list.begin(), list.end(), [](const T& each) { return std::holds_alternative<Wanted>(each); });
}

struct Enables {
  bool operator()(const Select& c) const { return has<CondstoreParam>(c.params) || has<Qresync>(c.params); }
  bool operator()(const StatusCommand& c) const {
    return std::find(c.items.begin(), c.items.end(), StatusItem::highestmodseq) != c.items.end();
  }
  bool operator()(const Fetch& c) const {
    return has<ChangedSince>(c.modifiers) || std::any_of(c.items.begin(), c.items.end(), [](const FetchAtt& att) {
             return att.kind == FetchAtt::Kind::modseq;
           });
  }
  bool operator()(const Store& c) const { return has<UnchangedSince>(c.modifiers); }
  bool operator()(const Search& c) const { return asks_for_modseqs(c.keys); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

bool enables_condstore(const CommandBody& command) {
  return std::visit(Enables{}, command);
}

bool asks_for_modseqs(const List<SearchKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const SearchKey& key) {
    return key.kind == SearchKey::Kind::modseq || asks_for_modseqs(key.keys);
  });
}

}  // namespace imapspec::oracle
