#include "harness/oracle/follow.h"

#include <algorithm>
#include <limits>

#include "harness/oracle/mod_sequence.h"

namespace imapspec::oracle {

using namespace grammar;

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

std::uint64_t state_of(const List<Flag>& flags) {
  std::uint64_t state = 0;
  for (const auto& flag : flags)
    if (flag.kind != Flag::Kind::recent) state += std::hash<std::string>{}(upper_case(flag.name));
  return state;
}

std::string mailbox_key(const Mailbox& mailbox) {
  return mailbox.is_inbox() ? "INBOX" : std::string(mailbox.name.value);
}

namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

constexpr std::size_t kMessagesKept = 1'000'000;  // a view of a larger mailbox knows its size, and its first messages

// RFC 9051 section 7.2.2: IMAP4rev1 where it is offered, until something else is enabled; IMAP4rev2 where it stands
// alone.
void follow_capabilities(Conversation& now, List<std::string_view> names) {
  now.capabilities.emplace();
  for (const auto name : names) now.capabilities->insert(upper_case(name));
  if (now.enabled.contains("IMAP4REV2")) return;
  if (now.has_capability("IMAP4REV1"))
    now.dialect.revision = Revision::rev1;
  else if (now.has_capability("IMAP4REV2"))
    now.dialect.revision = Revision::rev2;
}

void follow_enabled(Conversation& now, const EnabledData& data) {
  for (const auto name : data.capabilities) now.enabled.insert(upper_case(name));
  now.condstore = now.condstore || now.enabled.contains("CONDSTORE") || now.enabled.contains("QRESYNC");
  if (now.enabled.contains("IMAP4REV2")) now.dialect.revision = Revision::rev2;
  if (now.enabled.contains("UTF8=ACCEPT")) now.dialect.utf8 = true;
}

// While a SELECT is in progress the mailbox that is closed is the one before.
void close_mailbox(Conversation& now) {
  const bool opening = std::any_of(now.open.begin(), now.open.end(), [](const auto& c) { return c->opens; });
  (opening ? now.previous : now.mailbox).reset();
}

// RFC 8437 section 3: nothing is left of the login, nor of what was enabled in it.
void forget_user(Conversation& now) {
  now.state = State::not_authenticated;
  close_mailbox(now);
  now.enabled.clear();
  now.condstore = false;
  now.capabilities.reset();
  now.dialect.utf8 = false;
  now.dialect.revision = Revision::either;
}

// The view of a mailbox begins when its SELECT is the first of those in progress.
void begin_view(Conversation& now) {
  const auto next = std::find_if(now.open.begin(), now.open.end(), [](const auto& c) {
    return c->complete && (c->name == "SELECT" || c->name == "EXAMINE");
  });
  if (next == now.open.end() || (*next)->opens) return;
  (*next)->opens = true;
  now.previous = std::exchange(now.mailbox, MailboxView{});
  now.mailbox->examined = (*next)->name == "EXAMINE";
  if ((*next)->command)
    if (const auto* select = std::get_if<Select>(&(*next)->command->body))
      now.mailbox->name = mailbox_key(select->mailbox);
}

void end_view(Conversation& now, StatusKind kind) {
  if (kind == StatusKind::ok) {
    now.state = State::selected;
    MailboxView& box = *now.mailbox;
    // With several EXISTS it is not known which of the messages UIDNEXT was said of.
    if (box.exists_said == 1) box.settled = box.exists;
  } else if (kind == StatusKind::no) {
    // RFC 3501 section 6.3.1: a SELECT that fails leaves no mailbox selected.
    if (now.state == State::selected) now.state = State::authenticated;
    now.mailbox.reset();
  } else {
    // BAD: it was not attempted, and what was said meanwhile was about the mailbox that is selected still.
    const bool heard = now.mailbox->exists_said > 0;
    now.mailbox = std::move(now.previous);
    if (now.mailbox && heard) {
      now.mailbox->exists.reset();
      now.mailbox->settled.reset();
      now.mailbox->messages.clear();
    }
  }
  now.previous.reset();
}

void follow_code(Conversation& now, const RespTextCode& code) {
  std::visit(Overloaded{[&](const CodeCapability& c) { follow_capabilities(now, c.capabilities); },
                        [&](const CodeUidNext& c) {
                          if (now.mailbox && now.selecting()) now.mailbox->uidnext = c.uid;
                        },
                        [&](const CodeUidValidity& c) {
                          if (now.mailbox && now.selecting()) now.mailbox->uidvalidity = c.value;
                        },
                        [&](const CodeAtom& c) {
                          if (now.mailbox && now.selecting() && upper_case(c.name) == "NOMODSEQ")
                            now.mailbox->nomodseq = true;
                          // RFC 9051 section 7.1: what came before CLOSED was about the mailbox that was closed.
                          if (!now.mailbox || !now.selecting() || upper_case(c.name) != "CLOSED") return;
                          MailboxView fresh;
                          fresh.name = now.mailbox->name;
                          fresh.examined = now.mailbox->examined;
                          now.mailbox = std::move(fresh);
                        },
                        [](const auto&) {}},
             code);
}

void follow_status(Conversation& now, const Status& status) {
  if (now.state == State::before_greeting)
    now.state = status.kind == StatusKind::preauth ? State::authenticated
                : status.kind == StatusKind::bye   ? State::logout
                                                   : State::not_authenticated;
  if (status.kind == StatusKind::bye) now.bye = true;
  if (status.kind == StatusKind::bad) {
    for (auto& command : now.open) command->in_doubt = true;
    // An untagged BAD answers a line whose tag the server could not make out.
    const auto wrong =
        std::find_if(now.open.begin(), now.open.end(), [](const auto& c) { return !c->command && c->complete; });
    if (wrong != now.open.end()) {
      const bool opened = (*wrong)->opens;
      now.open.erase(wrong);
      if (opened) {
        end_view(now, status.kind);
        begin_view(now);
      }
    }
  }
  if (status.text.code) follow_code(now, *status.text.code);
}

void follow_exists(Conversation& now, std::uint32_t number) {
  if (!now.mailbox) return;
  MailboxView& box = *now.mailbox;
  box.exists = number;
  if (now.selecting()) ++box.exists_said;
  if (box.messages.size() > number) box.messages.resize(number);
}

void follow_expunge(Conversation& now, std::uint32_t number) {
  if (!now.mailbox) return;
  MailboxView& box = *now.mailbox;
  if (now.selecting()) ++box.exists_said;  // whichever mailbox it is of, the count is open
  if (!box.exists || number == 0 || number > *box.exists) return;
  --*box.exists;
  if (box.settled && number <= *box.settled) --*box.settled;
  if (number <= box.messages.size()) box.messages.erase(box.messages.begin() + (number - 1));
}

// RFC 7162 section 3.2.10.2: each UID makes the mailbox smaller by one. Where it is not known which number it had, what is
// known of messages by their numbers is not known any more.
void follow_vanished(Conversation& now, const VanishedData& data) {
  if (!now.mailbox || data.earlier) return;
  constexpr std::size_t kRangesKept = 1000;
  MailboxView& box = *now.mailbox;
  if (now.selecting()) ++box.exists_said;  // whichever mailbox it is of, the count is open
  std::uint64_t unknown = count(data.uids);
  if (box.exists) *box.exists -= static_cast<std::uint32_t>(std::min<std::uint64_t>(unknown, *box.exists));
  for (const auto& range : data.uids.items) {
    const std::uint32_t first = std::min(range.first, range.last), last = std::max(range.first, range.last);
    if (box.gone.size() < kRangesKept) box.gone.push_back({first, last, true});
    for (std::size_t n = box.messages.size(); n > 0; --n) {
      const std::uint32_t uid = box.messages[n - 1].uid;
      if (uid < first || uid > last) continue;
      box.messages.erase(box.messages.begin() + static_cast<std::ptrdiff_t>(n - 1));
      if (box.settled && n <= *box.settled) --*box.settled;
      --unknown;
    }
  }
  if (unknown == 0) return;
  box.messages.clear();
  box.settled.reset();
}

void follow_fetch(Conversation& now, const FetchData& fetch) {
  if (now.message(fetch.number) == nullptr) return;
  MessageView& message = now.mailbox->messages[fetch.number - 1];
  for (const auto& item : fetch.items)
    std::visit(Overloaded{[&](const FetchUid& u) { message.uid = u.uid; },
                          [&](const FetchSize& s) { message.size = s.octets; },
                          [&](const FetchModSeq& m) { message.modseq = m.mod_sequence; },
                          [&](const FetchFlags& f) { message.flags = state_of(f.flags); }, [](const auto&) {}},
               item);
}

// RFC 9051 section 6.4.6: with .SILENT the client works out the new flags of the messages that it named, whose numbers no
// EXPUNGE has changed meanwhile (section 7.5.1). Which they are is not known of "$", nor of a UID that was not heard, nor of
// "*" where a message has come meanwhile.
void follow_silent_store(Conversation& now, const CommandInProgress& command, const Store& store) {
  if (!now.mailbox) return;
  constexpr std::uint32_t kLargest = std::numeric_limits<std::uint32_t>::max();
  const auto& news = command.untagged_names;
  const bool unknown = store.set.saved_result || (contains(store.set, kLargest, kLargest) &&
                                                  std::find(news.begin(), news.end(), "EXISTS") != news.end());
  auto& messages = now.mailbox->messages;
  std::uint32_t highest = 0;
  for (const auto& message : messages) highest = std::max(highest, message.uid);
  for (std::size_t n = 1; n <= messages.size(); ++n) {
    MessageView& message = messages[n - 1];
    const auto number = store.uid ? message.uid : static_cast<std::uint32_t>(n);
    const std::uint32_t largest = store.uid ? highest : now.mailbox->exists.value_or(0);
    if (unknown || number == 0 || contains(store.set, number, largest)) message.flags.reset();
  }
}

bool changes_names(std::string_view command) {
  return command == "CREATE" || command == "DELETE" || command == "RENAME";
}

}  // namespace

void meet_message(Conversation& now, const Response& response) {
  const auto* untagged = std::get_if<Untagged>(&response.body);
  const auto* fetch = untagged == nullptr ? nullptr : std::get_if<FetchData>(&untagged->body);
  if (fetch == nullptr || !now.mailbox || now.selecting() || fetch->number == 0) return;
  MailboxView& box = *now.mailbox;
  if (!box.exists || fetch->number > *box.exists || fetch->number > kMessagesKept) return;
  if (box.messages.size() < fetch->number) box.messages.resize(fetch->number);
  MessageView& message = box.messages[fetch->number - 1];
  if (message.identity == 0) message.identity = ++now.identities;
}

void follow_command(Conversation& now, std::unique_ptr<CommandInProgress> command) {
  command->sent = ++now.account->now;
  if (changes_names(command->name)) now.account->forget_names();
  now.open.push_back(std::move(command));
  if (now.open.back()->complete &&
      std::none_of(now.open.begin(), now.open.end(), [](const auto& c) { return c->opens; }))
    begin_view(now);
}

void follow_name(Conversation& now, const std::string& name) {
  for (auto& command : now.open)
    if (command->complete) command->untagged_names.push_back(name);
}

// "+" is for a command that may have been refused already only where no other can have asked for it.
void follow_continuation(Conversation& now) {
  const auto takes_lines = [](const auto& c) { return c->name == "IDLE" || c->name == "AUTHENTICATE"; };
  const bool sure =
      std::any_of(now.open.begin(), now.open.end(), [&](const auto& c) { return takes_lines(c) && !c->in_doubt; });
  for (auto& command : now.open)
    if (takes_lines(command) && !(sure && command->in_doubt)) command->continued = true;
}

void follow_response(Conversation& now, const Response& response) {
  ++now.account->now;
  if (std::holds_alternative<Continuation>(response.body)) {
    follow_continuation(now);
    return;
  }
  const auto* untagged = std::get_if<Untagged>(&response.body);
  if (untagged == nullptr) return;
  follow_name(now, upper_case(name_of(response)));
  if (const auto* status = std::get_if<Status>(&untagged->body); status != nullptr && status->text.code)
    for (auto& command : now.open)
      if (command->complete) command->codes.push_back(upper_case(name_of(*status->text.code)));
  std::visit(Overloaded{[&](const Status& status) { follow_status(now, status); },
                        [&](const CapabilityData& data) { follow_capabilities(now, data.capabilities); },
                        [&](const EnabledData& data) { follow_enabled(now, data); },
                        [&](const ExistsData& data) { follow_exists(now, data.number); },
                        [&](const RecentData& data) {
                          if (now.mailbox) now.mailbox->recent = data.number;
                        },
                        [&](const ExpungeData& data) { follow_expunge(now, data.number); },
                        [&](const VanishedData& data) { follow_vanished(now, data); },
                        [&](const FetchData& data) { follow_fetch(now, data); }, [](const auto&) {}},
             untagged->body);
}

void follow_result(Conversation& now, const Tagged& result) {
  ++now.account->now;
  const auto found =
      std::find_if(now.open.begin(), now.open.end(), [&](const auto& c) { return c->tag == result.tag; });
  if (found == now.open.end()) return;
  const std::unique_ptr<CommandInProgress> command = std::move(*found);
  // What was sent to be wrong before it and got no result of its own will get none.
  const auto at = now.open.erase(found);
  now.open.erase(std::remove_if(now.open.begin(), at, [](const auto& c) { return c->on_purpose && !c->command; }), at);
  const bool ok = result.status.kind == StatusKind::ok;
  const std::string& name = command->name;
  if (command->command) now.out_of_step = false;
  if (const auto* store = command->command ? std::get_if<Store>(&command->command->body) : nullptr;
      store != nullptr && store->silent)
    follow_silent_store(now, *command, *store);
  if (ok && command->command && enables_condstore(command->command->body)) now.condstore = true;
  if (command->opens) {
    end_view(now, result.status.kind);
    begin_view(now);
  } else if ((name == "CLOSE" || name == "UNSELECT") && ok) {
    now.state = State::authenticated;
    close_mailbox(now);
  } else if ((name == "LOGIN" || name == "AUTHENTICATE") && ok) {
    now.state = State::authenticated;
    now.capabilities.reset();
  } else if (name == "UNAUTHENTICATE" && ok) {
    forget_user(now);
  } else if (name == "STARTTLS" && ok) {
    now.capabilities.reset();
    now.tls_awaited = true;
  } else if (name == "LOGOUT" && ok) {
    now.state = State::logout;
  } else if (changes_names(name)) {
    now.account->forget_names();
  }
  if (result.status.text.code) follow_code(now, *result.status.text.code);
}

}  // namespace imapspec::oracle
