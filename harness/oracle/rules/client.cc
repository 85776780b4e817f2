// How clients write what they send: syntax, tags, literals.
#include <set>

#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class CommandSyntax final : public Rule {
 public:
  About about() const override {
    return {"command-syntax",
            "rfc3501-2.2.1-d",
            Subject::client,
            "Every command follows the formal syntax",
            {"rfc3501-9-c", "rfc4959-3-b", "rfc4959-3-c", "rfc4959-3-d", "rfc9051-6.3.9.1-d"}};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    if (message.continuation) return;
    // RFC 3501 section 6.5.1: experimental commands have a syntax of their own, and so have those of unknown
    // extensions.
    if (message.refused != nullptr && !message.name.empty() && !is_known(message.name)) return;
    watch();
    if (message.refused != nullptr)
      broke(std::string("does not parse: ") + message.refused->rule, message.index, message.octets,
            message.refused->offset);
  }
};

class TagsAreUnique final : public Rule {
 public:
  About about() const override {
    return {"tags-are-unique",
            "rfc9051-2.2.1-b",
            Subject::client,
            "Each command has a tag of its own",
            {"rfc3501-2.2.1-a"}};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    if (message.command == nullptr) return;
    watch();
    if (!seen_.insert(std::string(message.command->tag)).second)
      broke("the tag " + std::string(message.command->tag) + " was used before", message.index, message.octets);
    constexpr std::size_t kRemembered = 100'000;
    if (seen_.size() > kRemembered) seen_.clear();
  }

 private:
  std::set<std::string> seen_;
};

class WaitsForContinuation final : public Rule {
 public:
  About about() const override {
    return {"waits-for-continuation",
            "rfc3501-4.3-b",
            Subject::client,
            "Behind the announcement of a synchronising literal nothing is sent until the server answers",
            {"rfc9051-4.3-b"}};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    if (message.octets.find("}\r\n") != std::string_view::npos) watch();
  }
  void on_early_literal(std::size_t message, std::string_view announced, const Conversation&) override {
    broke("octets of a literal before the continuation request", message, announced);
  }
};

// The octets of the largest "{n+}" that stands at the end of the first line, or nothing. What stands further on may be
// inside a literal.
std::optional<std::uint64_t> non_synchronising(std::string_view octets) {
  const std::string_view line = octets.substr(0, octets.find("\r\n"));
  if (!line.ends_with("+}")) return std::nullopt;
  const std::size_t brace = line.find_last_of('{');
  if (brace == std::string_view::npos) return std::nullopt;
  std::uint64_t n = 0;
  for (const char c : line.substr(brace + 1, line.size() - brace - 3)) {
    if (c < '0' || c > '9' || n > (std::uint64_t{1} << 58U)) return std::nullopt;
    n = n * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return n;
}

class NonSynchronisingOnlyIfOffered final : public Rule {
 public:
  About about() const override {
    return {"non-synchronising-only-if-offered",
            "rfc7888-3-c",
            Subject::client,
            "{n+} is sent only where LITERAL+ or LITERAL- was offered, and no longer than 4096 octets under LITERAL-",
            {"rfc7888-5-a", "rfc7888-5-b", "rfc9051-4.3-e", "rfc9051-4.3-f"}};
  }
  void on_client(const ClientMessage& message, const Conversation& now) override {
    if (message.continuation || !now.capabilities) return;
    const auto octets = non_synchronising(message.octets);
    if (!octets || now.has_capability("LITERAL+")) return;
    watch();
    // IMAP4rev2 has LITERAL- built in (RFC 9051 appendix E).
    if (!now.has_capability("LITERAL-") && !now.has_capability("IMAP4REV2"))
      broke("a non-synchronising literal that was not offered", message.index, message.octets);
    else if (*octets > 4096)
      broke("a non-synchronising literal of " + std::to_string(*octets) + " octets under LITERAL-", message.index,
            message.octets, 0, "rfc7888-5-a");
  }
};

}  // namespace

Family client_rules() {
  return {rule<CommandSyntax>(), rule<TagsAreUnique>(), rule<WaitsForContinuation>(),
          rule<NonSynchronisingOnlyIfOffered>()};
}

}  // namespace imapspec::oracle
