#include "reference-server/commands/offered.h"

#include <algorithm>

#include "reference-server/commands/binary.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/list_request.h"
#include "reference-server/commands/special_use.h"

namespace imapspec::reference_server {

namespace {

bool is_rev1(const grammar::SearchKey& key) {
  return key.kind <= grammar::SearchKey::Kind::and_ && !key.set.saved_result &&
         std::all_of(key.keys.begin(), key.keys.end(), is_rev1);
}

bool fetch_att_is_offered(const Session& session, const grammar::FetchAtt& att) {
  return att.kind < grammar::FetchAtt::Kind::binary || (is_binary(att) && session.offers("BINARY"));
}

bool append_is_offered(const Session& session, const grammar::AppendMessage& message) {
  const auto* octets = std::get_if<grammar::String>(&message.data);
  if (octets == nullptr || !message.extensions.empty()) return false;
  const bool literal8 = octets->form == grammar::Form::literal8 || octets->form == grammar::Form::literal8_plus;
  return !literal8 || session.offers("BINARY");
}

struct Offered {
  const Session& session;

  bool operator()(const grammar::Id&) const { return session.offers("ID"); }
  bool operator()(const grammar::Enable&) const { return session.offers("ENABLE"); }
  bool operator()(const grammar::Idle&) const { return session.offers("IDLE"); }
  bool operator()(const grammar::NamespaceCommand&) const { return session.offers("NAMESPACE"); }
  bool operator()(const grammar::Compress&) const { return session.offers("COMPRESS=DEFLATE"); }
  bool operator()(const grammar::Unauthenticate&) const { return session.offers("UNAUTHENTICATE"); }
  bool operator()(const grammar::Unselect&) const { return session.offers("UNSELECT"); }
  bool operator()(const grammar::UidExpunge& c) const { return session.offers("UIDPLUS") && !c.set.saved_result; }
  bool operator()(const grammar::Copy& c) const { return (!c.move || session.offers("MOVE")) && !c.set.saved_result; }
  bool operator()(const grammar::Authenticate& c) const { return !c.initial_response || session.offers("SASL-IR"); }
  bool operator()(const grammar::Select& c) const { return c.params.empty(); }
  bool operator()(const grammar::Create& c) const { return create_is_offered(session, c); }
  bool operator()(const grammar::Rename& c) const { return c.params.empty(); }
  bool operator()(const grammar::Append& c) const {
    return (c.messages.size() == 1 || session.offers("MULTIAPPEND")) &&
           std::all_of(c.messages.begin(), c.messages.end(),
                       [this](const auto& message) { return append_is_offered(session, message); });
  }
  bool operator()(const grammar::Store& c) const {
    return !c.set.saved_result && c.modifiers.empty() && c.annotations.empty();
  }
  bool operator()(const grammar::Fetch& c) const {
    return !c.set.saved_result && c.modifiers.empty() &&
           std::all_of(c.items.begin(), c.items.end(),
                       [this](const auto& att) { return fetch_att_is_offered(session, att); });
  }
  bool operator()(const grammar::Search& c) const {
    return !c.returns && std::all_of(c.keys.begin(), c.keys.end(), [](const auto& key) { return is_rev1(key); });
  }
  bool operator()(const grammar::StatusCommand& c) const {
    return std::all_of(c.items.begin(), c.items.end(),
                       [this](auto item) { return status_item_is_offered(session, item); });
  }
  bool operator()(const grammar::ListCommand& c) const { return list_is_offered(session, c); }
  // A command that the server has no code for belongs to an extension that it does not offer.
  template <class Other>
  bool operator()(const Other&) const {
    return Runnable<Other>;
  }
};

}  // namespace

bool status_item_is_offered(const Session&, grammar::StatusItem item) {
  return item < grammar::StatusItem::deleted;
}

bool is_offered(const Session& session, const grammar::Command& command) {
  return std::visit(Offered{session}, command.body);
}

}  // namespace imapspec::reference_server
