// Rule: one thing that the RFCs ask of a peer on every connection, watched all the time. One small class each; the files
// in rules/ hold them by family.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/oracle/conversation.h"

namespace imapspec::oracle {

enum class Subject : std::uint8_t { server, client };

// Evidence that a rule was broken.
struct Finding {
  std::string rule;         // "no-expunge-during-fetch"
  std::string requirement;  // its id in the catalogue
  Subject subject = Subject::server;
  std::string what;         // for people: what was said, and why it is wrong here
  std::size_t message = 0;  // which message of the subject's direction, from 0
  std::size_t offset = 0;   // the octet in that message
  std::string octets;       // the message, cut to a bounded length
  bool rev2 = false;        // the connection was under IMAP4rev2 when the finding was taken
};

// A message of the server, and how it was read.
struct ServerMessage {
  std::size_t index = 0;
  std::string_view octets;
  const grammar::Response* response = nullptr;  // read, perhaps with deviations; null: refused
  const ParseError* refused = nullptr;
  const char* limit = nullptr;  // over a limit of framing
};
struct ClientMessage {
  std::size_t index = 0;
  std::string_view octets;
  const grammar::Command* command = nullptr;  // null: refused, or not a command but a line that answers "+"
  const ParseError* refused = nullptr;
  bool continuation = false;   // answers "+": SASL, DONE
  std::string_view name = {};  // "UID FETCH", upper case, also of what was refused; empty if there is none
};

class Rule {
 public:
  struct About {
    std::string_view name;         // the rule's name in reports: rules/NAME
    std::string_view requirement;  // primary id in the catalogue
    Subject subject = Subject::server;
    std::string_view title;  // one sentence in our words
    std::vector<std::string_view> also =
        {};  // further ids: of another RFC that does not just ask again, or a part of what the rule watches
  };
  virtual ~Rule() = default;
  virtual About about() const = 0;

  // Called before the conversation takes the message in: `now` is what was known until then.
  virtual void on_server(const ServerMessage&, const Conversation& now) { (void)now; }
  virtual void on_client(const ClientMessage&, const Conversation& now) { (void)now; }
  // A tagged result ended this command; before the conversation draws its consequences.
  virtual void on_result(const CommandInProgress&, const grammar::Tagged&, const ServerMessage&,
                         const Conversation& now) {
    (void)now;
  }
  virtual void on_server_closed(const Conversation& now) { (void)now; }
  // The client sent octets behind a synchronising literal's announcement before the server answered.
  virtual void on_early_literal(std::size_t message, std::string_view announced, const Conversation& now) {
    (void)message, (void)announced, (void)now;
  }

  std::uint64_t watched() const { return watched_; }  // how often there was something to judge
  std::uint64_t broken() const { return broken_; }
  // Where its findings go; must outlive the rule. Until then they are only counted.
  void report_to(std::vector<Finding>& findings) { findings_ = &findings; }

 protected:
  void watch() { ++watched_; }
  // `requirement` is one of about(): the primary one if it is empty.
  void broke(std::string what, std::size_t message, std::string_view octets, std::size_t offset = 0,
             std::string_view requirement = {});

 private:
  std::uint64_t watched_ = 0, broken_ = 0;
  std::vector<Finding>* findings_ = nullptr;
};

// How a rule is made, and what it wants to hear of: the members of Rule that it overrides.
struct RuleFactory {
  std::function<std::unique_ptr<Rule>()> make = {};
  Subject subject = Subject::server;
  bool hears_server = false, hears_client = false, hears_result = false, hears_close = false,
       hears_early_literal = false;
};
const std::vector<RuleFactory>& all_rules();  // by family, in a fixed order
std::vector<Rule::About> list_rules();

}  // namespace imapspec::oracle
