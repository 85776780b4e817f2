#include "fuzz/oracles/etpan_sameness.h"

#include <array>

#include "fuzz/oracles/etpan_values.h"

namespace imapspec::fuzz {

namespace {

using namespace grammar;

bool same_capability(std::string_view ours, const struct mailimap_capability& theirs) {
  static constexpr std::string_view kAuth = "AUTH=";
  if (theirs.cap_type == MAILIMAP_CAPABILITY_NAME) return etpan_same(ours, theirs.cap_data.cap_name);
  return same_word(ours.substr(0, kAuth.size()), kAuth) &&
         etpan_same(ours.substr(kAuth.size()), theirs.cap_data.cap_auth_type);
}
}  // namespace

bool etpan_same_capabilities(List<std::string_view> ours, const mailimap_capability_data* theirs) {
  return theirs != nullptr && etpan_same_list<struct mailimap_capability>(ours, theirs->cap_list, same_capability);
}

bool etpan_same_uids(const UidSet& ours, const mailimap_set* theirs) {
  return etpan_same_list<mailimap_set_item>(
      ours.items, theirs->set_list,
      [](const UidRange& a, const mailimap_set_item& b) { return a.first == b.set_first && a.last == b.set_last; });
}

namespace {

bool same_list_attributes(List<Flag> ours, const mailimap_mbx_list_flags* theirs) {
  if (theirs == nullptr) return ours.empty();
  static constexpr auto kSelectability =
      std::to_array<std::pair<int, std::string_view>>({{MAILIMAP_MBX_LIST_SFLAG_MARKED, "\\Marked"},
                                                       {MAILIMAP_MBX_LIST_SFLAG_NOSELECT, "\\Noselect"},
                                                       {MAILIMAP_MBX_LIST_SFLAG_UNMARKED, "\\Unmarked"}});
  std::vector<std::string_view> others;
  std::size_t selectability = 0;
  for (const auto& flag : ours) {
    const auto known =
        std::ranges::find_if(kSelectability, [&flag](const auto& k) { return same_word(flag.name, k.second); });
    if (known == kSelectability.end()) {
      others.push_back(flag.name);
    } else {
      if (theirs->mbf_type != MAILIMAP_MBX_LIST_FLAGS_SFLAG || theirs->mbf_sflag != known->first) return false;
      ++selectability;
    }
  }
  if (selectability != (theirs->mbf_type == MAILIMAP_MBX_LIST_FLAGS_SFLAG ? 1U : 0U)) return false;
  return etpan_same_list<mailimap_mbx_list_oflag>(others, theirs->mbf_oflags,
                                                  [](std::string_view a, const mailimap_mbx_list_oflag& b) {
                                                    if (b.of_type == MAILIMAP_MBX_LIST_OFLAG_NOINFERIORS)
                                                      return same_word(a, "\\Noinferiors");
                                                    return etpan_same(a.substr(1), b.of_flag_ext);
                                                  });
}

bool same_status_value(const StatusAttVal& ours, const mailimap_status_info& theirs) {
  switch (*ours.item) {
    case StatusItem::messages:
      return theirs.st_att == MAILIMAP_STATUS_ATT_MESSAGES && theirs.st_value == ours.number;
    case StatusItem::recent:
      return theirs.st_att == MAILIMAP_STATUS_ATT_RECENT && theirs.st_value == ours.number;
    case StatusItem::uidnext:
      return theirs.st_att == MAILIMAP_STATUS_ATT_UIDNEXT && theirs.st_value == ours.number;
    case StatusItem::uidvalidity:
      return theirs.st_att == MAILIMAP_STATUS_ATT_UIDVALIDITY && theirs.st_value == ours.number;
    case StatusItem::unseen:
      return theirs.st_att == MAILIMAP_STATUS_ATT_UNSEEN && theirs.st_value == ours.number;
    case StatusItem::highestmodseq: {
      const auto* info = etpan_extension<mailimap_condstore_status_info>(
          theirs.st_ext_data, mailimap_extension_condstore, MAILIMAP_CONDSTORE_TYPE_STATUS_INFO);
      return theirs.st_att == MAILIMAP_STATUS_ATT_EXTENSION && info != nullptr &&
             info->cs_highestmodseq_value == ours.number;
    }
    default:
      return false;
  }
}

bool same_namespaces(List<NamespaceDescription> ours, const mailimap_namespace_item* theirs) {
  return etpan_same_list<mailimap_namespace_info>(
      ours, theirs == nullptr ? nullptr : theirs->ns_data_list,
      [](const NamespaceDescription& a, const mailimap_namespace_info& b) {
        return etpan_same(a.prefix, b.ns_prefix) && b.ns_delimiter == (a.delimiter ? a.delimiter->value.front() : '\0');
      });
}

struct UntaggedDifference {
  const EtpanReading& theirs;

  const mailimap_mailbox_data* mailbox_data(int type) const {
    const auto* data = theirs.untagged();
    if (data == nullptr || data->rsp_type != MAILIMAP_RESP_DATA_TYPE_MAILBOX_DATA) return nullptr;
    return data->rsp_data.rsp_mailbox_data->mbd_type == type ? data->rsp_data.rsp_mailbox_data : nullptr;
  }

  const char* operator()(const Status& ours) const {
    if (ours.kind == StatusKind::bye) return theirs.untagged() == nullptr ? nullptr : "BYE";
    const auto* data = theirs.untagged();
    if (data == nullptr || data->rsp_type != MAILIMAP_RESP_DATA_TYPE_COND_STATE) return "status";
    const auto& state = *data->rsp_data.rsp_cond_state;
    const int kind = ours.kind == StatusKind::ok   ? MAILIMAP_RESP_COND_STATE_OK
                     : ours.kind == StatusKind::no ? MAILIMAP_RESP_COND_STATE_NO
                                                   : MAILIMAP_RESP_COND_STATE_BAD;
    if (state.rsp_type != kind) return "status";
    return etpan_difference(ours.text, *state.rsp_text, theirs);
  }
  const char* operator()(const CapabilityData& ours) const {
    return etpan_same_capabilities(ours.capabilities, theirs.capabilities()) ? nullptr : "CAPABILITY";
  }
  const char* operator()(const EnabledData& ours) const {
    const auto* data = etpan_extension<mailimap_capability_data>(theirs, mailimap_extension_enable);
    return etpan_same_capabilities(ours.capabilities, data) ? nullptr : "ENABLED";
  }
  const char* operator()(const FlagsData& ours) const {
    const auto* data = mailbox_data(MAILIMAP_MAILBOX_DATA_FLAGS);
    const bool same = data != nullptr &&
                      etpan_same_list<mailimap_flag>(ours.flags, data->mbd_data.mbd_flags->fl_list, etpan_same_flag);
    return same ? nullptr : "FLAGS";
  }
  const char* operator()(const ListData& ours) const {
    const auto* info = theirs.info();
    const auto lists = etpan_items<mailimap_mailbox_list>(ours.lsub ? info->rsp_mailbox_lsub : info->rsp_mailbox_list);
    if (lists.size() != 1) return "LIST";
    const auto& list = *lists.front();
    if (!same_list_attributes(ours.attributes, list.mb_flag)) return "LIST attributes";
    if (list.mb_delimiter != (ours.delimiter ? ours.delimiter->value.front() : '\0')) return "LIST delimiter";
    return etpan_same(ours.mailbox.name, list.mb_name) ? nullptr : "LIST mailbox";
  }
  const char* operator()(const NamespaceData& ours) const {
    const auto* data = etpan_extension<mailimap_namespace_data>(theirs, mailimap_extension_namespace,
                                                                MAILIMAP_NAMESPACE_TYPE_NAMESPACE);
    const bool same = data != nullptr && same_namespaces(ours.personal, data->ns_personal) &&
                      same_namespaces(ours.other_users, data->ns_other) &&
                      same_namespaces(ours.shared, data->ns_shared);
    return same ? nullptr : "NAMESPACE";
  }
  const char* operator()(const StatusData& ours) const {
    const auto* data = theirs.info()->rsp_status;
    if (data == nullptr) return "STATUS";
    if (ours.mailbox.name.form == Form::atom && !etpan_same(ours.mailbox.name, data->st_mailbox))
      return "STATUS mailbox";
    return etpan_same_list<mailimap_status_info>(ours.items, data->st_info_list, same_status_value) ? nullptr
                                                                                                    : "STATUS items";
  }
  const char* operator()(const SearchData& ours) const {
    return etpan_same_numbers(ours.numbers, theirs.info()->rsp_search_result) ? nullptr : "SEARCH";
  }
  const char* operator()(const ExistsData& ours) const {
    const auto* data = mailbox_data(MAILIMAP_MAILBOX_DATA_EXISTS);
    return data != nullptr && data->mbd_data.mbd_exists == ours.number ? nullptr : "EXISTS";
  }
  const char* operator()(const RecentData& ours) const {
    const auto* data = mailbox_data(MAILIMAP_MAILBOX_DATA_RECENT);
    return data != nullptr && data->mbd_data.mbd_recent == ours.number ? nullptr : "RECENT";
  }
  const char* operator()(const ExpungeData& ours) const {
    const auto expunged = etpan_items<std::uint32_t>(theirs.info()->rsp_expunged);
    return expunged.size() == 1 && *expunged.front() == ours.number ? nullptr : "EXPUNGE";
  }
  const char* operator()(const FetchData& ours) const {
    const auto fetched = etpan_items<mailimap_msg_att>(theirs.info()->rsp_fetch_list);
    return fetched.size() == 1 ? etpan_difference(ours, fetched.front()) : "FETCH";
  }
  const char* operator()(const IdData& ours) const {
    const auto* data = etpan_extension<mailimap_id_params_list>(theirs, mailimap_extension_id);
    if (!ours.parameters) return data == nullptr ? nullptr : "ID";
    const bool same =
        data != nullptr && etpan_same_list<mailimap_id_param>(
                               *ours.parameters, data->idpa_list, [](const IdParameter& a, const mailimap_id_param& b) {
                                 return etpan_same(a.field, b.idpa_name) && etpan_same(a.value, b.idpa_value);
                               });
    return same ? nullptr : "ID";
  }
  const char* operator()(const AclData& ours) const {
    const auto* data =
        etpan_extension<mailimap_acl_acl_data>(theirs, mailimap_extension_acl, MAILIMAP_ACL_TYPE_ACL_DATA);
    const bool same =
        data != nullptr && etpan_same(ours.mailbox.name, data->mailbox) &&
        etpan_same_list<mailimap_acl_identifier_rights>(
            ours.entries, data->idrights_list, [](const AclEntry& a, const mailimap_acl_identifier_rights& b) {
              return etpan_same(a.identifier, b.identifer) && etpan_same(a.rights, b.rights);
            });
    return same ? nullptr : "ACL";
  }
  const char* operator()(const ListRightsData& ours) const {
    const auto* data = etpan_extension<mailimap_acl_listrights_data>(theirs, mailimap_extension_acl,
                                                                     MAILIMAP_ACL_TYPE_LISTRIGHTS_DATA);
    std::vector<String> rights{ours.required};
    rights.insert(rights.end(), ours.optional.begin(), ours.optional.end());
    const bool same = data != nullptr && etpan_same(ours.mailbox.name, data->mailbox) &&
                      etpan_same(ours.identifier, data->identifier) && etpan_same_strings(rights, data->rights_list);
    return same ? nullptr : "LISTRIGHTS";
  }
  const char* operator()(const MyRightsData& ours) const {
    const auto* data =
        etpan_extension<mailimap_acl_myrights_data>(theirs, mailimap_extension_acl, MAILIMAP_ACL_TYPE_MYRIGHTS_DATA);
    const bool same =
        data != nullptr && etpan_same(ours.mailbox.name, data->mailbox) && etpan_same(ours.rights, data->rights);
    return same ? nullptr : "MYRIGHTS";
  }
  const char* operator()(const VanishedData& ours) const {
    const auto* data =
        etpan_extension<mailimap_qresync_vanished>(theirs, mailimap_extension_qresync, MAILIMAP_QRESYNC_TYPE_VANISHED);
    const bool same =
        data != nullptr && ours.earlier == (data->qr_earlier != 0) && etpan_same_uids(ours.uids, data->qr_known_uids);
    return same ? nullptr : "VANISHED";
  }
  const char* operator()(const QuotaData& ours) const {
    const auto* data =
        etpan_extension<mailimap_quota_quota_data>(theirs, mailimap_extension_quota, MAILIMAP_QUOTA_TYPE_QUOTA_DATA);
    const bool same =
        data != nullptr && etpan_same(ours.root, data->quotaroot) &&
        etpan_same_list<mailimap_quota_quota_resource>(
            ours.resources, data->quota_list, [](const QuotaResource& a, const mailimap_quota_quota_resource& b) {
              return etpan_same(a.resource, b.resource_name) && a.usage == b.usage && a.limit == b.limit;
            });
    return same ? nullptr : "QUOTA";
  }
  const char* operator()(const QuotaRootData& ours) const {
    const auto* data = etpan_extension<mailimap_quota_quotaroot_data>(theirs, mailimap_extension_quota,
                                                                      MAILIMAP_QUOTA_TYPE_QUOTAROOT_DATA);
    const bool same = data != nullptr && etpan_same(ours.mailbox.name, data->mailbox) &&
                      etpan_same_strings(ours.roots, data->quotaroot_list);
    return same ? nullptr : "QUOTAROOT";
  }
  const char* operator()(const SortData& ours) const {
    // The list of an empty SORT is a null pointer.
    const auto* data = etpan_extension<clist>(theirs, mailimap_extension_sort);
    return etpan_same_numbers(ours.numbers, data) ? nullptr : "SORT";
  }
  const char* operator()(const auto&) const { return "response"; }  // that it does not claim to read
};

struct Difference {
  const EtpanReading& theirs;
  const char* operator()(const Untagged& ours) const { return std::visit(UntaggedDifference{theirs}, ours.body); }
  const char* operator()(const Tagged& ours) const {
    // Where there is no text it still has that of the greeting.
    if (etpan_text(ours.status.text).empty()) return nullptr;
    return etpan_text_difference(ours.status.text, theirs.tagged_text());
  }
  const char* operator()(const Continuation& ours) const {
    const auto* request = theirs.continuation();
    if (request == nullptr) return "continuation";
    if (request->cr_type == MAILIMAP_CONTINUE_REQ_TEXT) {
      if (ours.base64 && !ours.text.text.empty()) return "continuation";
      return etpan_text_difference(ours.text, request->cr_data.cr_text->rsp_text);
    }
    // Behind base64 it takes spaces too.
    return !ours.base64 || etpan_same(ours.text.text, request->cr_data.cr_base64) ? nullptr : "continuation";
  }
};

}  // namespace

const char* etpan_difference(const Response& ours, const EtpanReading& theirs) {
  return std::visit(Difference{theirs}, ours.body);
}

}  // namespace imapspec::fuzz
