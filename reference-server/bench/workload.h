// What the servers are made to do: for each operation its commands, how many, and what must have come back.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reference-server/bench/client.h"

namespace imapspec::bench {

// A message of just so many octets, at least 512, the same for the same arguments: a header and lines of text.
std::string sample_message(std::size_t octets, unsigned number);

// Where it takes place: a mailbox of `messages` messages that are \Seen, of `octets` octets each, and one to put others in.
struct Ground {
  std::string mailbox;
  std::string target() const { return mailbox + "-target"; }
  unsigned messages = 0;
  std::size_t octets = 0;
};

struct Workload {
  std::string name;  // "FETCH n BODY[]"
  unsigned commands = 0;
  std::vector<std::string> before;                                  // said first, and not measured
  std::function<void(std::string& text, unsigned number)> command;  // appends that of this number, from 0
  std::function<bool(const Answers& answers)> right;                // besides that all were OK
  bool can_be_shared = true;  // several connections share the commands: nothing but answers comes to any of them
};

// What is measured on this ground.
std::vector<Workload> workloads(const Ground& ground);

}  // namespace imapspec::bench
