// Decisions: every point at which the server chooses: one named virtual for each MAY and for each thing that can go
// wrong, and hooks on commands, responses and octets. A quirk decides wrongly, a variation unusually; both are one
// small class.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "harness/grammar/command/command.h"
#include "harness/mail/threads.h"
#include "reference-server/store/flag_set.h"
#include "reference-server/store/mailbox.h"

namespace imapspec::reference_server {

class Exchange;

// Each point is given what the server would do, and returns what it shall do. All are called with the store locked.
class Decisions {
 public:
  virtual ~Decisions() = default;

  // The store.
  virtual std::uint32_t next_uid(std::uint32_t proper, Origin) { return proper; }
  virtual std::uint32_t uidvalidity(std::uint32_t proper, std::uint32_t /*of the name's last owner; 0: none*/) {
    return proper;
  }
  virtual std::string stored_octets(std::string proper, Origin) { return proper; }
  virtual FlagSet stored_flags(FlagSet proper, Origin) { return proper; }
  virtual grammar::DateTime stored_date(grammar::DateTime proper, Origin) { return proper; }
  virtual bool arrives_recent(bool proper, Origin) { return proper; }
  virtual bool names_inbox(bool proper, std::string_view /*name, or its first level*/) { return proper; }
  virtual bool makes_missing_target(bool proper) { return proper; }     // of APPEND, COPY, MOVE and REPLACE
  virtual bool status_takes_recent(bool proper) { return proper; }      // as SELECT does
  virtual bool superiors_are_mailboxes(bool proper) { return proper; }  // those that CREATE and RENAME make on the way
  virtual bool rename_takes_inferiors(bool proper) { return proper; }
  virtual bool delete_takes_inferiors(bool proper) { return proper; }
  virtual bool delete_unsubscribes(bool proper) { return proper; }
  // Whether the result is NO since the mailbox was opened by EXAMINE.
  virtual bool minds_read_only(bool proper, const Exchange&) { return proper; }

  // Mod-sequences (RFC 7162).
  virtual bool keeps_modseqs(bool proper, std::string_view /*mailbox*/) { return proper; }  // else NOMODSEQ
  virtual std::uint64_t first_modseq(std::uint64_t proper) { return proper; }
  virtual std::uint64_t modseq_on_arrival(std::uint64_t proper, std::uint64_t /*where it came from; 0: nowhere*/,
                                          Origin) {
    return proper;
  }
  virtual bool change_raises_modseq(bool proper, const FlagSet& /*before*/, const FlagSet& /*after*/) { return proper; }
  virtual bool enables(bool proper, std::string_view /*extension*/, const grammar::Enable&) { return proper; }
  virtual bool enables_condstore(bool proper, const grammar::CommandBody&) { return proper; }
  virtual bool tells_highest_modseq(bool proper, bool /*the client is aware*/) { return proper; }  // in SELECT
  virtual bool refuses_without_modseqs(bool proper) { return proper; }  // what needs them, by BAD (3.1.2.2)
  virtual bool is_changed_since(bool proper, const Message&, std::uint64_t /*asked*/) { return proper; }
  virtual bool is_unchanged_since(bool proper, const Message&, const grammar::Store&) { return proper; }
  virtual bool conditional_store_goes_on(bool proper) { return proper; }  // behind a message that fails the test
  virtual bool modified_in_uids(bool proper, const grammar::Store&) { return proper; }
  virtual std::uint64_t search_modseq_told(std::uint64_t proper, const Mailbox&) { return proper; }

  virtual bool removal_raises_modseq(bool proper) { return proper; }
  virtual bool remembers_removal(bool proper, Removal) { return proper; }  // with its mod-sequence
  virtual bool forgets_removals(bool proper) { return proper; }            // all that is remembered, at each removal
  virtual bool tells_by_vanished(bool proper, const grammar::CommandBody*) { return proper; }  // else by EXPUNGE
  virtual bool refuses_without_qresync(bool proper, const grammar::CommandBody&) { return proper; }
  virtual bool minds_uidvalidity(bool proper) { return proper; }  // of the QRESYNC parameter
  virtual bool minds_known_uids(bool proper) { return proper; }
  virtual bool belong_together(bool proper) { return proper; }  // a number and UID of the match data (3.2.5.2)
  virtual bool holds_highest_modseq_back(bool proper) { return proper; }

  // Identifiers, save dates and previews (RFC 8474, RFC 8514, RFC 8970).
  virtual bool is_born_here(bool proper, Origin) { return proper; }  // else EMAILID is that of where it came from
  virtual std::uint32_t mailbox_number_told(std::uint32_t proper, const Mailbox&) { return proper; }
  virtual bool keeps_save_dates(bool proper, std::string_view /*mailbox*/) { return proper; }
  virtual std::int64_t save_date(std::int64_t proper, const Message&, Origin) { return proper; }
  virtual std::uint64_t mailbox_size_told(std::uint64_t proper, const Mailbox&) { return proper; }  // STATUS SIZE
  virtual bool tells_appendlimit_of_all(bool proper) { return proper; }  // else for each mailbox (RFC 7889 section 2)
  virtual bool preview_is_ready(bool proper) { return proper; }          // else NIL, where LAZY permits it
  virtual std::size_t preview_characters_max(std::size_t proper) { return proper; }

  // Connection and login.
  virtual bool understands(bool proper, std::string_view /*the command*/) { return proper; }  // else BAD
  virtual bool skips_refused_literal(bool proper) { return proper; }  // that comes all the same (RFC 7888 section 4)
  virtual bool unreadable_response_is_bad(bool proper) { return proper; }  // to AUTHENTICATE, no base64; else NO
  virtual bool forgets_clear_octets_at_starttls(bool proper) { return proper; }
  virtual bool asks_for_literal(bool proper, bool /*synchronising*/) { return proper; }  // by "+"
  virtual bool greets_with_capabilities(bool proper) { return proper; }                  // a code of the greeting
  virtual bool tells_capabilities(bool proper) { return proper; }  // in the OK of LOGIN and AUTHENTICATE
  virtual bool proves_itself(bool proper) { return proper; }  // where the mechanism has the server do so (RFC 5802)
  virtual bool cancelled_exchange_is_bad(bool proper) { return proper; }  // else NO

  // A selected mailbox.
  virtual bool selected_after_failed_select(bool proper) { return proper; }  // RFC 3501 section 6.3.1: none is
  virtual bool expunges_visible_during(bool proper, const grammar::CommandBody*) {
    return proper;
  }  // null: none in progress
  virtual bool expunges_highest_first(bool proper) { return proper; }
  virtual bool news_without_command(bool proper) { return proper; }  // EXISTS, RECENT and FETCH at any time (5.3)
  virtual bool news_while_idling(bool proper) { return proper; }
  virtual bool tells_flag_changes(bool proper) { return proper; }       // of other sessions (5.2)
  virtual bool refuses_unknown_numbers(bool proper) { return proper; }  // BAD; else they are passed over
  virtual bool sets_seen(bool proper, const grammar::FetchAtt&, bool /*read only*/) { return proper; }
  virtual bool claims_recent(bool proper, bool /*read only*/) {
    return proper;
  }  // what it is told of is not \Recent to others
  virtual FlagSet flags_after_store(FlagSet proper, const FlagSet& /*before*/, const grammar::Store&) { return proper; }
  virtual bool store_is_silent(bool proper) { return proper; }  // with .SILENT
  virtual bool silent_store_leaves_news(bool proper) {
    return proper;
  }  // changes of others that it covers are still told
  virtual bool uid_expunge_minds_set(bool proper) { return proper; }
  virtual std::uint64_t size_told(std::uint64_t proper, const Message&) { return proper; }  // RFC822.SIZE
  virtual bool close_expunges(bool proper, bool /*read only*/) { return proper; }
  virtual bool search_key_matches(bool proper, const grammar::SearchKey&, const Message&) { return proper; }
  virtual std::int64_t search_target_time(std::int64_t proper, const grammar::SearchKey&, const Message&) {
    return proper;
  }  // of OLDER and YOUNGER
  virtual std::vector<std::uint32_t> saved_result(std::vector<std::uint32_t> proper,
                                                  const std::vector<std::uint32_t>& /*all UIDs that were found*/,
                                                  const grammar::Search&) {
    return proper;
  }  // UIDs, after a SEARCH that is OK
  virtual std::vector<std::uint32_t> saved_numbers(std::vector<std::uint32_t> proper,
                                                   const std::vector<std::uint32_t>& /*UIDs*/,
                                                   bool /*in place of UIDs*/) {
    return proper;
  }  // that "$" names
  virtual std::vector<std::uint32_t> partial_results(std::vector<std::uint32_t> proper, const grammar::PartialRange&,
                                                     const std::vector<std::uint32_t>& /*all*/) {
    return proper;
  }
  virtual bool failed_search_empties_saved_result(bool proper) { return proper; }  // NO to a SEARCH with SAVE
  virtual bool select_empties_saved_result(bool proper) { return proper; }
  // SORT and THREAD.
  virtual std::int64_t sent_time(std::int64_t proper, const Message&) { return proper; }
  virtual std::int64_t sort_number(std::int64_t proper, const grammar::SortCriterion&, const Message&) {
    return proper;
  }  // a date or a size
  virtual std::string sort_text(std::string proper, const grammar::SortCriterion&, const Message&) { return proper; }
  virtual bool reverse_turns_equals(bool proper) { return proper; }
  virtual mail::Threadable threadable(mail::Threadable proper, const Message&) { return proper; }

  virtual bool name_matches(bool proper, std::string_view /*pattern*/, std::string_view /*name*/) { return proper; }
  virtual bool list_selects(bool proper, const grammar::ListCommand&, std::string_view /*name*/, bool /*exists*/) {
    return proper;
  }  // whether a name satisfies the selection options (RFC 5258 section 3)
  virtual bool refuses_list_option(bool proper) { return proper; }  // that is not offered; else it is passed over
  virtual bool tells_subscribed_unasked(bool proper) { return proper; }
  virtual bool tells_children_unasked(bool proper) { return proper; }  // RFC 3348 section 3
  virtual bool subscribes_to_any_name(bool proper) { return proper; }  // else to what exists (RFC 3501 section 6.3.6)
  virtual bool tells_special_use_unasked(bool proper) { return proper; }  // RFC 6154 section 2
  virtual bool uses_may_repeat(bool proper) { return proper; }            // several mailboxes of one use (section 3)
  virtual std::vector<std::string> created_uses(std::vector<std::string> proper) { return proper; }
  virtual bool creates_despite_refused_use(bool proper) { return proper; }
  // APPEND and BINARY.
  virtual bool append_is_atomic(bool proper) { return proper; }  // RFC 3502: all messages or none
  virtual bool refuses_empty_message(bool proper) { return proper; }
  virtual std::string storable_octets(std::string proper, std::string_view /*given*/) { return proper; }
  virtual bool refuses_unknown_encoding(bool proper) { return proper; }  // NO [UNKNOWN-CTE] (RFC 3516 section 4.3)
  virtual std::string_view binary_octets(std::string_view proper, std::string_view /*stored*/) { return proper; }
  virtual std::uint64_t binary_size(std::uint64_t proper, std::uint64_t /*stored*/) { return proper; }
  // COMPRESS and UNAUTHENTICATE.
  virtual bool refuses_to_compress_twice(bool proper) { return proper; }
  virtual bool ends_compression(bool proper) { return proper; }            // with UNAUTHENTICATE (RFC 8437 section 4.1)
  virtual bool says_bye_under_compression(bool proper) { return proper; }  // to UNAUTHENTICATE, in place of that
  virtual bool selection_ends_with_login(bool proper) { return proper; }
  virtual bool enabled_ends_with_login(bool proper) { return proper; }

  // What RFC 9051 has changed, once it is enabled.
  virtual bool tells_recent(bool proper) { return proper; }                      // RECENT responses
  virtual bool knows_recent(bool proper) { return proper; }                      // \Recent among the flags of FETCH
  virtual bool lists_selected(bool proper, bool /*EXAMINE*/) { return proper; }  // LIST in SELECT
  virtual bool says_closed(bool proper, const Mailbox& /*that was selected*/, const Mailbox* /*that will be*/) {
    return proper;
  }
  virtual bool news_have_uids(bool proper, const grammar::CommandBody*) { return proper; }  // null: none in progress
  virtual bool search_is_esearch(bool proper, const grammar::Search&) { return proper; }
  virtual bool counts_as_deleted(bool proper, const Message&) { return proper; }  // in STATUS
  virtual bool unsubscribes_nothing(bool proper) { return proper; }               // OK where there is no subscription
  virtual bool names_are_utf8(bool proper) { return proper; }                     // in responses
  virtual bool normalizes_names(bool proper) { return proper; }  // else such as are not normalized are refused (5.1)
  virtual bool refuses_name_by_form(bool proper) { return proper; }  // of a new mailbox
  virtual bool tells_old_name(bool proper) { return proper; }
  // ENABLE UTF8=ACCEPT (RFC 6855).
  virtual bool refuses_what_is_no_utf8(bool proper) { return proper; }  // in quoted strings, by BAD
  virtual bool refuses_charset(bool proper) { return proper; }          // of SEARCH, by BAD
  virtual bool takes_eight_bit_header(bool proper, bool /*enabled*/) { return proper; }
  // REPLACE (RFC 8508).
  virtual Message replacing(Message proper, const Message& /*what goes*/) { return proper; }
  // The UIDs that go; none if the command was refused.
  virtual std::vector<std::uint32_t> replaced(std::vector<std::uint32_t> proper, std::uint32_t /*the one it names*/,
                                              const Mailbox&) {
    return proper;
  }

  // Hooks. An Exchange holds what is about to be sent, typed: responses may be changed, moved, added and left out.
  virtual void on_command(const grammar::Command&) {}
  virtual void on_exchange(Exchange&) {}
  virtual std::string octets(std::string proper) { return proper; }  // of one response, as it goes out
};

// The decisions in force, in the order in which they were given: each sees what the one before it decided. A copy shares them, and
// may have more.
class Choices {
 public:
  // What is given twice is in force once.
  void add(std::shared_ptr<Decisions> decisions) {
    const Decisions& added = *decisions;
    for (const auto& each : in_force_)
      if (const Decisions& there = *each; typeid(there) == typeid(added)) return;
    in_force_.push_back(std::move(decisions));
  }
  const std::vector<std::shared_ptr<Decisions>>& in_force() const { return in_force_; }

  // decide(&Decisions::next_uid, proper, origin)
  template <class T, class... Parameters, class... Arguments>
  T decide(T (Decisions::*point)(T, Parameters...), std::type_identity_t<T> proper,
           const Arguments&... arguments) const {
    for (const auto& decisions : in_force_) proper = (decisions.get()->*point)(std::move(proper), arguments...);
    return proper;
  }

 private:
  std::vector<std::shared_ptr<Decisions>> in_force_;
};

}  // namespace imapspec::reference_server
