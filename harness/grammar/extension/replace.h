// REPLACE: a message in place of another, in one step (RFC 8508).
#pragma once

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/extension/append_message.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct Replace {
  static constexpr std::string_view kName = "REPLACE", kUidName = "UID REPLACE";
  SeqNumber number;  // the message that goes
  Mailbox mailbox;
  AppendMessage message;
  bool uid = false;
  friend bool operator==(const Replace&, const Replace&) = default;
};

Result<Replace> replace(Cursor& c);
void print(Printer& p, const Replace& r);
void add_terms(Term& t, const Replace& r);

}  // namespace imapspec::grammar
