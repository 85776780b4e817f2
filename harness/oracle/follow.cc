#include "harness/oracle/follow.h"

#include <algorithm>

#include "harness/grammar/core/date.h"

namespace imapspec::oracle {

using namespace grammar;

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

std::string mailbox_key(const Mailbox& mailbox) {
  return mailbox.is_inbox() ? "INBOX" : std::string(mailbox.name.value);
}

namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

std::set<std::string> upper_set(List<std::string_view> names) {
  std::set<std::string> set;
  for (const auto name : names) set.insert(upper_case(name));
  return set;
}

std::vector<std::string> flag_names(List<Flag> flags) {
  std::vector<std::string> names;
  for (const auto& flag : flags) names.emplace_back(flag.name);
  return names;
}

void follow_code(Conversation& now, const RespTextCode& code, bool untagged) {
  std::visit(Overloaded{[&](const CodeCapability& c) { now.capabilities = upper_set(c.capabilities); },
                        [&](const CodePermanentFlags& c) {
                          if (now.mailbox) now.mailbox->permanent_flags = flag_names(c.flags);
                        },
                        [&](const CodeUidNext& c) {
                          if (!now.mailbox || !untagged) return;
                          now.mailbox->uidnext = c.uid;
                        },
                        [&](const CodeUidValidity& c) {
                          if (!now.mailbox || !untagged) return;
                          now.mailbox->uidvalidity = c.value;
                        },
                        [](const auto&) {}},
             code);
}

std::string code_name(const RespTextCode& code) {
  return std::visit(Overloaded{[](const CodeAtom& c) { return upper_case(c.name); },
                               [](const CodeBadCharset&) { return std::string("BADCHARSET"); },
                               [](const CodeCapability&) { return std::string("CAPABILITY"); },
                               [](const CodePermanentFlags&) { return std::string("PERMANENTFLAGS"); },
                               [](const CodeUidNext&) { return std::string("UIDNEXT"); },
                               [](const CodeUidValidity&) { return std::string("UIDVALIDITY"); },
                               [](const CodeUnseen&) { return std::string("UNSEEN"); },
                               [](const CodeAppendUid&) { return std::string("APPENDUID"); },
                               [](const CodeCopyUid&) { return std::string("COPYUID"); }},
                    code);
}

void follow_fetch(Conversation& now, const FetchData& fetch) {
  if (!now.mailbox || fetch.number == 0 || fetch.number > now.mailbox->messages.size()) return;
  MessageView& message = now.mailbox->messages[fetch.number - 1];
  for (const auto& item : fetch.items)
    std::visit(Overloaded{[&](const FetchUid& u) { message.uid = u.uid; },
                          [&](const FetchSize& s) { message.size = s.octets; },
                          [&](const FetchInternalDate& d) { message.internal_date = instant(d.date); }, [](const auto&) {}},
               item);
}

}  // namespace

void follow_command(Conversation& now, std::unique_ptr<CommandInProgress> command) {
  if (command->command) {
    if (const auto* select = std::get_if<Select>(&command->command->body)) {
      now.selecting = true;
      now.mailbox.emplace();
      now.mailbox->name = mailbox_key(select->mailbox);
      now.mailbox->examined = select->examine;
    }
  }
  now.open.push_back(std::move(command));
}

void follow_response(Conversation& now, const Response& response) {
  if (std::holds_alternative<Continuation>(response.body)) {
    if (now.in_progress("IDLE")) now.idling = true;
    return;
  }
  const auto* untagged = std::get_if<Untagged>(&response.body);
  if (untagged == nullptr) return;
  const std::string name = upper_case(name_of(response));
  std::optional<std::string> code;
  if (const auto* status = std::get_if<Status>(&untagged->body); status != nullptr && status->text.code)
    code = code_name(*status->text.code);
  for (auto& command : now.open) {
    if (!command->complete) continue;
    command->untagged_names.push_back(name);
    if (code) command->codes.push_back(*code);
  }
  std::visit(Overloaded{[&](const Status& status) {
                          if (now.state == State::before_greeting)
                            now.state = status.kind == StatusKind::preauth ? State::authenticated
                                        : status.kind == StatusKind::bye   ? State::logout
                                                                           : State::not_authenticated;
                          if (status.kind == StatusKind::bye) now.bye = true;
                          if (status.text.code) follow_code(now, *status.text.code, true);
                        },
                        [&](const CapabilityData& data) { now.capabilities = upper_set(data.capabilities); },
                        [&](const EnabledData& data) {
                          for (const auto& name_enabled : upper_set(data.capabilities)) now.enabled.insert(name_enabled);
                          if (now.enabled.contains("IMAP4REV2")) now.dialect.revision = Revision::rev2;
                          if (now.enabled.contains("UTF8=ACCEPT")) now.dialect.utf8 = true;
                        },
                        [&](const FlagsData& data) {
                          if (now.mailbox) now.mailbox->flags = flag_names(data.flags);
                        },
                        [&](const ExistsData& data) {
                          if (now.mailbox) now.mailbox->messages.resize(std::min<std::size_t>(data.number, 10'000'000));
                        },
                        [&](const RecentData& data) {
                          if (now.mailbox) now.mailbox->recent = data.number;
                        },
                        [&](const ExpungeData& data) {
                          if (!now.mailbox || data.number == 0 || data.number > now.mailbox->messages.size()) return;
                          now.mailbox->messages.erase(now.mailbox->messages.begin() + (data.number - 1));
                        },
                        [&](const FetchData& data) { follow_fetch(now, data); }, [](const auto&) {}},
             untagged->body);
}

void follow_result(Conversation& now, const Tagged& result) {
  const auto found =
      std::find_if(now.open.begin(), now.open.end(), [&](const auto& c) { return c->tag == result.tag; });
  if (found == now.open.end()) return;
  const std::unique_ptr<CommandInProgress> command = std::move(*found);
  now.open.erase(found);
  const bool ok = result.status.kind == StatusKind::ok;
  const std::string& name = command->name;
  const bool has_capability_code =
      result.status.text.code && std::holds_alternative<CodeCapability>(*result.status.text.code);
  if (name == "SELECT" || name == "EXAMINE") {
    now.selecting = now.in_progress("SELECT") || now.in_progress("EXAMINE");
    if (ok) {
      now.state = State::selected;
      for (auto& message : now.mailbox->messages) message.since_select = true;
    } else if (result.status.kind == StatusKind::no && now.state == State::selected) {
      now.state = State::authenticated;
    }
    if (!ok && !now.selecting) now.mailbox.reset();
  } else if ((name == "CLOSE" || name == "UNSELECT") && ok) {
    now.state = State::authenticated;
    now.mailbox.reset();
  } else if ((name == "LOGIN" || name == "AUTHENTICATE") && ok) {
    now.state = State::authenticated;
    if (!has_capability_code) now.capabilities.reset();
  } else if (name == "STARTTLS" && ok) {
    now.capabilities.reset();
  } else if (name == "LOGOUT" && ok) {
    now.state = State::logout;
  } else if (name == "IDLE") {
    now.idling = false;
  }
  if (result.status.text.code && now.state != State::logout) follow_code(now, *result.status.text.code, false);
}

}  // namespace imapspec::oracle
