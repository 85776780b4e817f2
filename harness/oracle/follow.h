// How a conversation takes in each message: the state machine of RFC 9051 section 3 and the mailbox view of section 7,
// without judgement. Used by the watcher, after the rules have seen the message.
#pragma once

#include <memory>

#include "harness/oracle/conversation.h"
#include "harness/oracle/rule.h"

namespace imapspec::oracle {

// A command of the client, complete or up to a literal; it joins the open ones.
void follow_command(Conversation& now, std::unique_ptr<CommandInProgress> command);
// An untagged response or continuation request.
void follow_response(Conversation& now, const grammar::Response& response);
// An untagged response that could not be read: only its name is known, or "".
void follow_name(Conversation& now, const std::string& name);
// A tagged result: takes its command off the open ones and draws the consequences for the state.
void follow_result(Conversation& now, const grammar::Tagged& result);
// Before the rules see FETCH data: the message they are about gets an identity, if it exists.
void meet_message(Conversation& now, const grammar::Response& response);

std::string upper_case(std::string_view text);
// The same for the same flags in any order and case; \Recent, which is each session's own, aside.
std::uint64_t state_of(const List<grammar::Flag>& flags);
// INBOX in any case is INBOX; other names as they are.
std::string mailbox_key(const grammar::Mailbox& mailbox);

}  // namespace imapspec::oracle
