// Rules of LIST: what RFC 5258 and RFC 5819 allow in its responses.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using grammar::ListCommand;

bool is_extended(const ListCommand& command) {
  return command.selection || command.returns || command.pattern_list;
}

bool has_option(const std::optional<List<grammar::ListOption>>& options, std::string_view name) {
  return options && std::any_of(options->begin(), options->end(),
                                [name](const auto& option) { return upper_case(option.name) == name; });
}

// The LIST command that alone is in progress, or null.
const ListCommand* only_list(const Conversation& now) {
  return now.open.size() == 1 ? body_of<ListCommand>(*now.open.front()) : nullptr;
}

class ChildInfoWasAsked final : public Rule {
 public:
  About about() const override {
    return {"childinfo-was-asked",
            "rfc5258-3.5-a",
            Subject::server,
            "CHILDINFO comes only with RECURSIVEMATCH",
            {"rfc9051-6.3.9.6-a"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* list = untagged<grammar::ListData>(message);
    const auto* command = only_list(now);
    if (list == nullptr || list->lsub || command == nullptr || !list->extended) return;
    watch();
    const bool childinfo = std::any_of(list->extended->begin(), list->extended->end(),
                                       [](const auto& item) { return upper_case(item.tag.value) == "CHILDINFO"; });
    if (childinfo && !has_option(command->selection, "RECURSIVEMATCH"))
      broke("CHILDINFO, and RECURSIVEMATCH was not asked", message.index, message.octets);
  }
};

// A client shows that it knows extended LIST by using it; one of RFC 9051, and NOTIFY of RFC 5465, know it too.
class ExtendedDataAreUnderstood final : public Rule {
 public:
  About about() const override {
    return {"extended-list-data-are-understood", "rfc5258-3-j", Subject::server,
            "LIST has extended data only for clients that have used extended LIST"};
  }
  void on_client(const ClientMessage& message, const Conversation&) override {
    if (message.command == nullptr) return;
    const auto* list = std::get_if<ListCommand>(&message.command->body);
    if ((list != nullptr && is_extended(*list)) || message.name == "NOTIFY") understood_ = true;
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* list = untagged<grammar::ListData>(message);
    const bool rev2 = now.enabled.contains("IMAP4REV2") || !now.has_capability("IMAP4REV1");
    if (list == nullptr || understood_ || rev2) return;
    watch();
    if (list->extended && !list->extended->empty())
      broke("extended data, and the client has used no extended LIST", message.index, message.octets);
  }

 private:
  bool understood_ = false;
};

class ListedStatusIsSelectable final : public Rule {
 public:
  About about() const override {
    return {"listed-status-is-selectable", "rfc5819-2-b", Subject::server,
            "With LIST-STATUS there is no STATUS of what LIST has called unselectable"};
  }
  void on_client(const ClientMessage&, const Conversation&) override { unselectable_.clear(); }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* command = only_list(now);
    if (command == nullptr || !has_option(command->returns, "STATUS")) return;
    if (const auto* list = untagged<grammar::ListData>(message)) {
      const bool cannot = std::any_of(list->attributes.begin(), list->attributes.end(), [](const auto& flag) {
        const std::string name = upper_case(flag.name);
        return name == "\\NOSELECT" || name == "\\NONEXISTENT";
      });
      if (cannot) unselectable_.push_back(mailbox_key(list->mailbox));
    } else if (const auto* status = untagged<grammar::StatusData>(message)) {
      watch();
      if (std::find(unselectable_.begin(), unselectable_.end(), mailbox_key(status->mailbox)) != unselectable_.end())
        broke("STATUS of a name that cannot be selected", message.index, message.octets);
    }
  }

 private:
  std::vector<std::string> unselectable_;
};

}  // namespace

Family mailbox_list_rules() {
  return {rule<ChildInfoWasAsked>(), rule<ExtendedDataAreUnderstood>(), rule<ListedStatusIsSelectable>()};
}

}  // namespace imapspec::oracle
