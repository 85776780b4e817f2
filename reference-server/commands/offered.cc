#include "reference-server/commands/offered.h"

#include <algorithm>
#include <array>

#include "reference-server/commands/binary.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/list_request.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/search_returns.h"
#include "reference-server/commands/special_use.h"

namespace imapspec::reference_server {

namespace {

bool offers(const Session& session, const grammar::SequenceSet& set) {
  return !set.saved_result || session.offers("SEARCHRES");
}

bool offers(const Session& session, const grammar::SearchKey& key) {
  using Kind = grammar::SearchKey::Kind;
  if (key.kind == Kind::modseq) return offers_condstore(session);
  if (key.kind == Kind::emailid || key.kind == Kind::threadid) return session.offers("OBJECTID");
  if (key.kind >= Kind::savedbefore && key.kind <= Kind::savedatesupported) return session.offers("SAVEDATE");
  if (key.kind == Kind::older || key.kind == Kind::younger) return session.offers("WITHIN");
  return key.kind <= Kind::and_ && offers(session, key.set) &&
         std::all_of(key.keys.begin(), key.keys.end(), [&session](const auto& each) { return offers(session, each); });
}

bool offers(const Session& session, const grammar::SortCriterion& criterion) {
  using Key = grammar::SortKey;
  const bool display = criterion.key == Key::displayfrom || criterion.key == Key::displayto;
  return criterion.key < Key::displayfrom || (display && session.offers("SORT=DISPLAY"));
}

// RFC 8970 section 6: preview-mod = "LAZY"
bool only_lazy(const List<std::string_view>& mods) {
  return std::all_of(mods.begin(), mods.end(), [](std::string_view mod) { return same_word(mod, "LAZY"); });
}

bool offers(const Session& session, const grammar::FetchAtt& att) {
  using Kind = grammar::FetchAtt::Kind;
  switch (att.kind) {
    case Kind::modseq:
      return offers_condstore(session);
    case Kind::savedate:
      return session.offers("SAVEDATE");
    case Kind::preview:
      return session.offers("PREVIEW") && only_lazy(att.preview_mods);
    case Kind::emailid:
    case Kind::threadid:
      return session.offers("OBJECTID");
    default:
      return att.kind < Kind::binary || (is_binary(att) && session.offers("BINARY"));
  }
}

bool offers(const Session& session, const grammar::SelectParam& param) {
  if (std::holds_alternative<grammar::Qresync>(param)) return session.offers("QRESYNC");
  return std::holds_alternative<grammar::CondstoreParam>(param) && offers_condstore(session);
}

bool offers(const Session& session, const grammar::FetchModifier& modifier) {
  if (std::holds_alternative<grammar::WithVanished>(modifier)) return session.offers("QRESYNC");
  if (std::holds_alternative<grammar::PartialRange>(modifier)) return session.offers("PARTIAL");
  return std::holds_alternative<grammar::ChangedSince>(modifier) && offers_condstore(session);
}

bool offers(const Session& session, const grammar::StoreModifier& modifier) {
  return std::holds_alternative<grammar::UnchangedSince>(modifier) && offers_condstore(session);
}

template <class T>
bool offers_all(const Session& session, const List<T>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&session](const auto& part) { return offers(session, part); });
}

// Parameters and modifiers: RFC 4466 section 2 knows each of them once.
template <class T>
bool offers_each_once(const Session& session, const List<T>& parts) {
  std::vector<std::size_t> kinds;
  for (const auto& part : parts) kinds.push_back(part.index());
  std::sort(kinds.begin(), kinds.end());
  return offers_all(session, parts) && std::adjacent_find(kinds.begin(), kinds.end()) == kinds.end();
}

bool append_is_offered(const Session& session, const grammar::AppendMessage& message) {
  if (!message.extensions.empty()) return false;
  if (std::holds_alternative<grammar::Utf8Message>(message.data)) return session.offers("UTF8=ACCEPT");
  const auto* octets = std::get_if<grammar::String>(&message.data);
  if (octets == nullptr) return false;
  const bool literal8 = octets->form == grammar::Form::literal8 || octets->form == grammar::Form::literal8_plus;
  return !literal8 || session.profile().offers("BINARY");  // RFC 9051 appendix B: IMAP4rev2 has no part in that
}

constexpr std::string_view kThread = "THREAD=";
constexpr std::array<std::string_view, 3> kThreadAlgorithms = {"THREAD=ORDEREDSUBJECT", "THREAD=REFERENCES",
                                                               "THREAD=REFS"};

struct Offered {
  const Session& session;

  bool operator()(const grammar::Id&) const { return session.offers("ID"); }
  bool operator()(const grammar::Enable&) const { return session.offers("ENABLE"); }
  bool operator()(const grammar::Idle&) const { return session.offers("IDLE"); }
  bool operator()(const grammar::NamespaceCommand&) const { return session.offers("NAMESPACE"); }
  bool operator()(const grammar::Replace& c) const {
    return session.offers("REPLACE") && append_is_offered(session, c.message);
  }
  bool operator()(const grammar::Compress&) const { return session.offers("COMPRESS=DEFLATE"); }
  bool operator()(const grammar::Unauthenticate&) const { return session.offers("UNAUTHENTICATE"); }
  bool operator()(const grammar::Unselect&) const { return session.offers("UNSELECT"); }
  bool operator()(const grammar::UidExpunge& c) const { return session.offers("UIDPLUS") && offers(session, c.set); }
  bool operator()(const grammar::Copy& c) const {
    return (!c.move || session.offers("MOVE")) && offers(session, c.set);
  }
  bool operator()(const grammar::Authenticate& c) const { return !c.initial_response || session.offers("SASL-IR"); }
  bool operator()(const grammar::Select& c) const { return offers_each_once(session, c.params); }
  bool operator()(const grammar::Create& c) const { return create_is_offered(session, c); }
  bool operator()(const grammar::Rename& c) const { return c.params.empty(); }
  bool operator()(const grammar::Append& c) const {
    return (c.messages.size() == 1 || session.offers("MULTIAPPEND")) &&
           std::all_of(c.messages.begin(), c.messages.end(),
                       [this](const auto& message) { return append_is_offered(session, message); });
  }
  bool operator()(const grammar::Store& c) const {
    return offers(session, c.set) && offers_each_once(session, c.modifiers) && c.annotations.empty();
  }
  // RFC 9394 section 3.3: PARTIAL is a modifier of UID FETCH alone.
  bool operator()(const grammar::Fetch& c) const {
    return offers(session, c.set) && offers_each_once(session, c.modifiers) && offers_all(session, c.items) &&
           (c.uid || std::none_of(c.modifiers.begin(), c.modifiers.end(), [](const auto& each) {
              return std::holds_alternative<grammar::PartialRange>(each);
            }));
  }
  bool operator()(const grammar::Search& c) const {
    return offers_all(session, c.keys) &&
           (!c.returns ||
            (session.offers("ESEARCH") && std::all_of(c.returns->begin(), c.returns->end(),
                                                      [this](const auto& each) { return is_offered(session, each); })));
  }
  bool operator()(const grammar::Sort& c) const {
    return session.offers("SORT") && offers_all(session, c.criteria) && offers_all(session, c.keys) &&
           (!c.returns ||
            (session.offers("ESORT") && std::all_of(c.returns->begin(), c.returns->end(), is_of_esearch)));
  }
  bool operator()(const grammar::Thread& c) const {
    return offers_all(session, c.keys) &&
           std::any_of(kThreadAlgorithms.begin(), kThreadAlgorithms.end(), [&](std::string_view capability) {
             return session.offers(capability) && same_word(capability.substr(kThread.size()), c.algorithm);
           });
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

bool status_item_is_offered(const Session& session, grammar::StatusItem item) {
  using Item = grammar::StatusItem;
  switch (item) {
    case Item::highestmodseq:
      return offers_condstore(session);
    case Item::size:
      return session.offers("STATUS=SIZE");
    case Item::mailboxid:
      return session.offers("OBJECTID");
    case Item::appendlimit:
      return session.offers("APPENDLIMIT");
    case Item::deleted:
      return session.rev2;
    default:
      return item < Item::deleted;
  }
}

bool is_offered(const Session& session, const grammar::Command& command) {
  return std::visit(Offered{session}, command.body);
}

}  // namespace imapspec::reference_server
