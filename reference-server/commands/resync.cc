#include "reference-server/commands/resync.h"

#include <algorithm>
#include <limits>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

template <class Wanted, class T>
const Wanted* find(const List<T>& list) {
  for (const auto& each : list)
    if (const auto* found = std::get_if<Wanted>(&each)) return found;
  return nullptr;
}

// Ranges of UIDs, ascending and apart.
using Range = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Range> apart(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<Range> merged;
  for (const Range& range : ranges) {
    if (!merged.empty() && range.first <= merged.back().second)
      merged.back().second = std::max(merged.back().second, range.second);
    else
      merged.push_back(range);
  }
  return merged;
}

// "*" is the highest UID that a message may have had: what went from the end of the mailbox is in 1:*.
std::vector<Range> ranges_of(const grammar::SequenceSet& set, std::uint32_t highest) {
  const auto value = [highest](const grammar::SeqNumber& number) {
    const auto* plain = std::get_if<std::uint32_t>(&number);
    return plain == nullptr ? highest : *plain;
  };
  std::vector<Range> ranges;
  for (const auto& item : set.items) {
    const auto* range = std::get_if<grammar::SeqRange>(&item);
    const grammar::SeqNumber first = range != nullptr ? range->first : std::get<grammar::SeqNumber>(item);
    ranges.push_back(std::minmax({value(first), value(range != nullptr ? range->last : first)}));
  }
  return apart(std::move(ranges));
}

std::vector<Range> ranges_of(const grammar::UidSet& set) {
  std::vector<Range> ranges;
  for (const auto& range : set.items) ranges.push_back(std::minmax(range.first, range.last));
  return apart(std::move(ranges));
}

bool contains(const std::vector<Range>& ranges, std::uint32_t uid) {
  const auto behind = std::upper_bound(ranges.begin(), ranges.end(), uid,
                                       [](std::uint32_t wanted, const Range& range) { return wanted < range.first; });
  return behind != ranges.begin() && uid <= std::prev(behind)->second;
}

// What is in the ranges, up to `highest`, and neither in the mailbox nor in the view.
std::vector<Range> missing(View& view, const std::vector<Range>& ranges, std::uint32_t highest) {
  std::vector<std::uint32_t> there = view.mailbox().uids();
  for (std::uint32_t number = 1; number <= view.size(); ++number) there.push_back(view.uid(number));
  std::sort(there.begin(), there.end());
  there.erase(std::unique(there.begin(), there.end()), there.end());
  std::vector<Range> gone;
  for (auto [next, last] : ranges) {
    last = std::min(last, highest);
    for (auto uid = std::lower_bound(there.begin(), there.end(), next); uid != there.end() && *uid <= last; ++uid) {
      if (*uid > next) gone.emplace_back(next, *uid - 1);
      next = *uid + 1;
    }
    if (next <= last) gone.emplace_back(next, last);
  }
  return gone;
}

// RFC 7162 section 3.2.6: what went since; where the history does not reach back so far, all that is not there.
std::vector<Range> removals(View& view, const std::vector<Range>& asked, std::uint64_t since) {
  const Mailbox& mailbox = view.mailbox();
  if (!mailbox.expunged().reaches_back_to(since)) return missing(view, asked, mailbox.uidnext() - 1);
  std::vector<Range> gone;
  for (const std::uint32_t uid : mailbox.expunged().since(since)) {
    if (!contains(asked, uid) || view.knows(uid)) continue;
    if (!gone.empty() && gone.back().second + 1 == uid)
      gone.back().second = uid;
    else
      gone.emplace_back(uid, uid);
  }
  return gone;
}

void say_earlier(Exchange& exchange, const std::vector<Range>& gone) {
  if (gone.empty()) return;
  ListBuilder<grammar::UidRange> items(exchange.arena());
  for (const auto& [first, last] : gone) items.add({first, last, first != last});
  exchange.untagged(grammar::VanishedData{true, {items.done()}});
}

// RFC 7162 section 3.2.5.2: the highest UID that still has the number that the client has for it; nothing went below it.
std::uint32_t highest_match(Session& session, const std::optional<grammar::SeqMatchData>& match) {
  const View& view = session.view();
  std::uint32_t highest = 0;
  if (!match) return highest;
  const auto values = [&view](const grammar::UidSet& set) {
    std::vector<std::uint32_t> numbers;
    for (const auto& [first, last] : ranges_of(set))
      for (std::uint64_t n = first; n <= last && numbers.size() <= view.size(); ++n)
        numbers.push_back(static_cast<std::uint32_t>(n));
    return numbers;
  };
  const std::vector<std::uint32_t> numbers = values(match->numbers), uids = values(match->uids);
  for (std::size_t i = 0; i < std::min(numbers.size(), uids.size()) && numbers[i] <= view.size(); ++i)
    if (session.choices().decide(&Decisions::belong_together, view.uid(numbers[i]) == uids[i])) highest = uids[i];
  return highest;
}

const grammar::Qresync* qresync_of(const grammar::CommandBody& command) {
  const auto* select = std::get_if<grammar::Select>(&command);
  return select == nullptr ? nullptr : find<grammar::Qresync>(select->params);
}

}  // namespace

bool tells_vanished(Session& session) {
  return session.qresync && session.view().mailbox().keeps_modseqs();
}

void say_removals(Session& session, Exchange& exchange, const News& news, const grammar::CommandBody* command) {
  if (news.expunged.empty()) return;
  if (session.choices().decide(&Decisions::tells_by_vanished, tells_vanished(session), command))
    return exchange.untagged(grammar::VanishedData{false, uid_set_of(exchange, news.vanished)});
  for (const std::uint32_t number : news.expunged) exchange.untagged(grammar::ExpungeData{number});
}

void hold_back_highest_modseq(Session& session, Exchange& exchange) {
  if (!tells_vanished(session) || !session.choices().decide(&Decisions::holds_highest_modseq_back, true)) return;
  const auto untold = session.view().first_untold_removal();
  if (!untold) {
    if (std::exchange(session.held_back, false)) say_highest_modseq(session, exchange);
    return;
  }
  if (session.modseq_told(exchange) <= *untold) return;
  session.held_back = true;
  exchange.untagged(grammar::StatusKind::ok, "A removal is yet to be told", grammar::CodeHighestModSeq{*untold - 1});
}

void completed_removal(Session& session, Exchange& exchange, bool something_went) {
  if (!something_went || !tells_vanished(session)) return completed(exchange);
  session.held_back = false;
  completed(exchange, grammar::CodeHighestModSeq{session.view().mailbox().modseq()});
}

const char* why_no_resync(Session& session, const grammar::CommandBody& command) {
  const auto* fetch = std::get_if<grammar::Fetch>(&command);
  const bool vanished = fetch != nullptr && has_vanished(*fetch);
  if (!vanished && qresync_of(command) == nullptr) return nullptr;
  const bool misplaced = vanished && (!fetch->uid || !changed_since(*fetch));
  const bool refused = !session.qresync || misplaced;
  if (!session.choices().decide(&Decisions::refuses_without_qresync, refused, command)) return nullptr;
  return misplaced ? "VANISHED belongs to UID FETCH with CHANGEDSINCE" : "QRESYNC is not enabled";
}

bool has_vanished(const grammar::Fetch& command) {
  return find<grammar::WithVanished>(command.modifiers) != nullptr;
}

void say_vanished_earlier(Session& session, Exchange& exchange, const grammar::SequenceSet& uids, std::uint64_t since) {
  View& view = session.view();
  say_earlier(exchange, removals(view, ranges_of(uids, view.mailbox().uidnext() - 1), since));
}

void resynchronize(Session& session, Exchange& exchange, const grammar::Select& command) {
  const auto* asked = find<grammar::Qresync>(command.params);
  View& view = session.view();
  const Mailbox& mailbox = view.mailbox();
  if (asked == nullptr || !mailbox.keeps_modseqs()) return;
  if (session.choices().decide(&Decisions::minds_uidvalidity, true) && asked->uidvalidity != mailbox.uidvalidity())
    return;
  const bool known = asked->known_uids && session.choices().decide(&Decisions::minds_known_uids, true);
  const std::vector<Range> uids =
      known ? ranges_of(*asked->known_uids) : std::vector<Range>{{1, std::numeric_limits<std::uint32_t>::max()}};
  const std::uint32_t match = highest_match(session, asked->match);
  std::vector<Range> gone = removals(view, uids, asked->mod_sequence);
  std::erase_if(gone, [match](const Range& range) { return range.second <= match; });
  say_earlier(exchange, gone);
  for (std::uint32_t number = 1; number <= view.size(); ++number)
    if (view.message(number)->modseq > asked->mod_sequence && contains(uids, view.uid(number)))
      say_flags_of(session, exchange, number, true);
}

}  // namespace imapspec::reference_server
