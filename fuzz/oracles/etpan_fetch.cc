// FETCH, item by item: flags, dates, envelopes, bodies, sections.
#include <array>

#include "fuzz/oracles/etpan_sameness.h"
#include "fuzz/oracles/etpan_values.h"

namespace imapspec::fuzz {

bool etpan_same_flag(const grammar::Flag& ours, const mailimap_flag& theirs) {
  using Kind = grammar::Flag::Kind;
  switch (theirs.fl_type) {
    case MAILIMAP_FLAG_ANSWERED:
      return ours.kind == Kind::answered;
    case MAILIMAP_FLAG_FLAGGED:
      return ours.kind == Kind::flagged;
    case MAILIMAP_FLAG_DELETED:
      return ours.kind == Kind::deleted;
    case MAILIMAP_FLAG_SEEN:
      return ours.kind == Kind::seen;
    case MAILIMAP_FLAG_DRAFT:
      return ours.kind == Kind::draft;
    case MAILIMAP_FLAG_KEYWORD:
      return ours.kind == Kind::keyword && etpan_same(ours.name, theirs.fl_data.fl_keyword);
    case MAILIMAP_FLAG_EXTENSION:
      return ours.kind == Kind::extension && etpan_same(ours.name.substr(1), theirs.fl_data.fl_extension);
    default:
      return false;
  }
}

namespace {

using namespace grammar;

// --- ENVELOPE --------------------------------------------------------------------------------------------------------

bool same_address(const Address& ours, const mailimap_address& theirs) {
  return etpan_same(ours.name, theirs.ad_personal_name) && etpan_same(ours.adl, theirs.ad_source_route) &&
         etpan_same(ours.mailbox, theirs.ad_mailbox_name) && etpan_same(ours.host, theirs.ad_host_name);
}
bool same_addresses(List<Address> ours, const clist* theirs) {
  return etpan_same_list<mailimap_address>(ours, theirs, same_address);
}

const char* difference(const Envelope& ours, const mailimap_envelope& theirs) {
  const auto* from = theirs.env_from;
  const auto* sender = theirs.env_sender;
  const auto* reply_to = theirs.env_reply_to;
  const auto* to = theirs.env_to;
  const auto* cc = theirs.env_cc;
  const auto* bcc = theirs.env_bcc;
  if (!etpan_same(ours.date, theirs.env_date)) return "ENVELOPE date";
  if (!etpan_same(ours.subject, theirs.env_subject)) return "ENVELOPE subject";
  if (!same_addresses(ours.from, from == nullptr ? nullptr : from->frm_list)) return "ENVELOPE from";
  if (!same_addresses(ours.sender, sender == nullptr ? nullptr : sender->snd_list)) return "ENVELOPE sender";
  if (!same_addresses(ours.reply_to, reply_to == nullptr ? nullptr : reply_to->rt_list)) return "ENVELOPE reply-to";
  if (!same_addresses(ours.to, to == nullptr ? nullptr : to->to_list)) return "ENVELOPE to";
  if (!same_addresses(ours.cc, cc == nullptr ? nullptr : cc->cc_list)) return "ENVELOPE cc";
  if (!same_addresses(ours.bcc, bcc == nullptr ? nullptr : bcc->bcc_list)) return "ENVELOPE bcc";
  if (!etpan_same(ours.in_reply_to, theirs.env_in_reply_to)) return "ENVELOPE in-reply-to";
  if (!etpan_same(ours.message_id, theirs.env_message_id)) return "ENVELOPE message-id";
  return nullptr;
}

// --- BODY and BODYSTRUCTURE ------------------------------------------------------------------------------------------

bool same_parameters(List<BodyParameter> ours, const mailimap_body_fld_param* theirs) {
  return etpan_same_list<mailimap_single_body_fld_param>(
      ours, theirs == nullptr ? nullptr : theirs->pa_list,
      [](const BodyParameter& a, const mailimap_single_body_fld_param& b) {
        return etpan_same(a.name, b.pa_name) && etpan_same(a.value, b.pa_value);
      });
}

bool same_encoding(const String& ours, const mailimap_body_fld_enc& theirs) {
  static constexpr auto kKnown =
      std::to_array<std::pair<int, std::string_view>>({{MAILIMAP_BODY_FLD_ENC_7BIT, "7BIT"},
                                                       {MAILIMAP_BODY_FLD_ENC_8BIT, "8BIT"},
                                                       {MAILIMAP_BODY_FLD_ENC_BINARY, "BINARY"},
                                                       {MAILIMAP_BODY_FLD_ENC_BASE64, "BASE64"},
                                                       {MAILIMAP_BODY_FLD_ENC_QUOTED_PRINTABLE, "QUOTED-PRINTABLE"}});
  for (const auto& [type, name] : kKnown)
    if (theirs.enc_type == type) return same_word(ours.value, name);
  return etpan_same(ours, theirs.enc_value);
}

const char* difference(const Body& ours, const mailimap_body_fields& theirs) {
  if (!same_parameters(ours.parameters, theirs.bd_parameter)) return "BODY parameters";
  if (!etpan_same(ours.id, theirs.bd_id)) return "BODY id";
  if (!etpan_same(ours.description, theirs.bd_description)) return "BODY description";
  if (!same_encoding(ours.encoding, *theirs.bd_encoding)) return "BODY encoding";
  if (ours.octets != theirs.bd_size) return "BODY octets";
  return nullptr;
}

bool same_type(const Body& ours, const mailimap_media_basic& theirs) {
  static constexpr auto kKnown =
      std::to_array<std::pair<int, std::string_view>>({{MAILIMAP_MEDIA_BASIC_APPLICATION, "APPLICATION"},
                                                       {MAILIMAP_MEDIA_BASIC_AUDIO, "AUDIO"},
                                                       {MAILIMAP_MEDIA_BASIC_IMAGE, "IMAGE"},
                                                       {MAILIMAP_MEDIA_BASIC_MESSAGE, "MESSAGE"},
                                                       {MAILIMAP_MEDIA_BASIC_VIDEO, "VIDEO"}});
  for (const auto& [type, name] : kKnown)
    if (theirs.med_type == type) return same_word(ours.type.value, name);
  return etpan_same(ours.type, theirs.med_basic_type);
}

bool same_disposition(const std::optional<BodyDisposition>& ours, const mailimap_body_fld_dsp* theirs) {
  if (!ours || theirs == nullptr) return !ours && theirs == nullptr;
  return etpan_same(ours->type, theirs->dsp_type) && same_parameters(ours->parameters, theirs->dsp_attributes);
}

bool same_language(const BodyLanguage& ours, const mailimap_body_fld_lang* theirs) {
  if (theirs == nullptr) return ours.tags.empty();
  if (theirs->lg_type == MAILIMAP_BODY_FLD_LANG_LIST)
    return ours.list && etpan_same_strings(ours.tags, theirs->lg_data.lg_list);
  return !ours.list &&
         etpan_same(ours.tags.empty() ? NString() : NString(ours.tags.front()), theirs->lg_data.lg_single);
}

// The tail that a part and a multipart have in common.
template <class Extension>
const char* tail_difference(const Body& ours, const Extension* theirs) {
  if ((ours.tail == BodyTail::none) != (theirs == nullptr)) return "BODYSTRUCTURE tail";
  if (theirs == nullptr) return nullptr;
  if (!same_disposition(ours.disposition, theirs->bd_disposition)) return "BODYSTRUCTURE disposition";
  if (!same_language(ours.language, theirs->bd_language)) return "BODYSTRUCTURE language";
  if (!etpan_same(ours.location, theirs->bd_loc)) return "BODYSTRUCTURE location";
  if (ours.extensions.size() != etpan_items<mailimap_body_extension>(theirs->bd_extension_list).size())
    return "BODYSTRUCTURE extensions";
  return nullptr;
}

const char* difference(const Body& ours, const mailimap_body& theirs);

const char* difference(const Body& ours, const mailimap_body_type_mpart& theirs) {
  if (ours.kind != Body::Kind::multipart || !etpan_same(ours.subtype, theirs.bd_media_subtype)) return "BODY type";
  const auto parts = etpan_items<mailimap_body>(theirs.bd_list);
  if (parts.size() != ours.parts.size()) return "BODY parts";
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (const char* what = difference(ours.parts[i], *parts[i])) return what;
  if (theirs.bd_ext_mpart != nullptr && !same_parameters(ours.parameters, theirs.bd_ext_mpart->bd_parameter))
    return "BODY parameters";
  return tail_difference(ours, theirs.bd_ext_mpart);
}

const char* difference(const Body& ours, const mailimap_body_type_1part& theirs) {
  switch (theirs.bd_type) {
    case MAILIMAP_BODY_TYPE_1PART_TEXT: {
      const auto& text = *theirs.bd_data.bd_type_text;
      if (ours.kind != Body::Kind::text || !etpan_same(ours.subtype, text.bd_media_text)) return "BODY type";
      if (ours.lines != text.bd_lines) return "BODY lines";
      if (const char* what = difference(ours, *text.bd_fields)) return what;
      break;
    }
    case MAILIMAP_BODY_TYPE_1PART_MSG: {
      const auto& message = *theirs.bd_data.bd_type_msg;
      if (ours.kind != Body::Kind::message) return "BODY type";
      if (ours.lines != message.bd_lines) return "BODY lines";
      if (const char* what = difference(ours, *message.bd_fields)) return what;
      if (const char* what = difference(*ours.envelope, *message.bd_envelope)) return what;
      if (const char* what = difference(*ours.body, *message.bd_body)) return what;
      break;
    }
    case MAILIMAP_BODY_TYPE_1PART_BASIC: {
      const auto& basic = *theirs.bd_data.bd_type_basic;
      if (ours.kind != Body::Kind::basic || !same_type(ours, *basic.bd_media_basic) ||
          !etpan_same(ours.subtype, basic.bd_media_basic->med_subtype))
        return "BODY type";
      if (const char* what = difference(ours, *basic.bd_fields)) return what;
      break;
    }
    default:
      return "BODY type";
  }
  if (theirs.bd_ext_1part != nullptr && !etpan_same(ours.md5, theirs.bd_ext_1part->bd_md5)) return "BODYSTRUCTURE MD5";
  return tail_difference(ours, theirs.bd_ext_1part);
}

const char* difference(const Body& ours, const mailimap_body& theirs) {
  return theirs.bd_type == MAILIMAP_BODY_MPART ? difference(ours, *theirs.bd_data.bd_body_mpart)
                                               : difference(ours, *theirs.bd_data.bd_body_1part);
}

// --- sections and what is in them ------------------------------------------------------------------------------------

bool same_octets(const NString& ours, const char* theirs, std::size_t length) {
  if (!ours || theirs == nullptr) return !ours && theirs == nullptr;
  return ours->value == std::string_view(theirs, length);
}

bool same_section(const Section& ours, const mailimap_section* theirs) {
  if (theirs == nullptr) return ours.part.empty() && ours.text == Section::Text::none;
  const auto& spec = *theirs->sec_spec;
  const mailimap_section_msgtext* text = nullptr;
  bool mime = false;
  if (spec.sec_type == MAILIMAP_SECTION_SPEC_SECTION_MSGTEXT) {
    text = spec.sec_data.sec_msgtext;
    if (!ours.part.empty()) return false;
  } else {
    if (!etpan_same_numbers(ours.part, spec.sec_data.sec_part->sec_id)) return false;
    if (spec.sec_text != nullptr) text = spec.sec_text->sec_msgtext;
    mime = spec.sec_text != nullptr && spec.sec_text->sec_type == MAILIMAP_SECTION_TEXT_MIME;
  }
  if (text == nullptr) return ours.text == (mime ? Section::Text::mime : Section::Text::none);
  const auto* fields = text->sec_header_list;
  if (!etpan_same_strings(ours.fields, fields == nullptr ? nullptr : fields->hdr_list)) return false;
  switch (text->sec_type) {
    case MAILIMAP_SECTION_MSGTEXT_HEADER:
      return ours.text == Section::Text::header;
    case MAILIMAP_SECTION_MSGTEXT_HEADER_FIELDS:
      return ours.text == Section::Text::header_fields;
    case MAILIMAP_SECTION_MSGTEXT_HEADER_FIELDS_NOT:
      return ours.text == Section::Text::header_fields_not;
    case MAILIMAP_SECTION_MSGTEXT_TEXT:
      return ours.text == Section::Text::text;
    default:
      return false;
  }
}

// --- the items -------------------------------------------------------------------------------------------------------

bool same_date(const DateTime& ours, const mailimap_date_time& theirs) {
  const int zone = ours.zone_negative ? -ours.zone_hhmm : ours.zone_hhmm;
  return ours.day == theirs.dt_day && ours.month == theirs.dt_month && ours.year == theirs.dt_year &&
         ours.hour == theirs.dt_hour && ours.minute == theirs.dt_min && ours.second == theirs.dt_sec &&
         zone == theirs.dt_zone;
}

bool same_fetched_flag(const Flag& ours, const mailimap_flag_fetch& theirs) {
  if (theirs.fl_type == MAILIMAP_FLAG_FETCH_RECENT) return ours.kind == Flag::Kind::recent;
  return etpan_same_flag(ours, *theirs.fl_flag);
}

struct ItemDifference {
  const mailimap_msg_att_item& theirs;

  const mailimap_msg_att_static* fixed(int type) const {
    if (theirs.att_type != MAILIMAP_MSG_ATT_ITEM_STATIC) return nullptr;
    const auto* item = theirs.att_data.att_static;
    return item->att_type == type ? item : nullptr;
  }

  const char* operator()(const FetchFlags& ours) const {
    const bool same =
        theirs.att_type == MAILIMAP_MSG_ATT_ITEM_DYNAMIC &&
        etpan_same_list<mailimap_flag_fetch>(ours.flags, theirs.att_data.att_dyn->att_list, same_fetched_flag);
    return same ? nullptr : "FETCH FLAGS";
  }
  const char* operator()(const FetchUid& ours) const {
    const auto* item = fixed(MAILIMAP_MSG_ATT_UID);
    return item != nullptr && item->att_data.att_uid == ours.uid ? nullptr : "FETCH UID";
  }
  const char* operator()(const FetchInternalDate& ours) const {
    const auto* item = fixed(MAILIMAP_MSG_ATT_INTERNALDATE);
    return item != nullptr && same_date(ours.date, *item->att_data.att_internal_date) ? nullptr : "FETCH INTERNALDATE";
  }
  const char* operator()(const FetchSize& ours) const {
    const auto* item = fixed(MAILIMAP_MSG_ATT_RFC822_SIZE);
    return item != nullptr && item->att_data.att_rfc822_size == ours.octets ? nullptr : "FETCH RFC822.SIZE";
  }
  const char* operator()(const FetchEnvelope& ours) const {
    const auto* item = fixed(MAILIMAP_MSG_ATT_ENVELOPE);
    return item == nullptr ? "FETCH ENVELOPE" : difference(ours.envelope, *item->att_data.att_env);
  }
  const char* operator()(const FetchBody& ours) const {
    const auto* item = fixed(ours.structure ? MAILIMAP_MSG_ATT_BODYSTRUCTURE : MAILIMAP_MSG_ATT_BODY);
    if (item == nullptr) return "FETCH BODY";
    return difference(ours.body, ours.structure ? *item->att_data.att_bodystructure : *item->att_data.att_body);
  }
  const char* operator()(const FetchSection& ours) const {
    const auto* item = fixed(MAILIMAP_MSG_ATT_BODY_SECTION);
    if (item == nullptr) return "FETCH BODY[]";
    const auto& section = *item->att_data.att_body_section;
    if (!same_section(ours.section, section.sec_section)) return "FETCH BODY[] section";
    if (ours.origin.value_or(0) != section.sec_origin_octet) return "FETCH BODY[] origin";
    return same_octets(ours.octets, section.sec_body_part, section.sec_length) ? nullptr : "FETCH BODY[] octets";
  }
  const char* operator()(const FetchRfc822& ours) const {
    using Part = FetchRfc822::Part;
    const auto* item = fixed(ours.part == Part::all      ? MAILIMAP_MSG_ATT_RFC822
                             : ours.part == Part::header ? MAILIMAP_MSG_ATT_RFC822_HEADER
                                                         : MAILIMAP_MSG_ATT_RFC822_TEXT);
    // The three members of the union are the same struct.
    if (item == nullptr) return "FETCH RFC822";
    const auto& content = item->att_data.att_rfc822;
    return same_octets(ours.octets, content.att_content, content.att_length) ? nullptr : "FETCH RFC822 octets";
  }
  const char* operator()(const FetchModSeq& ours) const {
    const auto* extension =
        theirs.att_type == MAILIMAP_MSG_ATT_ITEM_EXTENSION ? theirs.att_data.att_extension_data : nullptr;
    const bool same = extension != nullptr && extension->ext_extension == &mailimap_extension_condstore &&
                      static_cast<const mailimap_condstore_fetch_mod_resp*>(extension->ext_data)->cs_modseq_value ==
                          ours.mod_sequence;
    return same ? nullptr : "FETCH MODSEQ";
  }
  const char* operator()(const auto&) const { return "FETCH item"; }  // that it does not claim to read
};

}  // namespace

const char* etpan_difference(const FetchData& ours, const mailimap_msg_att* theirs) {
  if (ours.number != theirs->att_number) return "FETCH number";
  const auto items = etpan_items<mailimap_msg_att_item>(theirs->att_list);
  if (items.size() != ours.items.size()) return "FETCH items";
  for (std::size_t i = 0; i < items.size(); ++i)
    if (const char* what = std::visit(ItemDifference{*items[i]}, ours.items[i])) return what;
  return nullptr;
}

}  // namespace imapspec::fuzz
