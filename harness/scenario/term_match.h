// TermMatch: whether a pattern fits a received Term, with backtracking: what a hole binds holds for all that follows,
// and is taken back where that does not fit. For this folder alone.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/term.h"
#include "harness/scenario/bindings.h"
#include "harness/scenario/match.h"
#include "harness/scenario/pattern.h"

namespace imapspec::scenario {

class TermMatch {
 public:
  // What still has to fit, once this does.
  using Next = std::function<bool()>;

  // `steps_left` bounds the search: at 0 nothing fits any more, and the caller says so.
  TermMatch(const MatchContext& context, Bindings& bindings, std::size_t& steps_left)
      : context_(context), bindings_(bindings), steps_left_(steps_left) {}

  // Numbers of given messages are those of the response that is looked at.
  void at(const Numbering* numbering) { scope_ = {context_.session, numbering}; }
  // The same for one message alone: what `next` looks at has numbers of its own.
  bool line_at(const Line& pattern, const grammar::Term& term, const Numbering* numbering, const Next& next);
  bool node_at(const Node& pattern, const grammar::Term& term, const Numbering* numbering, const Next& next);
  const Scope& scope() const { return scope_; }

  // Each leaves the bindings as they were where it answers false.
  bool node(const Node& pattern, const grammar::Term& term, const Next& next);
  bool hole(const Hole& hole, const grammar::Term& term, const Next& next);
  // All of a line but a tagged result's tag against a whole message.
  bool line(const Line& pattern, const grammar::Term& term, const Next& next);
  // Fields in order: nodes from `i` on, terms from `k` on.
  bool sequence(const std::vector<Node>& nodes, std::size_t i, const std::vector<grammar::Term>& terms, std::size_t k,
                const Next& next);
  // Several nodes, or one, that stand for one set of numbers.
  bool number_set(const std::vector<Node>& nodes, std::size_t from, const grammar::Term& term, const Next& next);
  // The value of a FETCH item of that name.
  bool item_value(const Node& pattern, const grammar::Term& name, const grammar::Term& value, const Next& next);
  // The octets of {name} or {name<first.count>} here; nothing where they are not known.
  std::optional<std::string_view> wanted(const NamedOctets& pattern);

 private:
  struct Member {  // of a set: a number, "*", or a hole; and where it is a range, its end
    Piece first, last;
    bool range = false;
  };
  bool spend();
  bool within(const Numbering* numbering, const Next& next, const std::function<bool(const Next&)>& match);
  bool status(const Line& pattern, const grammar::Term& term, const Next& next);
  bool code(const std::vector<Node>& pattern, const grammar::Term& term, const Next& next);
  bool data(const Line& pattern, const grammar::Term& term, const Next& next);
  bool esearch(const Line& pattern, const grammar::Term& term, const Next& next);
  bool in_order(const Line& pattern, const grammar::Term& term, const Next& next);
  bool text(const Node& pattern, std::string_view octets, const Next& next);
  bool untyped(const std::vector<Node>& nodes, std::size_t from, std::string_view octets, const Next& next);
  bool list(const Node& pattern, const grammar::Term& term, const Next& next);
  bool set(const std::vector<Node>& nodes, std::size_t i, const std::vector<grammar::Term>& terms,
           std::vector<bool>& taken, const Next& next);
  bool pairs(const std::vector<Node>& nodes, std::size_t i, const std::vector<grammar::Term>& terms,
             std::vector<bool>& taken, bool more, const Next& next);
  bool item(const Node& pattern, const grammar::Term& term, const Next& next);
  bool octets(const NamedOctets& pattern, const grammar::Term& term, const Next& next);
  bool string(const Pieces& pieces, const grammar::Term& term, const Next& next);
  bool pieces(const Pieces& pattern, std::size_t i, std::string_view octets, bool nocase, const Next& next);
  bool members(const std::vector<Member>& pattern, const grammar::Term& term, const Next& next);
  bool copyuid(const std::vector<Node>& pattern, const grammar::Term& term, const Next& next);
  // The set's members where they are numbers and holes; nothing where the nodes are no set.
  std::optional<std::vector<Member>> members_of(const std::vector<Node>& nodes, std::size_t from, std::size_t to);
  std::optional<std::uint32_t> number_of(const Piece& piece);  // 0 is "*"; nothing where it is not bound
  // The pieces as text where all their holes are bound.
  std::optional<std::string> text_of(const Pieces& pieces, bool mailbox);
  bool bind(const std::string& name, grammar::Term value, const Next& next);
  std::string decoded(std::string_view wire) const;
  bool speaks_utf8() const;

  const MatchContext& context_;
  Bindings& bindings_;
  std::size_t& steps_left_;
  Scope scope_;
  bool body_ = false;      // within a body structure: fields left off at the end are NIL
  bool flags_ = false;     // a message's flags: \Recent may be among them
  bool in_order_ = false;  // within THREAD: (4) is a thread, and no other way to write 4
  unsigned depth_ = 0;
};

// The members of a set in the order written, ranges upwards; nothing where they are more than a line could name.
std::optional<std::vector<std::uint32_t>> expanded(const grammar::Term& set);
// A mailbox name on the wire in that dialect.
std::string mailbox_on_wire(std::string_view utf8, const grammar::Dialect& dialect);

}  // namespace imapspec::scenario
