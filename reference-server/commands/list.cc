// LIST and LSUB (RFC 3501 sections 6.3.8 and 6.3.9), with CHILDREN (RFC 3348), LIST-EXTENDED (RFC 5258), LIST-STATUS
// (RFC 5819) and SPECIAL-USE (RFC 6154).
#include <algorithm>
#include <set>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/list_request.h"
#include "reference-server/commands/name_pattern.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

using Names = std::set<std::string, std::less<>>;

bool fits(Session& session, const NamePattern& pattern, std::string_view name) {
  const std::string wire = wire_octets(session, name);
  return session.choices().decide(&Decisions::name_matches, pattern.matches(wire), pattern.text(),
                                  std::string_view(wire));
}

grammar::ListData list_data(Session& session, Exchange& exchange, std::string_view name,
                            List<grammar::Flag> attributes) {
  grammar::ListData data;
  data.attributes = attributes;
  data.delimiter = separator(session, exchange);
  data.mailbox = wire_name(session, exchange, name);
  return data;
}

List<grammar::Flag> noselect_if(Exchange& exchange, bool noselect) {
  ListBuilder<grammar::Flag> attributes(exchange.arena());
  if (noselect) attributes.add(grammar::make_flag("\\Noselect"));
  return attributes.done();
}

// RFC 3501 section 6.3.8: an empty name asks for the separator and the root of the reference, which is never rooted
// here.
void say_root(Session& session, Exchange& exchange, bool lsub) {
  grammar::ListData data = list_data(session, exchange, "", noselect_if(exchange, true));
  data.mailbox.name.form = grammar::Form::quoted;
  data.lsub = lsub;
  exchange.untagged(data);
}

// The levels above a name.
template <class Take>
void each_superior(std::string_view name, char separator, const Take& take) {
  for (auto at = name.find(separator); at != std::string_view::npos; at = name.find(separator, at + 1))
    take(name.substr(0, at));
}

class Lister {
 public:
  Lister(Session& session, Exchange& exchange, const grammar::ListCommand& command)
      : session_(session),
        exchange_(exchange),
        command_(command),
        account_(session.account()),
        request_(list_request(command)) {
    for (const auto& pattern : command.patterns)
      if (!pattern.value.empty())  // RFC 5258 section 3: it matches nothing
        patterns_.emplace_back(pattern_of(session, command.reference.name.value), pattern_of(session, pattern.value),
                               account_.naming().separator);
  }

  // All that is known of one name, whatever the patterns.
  grammar::ListData data_of(const std::string& name) const {
    return list_data(session_, exchange_, name, attributes(name));
  }
  void say_all() {
    const Names names = candidates();
    find_above(names);
    for (const auto& name : names)
      if (is_said(name)) say(name);
  }

 private:
  bool matches(std::string_view name) const {
    return std::any_of(patterns_.begin(), patterns_.end(),
                       [&](const NamePattern& pattern) { return fits(session_, pattern, name); });
  }
  bool exists(const std::string& name) const { return account_.find(name) != nullptr; }

  Names candidates() const;
  bool meets(const std::string& name) const;
  void find_above(const Names& names);
  bool is_said(const std::string& name) const;
  void say(const std::string& name);
  List<grammar::Flag> attributes(const std::string& name) const;
  List<grammar::ListExtended> childinfo() const;

  Session& session_;
  Exchange& exchange_;
  const grammar::ListCommand& command_;
  const Account& account_;
  const ListRequest request_;
  std::vector<NamePattern> patterns_;
  Names above_;         // names above one that meets the criteria
  Names above_hidden_;  // above one that meets the criteria and does not match the patterns
};

// Whatever the criteria may want: every name, subscribed names that do not exist, and the levels above them.
Names Lister::candidates() const {
  Names names;
  for (const auto& [name, mailbox] : account_.names()) names.insert(name);
  if (!request_.subscribed) return names;
  for (const auto& name : account_.subscriptions()) {
    names.insert(name);
    if (request_.recursive)
      each_superior(name, account_.naming().separator, [&names](std::string_view level) { names.emplace(level); });
  }
  return names;
}

// The selection criteria of RFC 5258 section 3. A LIST of RFC 3501 takes every name for a mailbox.
bool Lister::meets(const std::string& name) const {
  const auto mailbox = account_.find(name);
  const bool there = mailbox != nullptr || !request_.extended;
  const bool proper = (request_.subscribed ? account_.subscriptions().contains(name) : there) &&
                      (!request_.special_use || (mailbox != nullptr && !mailbox->uses().empty()));
  return session_.choices().decide(&Decisions::list_selects, proper, command_, std::string_view(name),
                                   mailbox != nullptr);
}

void Lister::find_above(const Names& names) {
  if (!request_.extended) return;
  for (const auto& name : names) {
    if (!meets(name)) continue;
    const bool hidden = !matches(name);
    each_superior(name, account_.naming().separator, [&](std::string_view level) {
      above_.emplace(level);
      if (hidden) above_hidden_.emplace(level);
    });
  }
}

// RFC 5258 section 3.3: a name is said for itself, or for what is below it and is not said. Without RECURSIVEMATCH the
// latter is left to levels that do not exist, as section 3.5 asks, and to a LIST that selects nothing.
bool Lister::is_said(const std::string& name) const {
  if (!matches(name)) return false;
  const bool for_what_is_below =
      above_hidden_.contains(name) && (request_.recursive || (!request_.selects() && !exists(name)));
  return for_what_is_below || meets(name);
}

List<grammar::Flag> Lister::attributes(const std::string& name) const {
  const Choices& choices = session_.choices();
  const auto mailbox = account_.find(name);
  ListBuilder<grammar::Flag> attributes(exchange_.arena());
  if (mailbox == nullptr) attributes.add(grammar::make_flag(request_.extended ? "\\NonExistent" : "\\Noselect"));
  const bool tells_subscribed =
      request_.tells_subscribed || (request_.extended && choices.decide(&Decisions::tells_subscribed_unasked, false));
  if (tells_subscribed && account_.subscriptions().contains(name)) attributes.add(grammar::make_flag("\\Subscribed"));
  const bool tells_uses = request_.tells_special_use || (session_.offers("SPECIAL-USE") &&
                                                         choices.decide(&Decisions::tells_special_use_unasked, false));
  if (tells_uses && mailbox != nullptr)
    for (const auto& use : mailbox->uses()) attributes.add(grammar::make_flag(exchange_.arena().copy(use)));
  const bool stands_for_children = request_.extended && mailbox == nullptr && !request_.recursive && !meets(name);
  const bool tells_children =
      request_.tells_children || choices.decide(&Decisions::tells_children_unasked, session_.offers("CHILDREN"));
  if (tells_children || stands_for_children)
    attributes.add(grammar::make_flag(account_.has_inferiors(name) ? "\\HasChildren" : "\\HasNoChildren"));
  return attributes.done();
}

// RFC 5258 section 6: the option that selects; REMOTE and SPECIAL-USE are no list-select-base-opt.
List<grammar::ListExtended> Lister::childinfo() const {
  ListBuilder<grammar::TaggedExtComp> options(exchange_.arena());
  options.add({{"SUBSCRIBED", grammar::Form::quoted}, {}, false});
  ListBuilder<grammar::ListExtended> items(exchange_.arena());
  items.add({{"CHILDINFO", grammar::Form::quoted}, options.done()});
  return items.done();
}

void Lister::say(const std::string& name) {
  auto data = data_of(name);
  if (request_.recursive && above_.contains(name)) data.extended = childinfo();
  exchange_.untagged(data);
  // RFC 5819 section 2: of what can be selected and is not said for its children alone.
  const auto mailbox = account_.find(name);
  if (!request_.status.empty() && mailbox != nullptr && meets(name))
    say_status(session_, exchange_, name, *mailbox, request_.status);
}

}  // namespace

// Every level above a mailbox is a name of its own, \Noselect or not, so that "%" at the end needs nothing more.
void run(Session& session, Exchange& exchange, const grammar::ListCommand& command) {
  const bool root = command.patterns.front().value.empty() && !list_request(command).extended;
  if (root)
    say_root(session, exchange, false);
  else
    Lister(session, exchange, command).say_all();
  completed(exchange);
}

namespace {

void say_list(Session& session, Exchange& exchange, const std::string& name, const grammar::Mailbox* old) {
  grammar::ListCommand of_one;
  of_one.pattern_list = true;  // in the manner of RFC 5258: what is gone is \NonExistent
  auto data = Lister(session, exchange, of_one).data_of(name);
  if (old != nullptr && session.choices().decide(&Decisions::tells_old_name, true)) {
    ListBuilder<grammar::TaggedExtComp> names(exchange.arena());
    names.add({grammar::best_form(old->name.value, grammar::Place::astring, session.dialect()), {}, false});
    ListBuilder<grammar::ListExtended> items(exchange.arena());
    items.add({{"OLDNAME", grammar::Form::quoted}, names.done()});
    data.extended = items.done();
  }
  exchange.untagged(data);
}

}  // namespace

void say_list_of(Session& session, Exchange& exchange, const std::string& name, const grammar::Mailbox& written) {
  say_list(session, exchange, name, is_converted(session, written) ? &written : nullptr);
}

void say_old_name(Session& session, Exchange& exchange, const std::string& name, const grammar::Mailbox& old,
                  const grammar::Mailbox* renamed) {
  if (is_converted(session, old) || (renamed != nullptr && is_converted(session, *renamed)))
    say_list(session, exchange, name, &old);
}

// A "%" at the end also finds the levels above a subscribed name, as \Noselect.
void run(Session& session, Exchange& exchange, const grammar::Lsub& command) {
  const Account& account = session.account();
  if (command.pattern.value.empty()) {
    say_root(session, exchange, true);
    return completed(exchange);
  }
  const char separator = account.naming().separator;
  const NamePattern pattern(command.reference.name.value, command.pattern.value, separator);
  std::set<std::string> levels;
  for (const auto& name : account.subscriptions()) {
    if (!pattern.ends_in_percent()) break;
    each_superior(name, separator, [&](std::string_view level) {
      if (fits(session, pattern, level)) levels.emplace(level);
    });
  }
  const auto say = [&](const std::string& name, bool noselect) {
    auto data = list_data(session, exchange, name, noselect_if(exchange, noselect));
    data.lsub = true;
    exchange.untagged(data);
  };
  for (const auto& name : account.subscriptions()) {
    levels.erase(name);
    if (fits(session, pattern, name)) say(name, account.find(name) == nullptr);
  }
  for (const auto& name : levels) say(name, true);
  completed(exchange);
}

}  // namespace imapspec::reference_server
