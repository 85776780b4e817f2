#include "harness/runner/skip.h"

#include <algorithm>

#include "harness/oracle/follow.h"
#include "harness/runner/rev2.h"
#include "harness/sasl/sasl.h"

namespace imapspec::runner {

using scenario::SessionSpec;
using scenario::Step;

namespace {

using Reason = std::optional<std::string>;

Stage stage_of(SessionSpec::State state) {
  switch (state) {
    case SessionSpec::State::none:
    case SessionSpec::State::greeted:
      return Stage::greeted;
    case SessionSpec::State::secured:
      return Stage::secured;
    default:
      return Stage::authenticated;
  }
}

std::string alternatives(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " or ") + name;
  return text;
}

// `requires` is asked of the stage in which the scenario begins. `rev2`: IMAP4rev2 is spoken then.
Reason lacks(const scenario::Requirement& requirement, const Survey& survey, Stage stage, bool rev2) {
  const bool offered = std::any_of(requirement.any.begin(), requirement.any.end(), [&](const auto& written) {
    const std::string name = oracle::upper_case(written);
    return survey.offers(name, stage) || (rev2 && oracle::is_in_rev2(name));
  });
  if (requirement.negated && offered) return "the server offers " + alternatives(requirement.any);
  if (!requirement.negated && !offered) return "no " + alternatives(requirement.any);
  return std::nullopt;
}

Reason lacks(const SessionSpec& session, const PeerProfile& profile, const Survey& survey) {
  if (session.user > profile.accounts.size()) return "no account " + std::to_string(session.user) + " was given";
  const Stage stage = stage_of(session.state);
  if (stage != Stage::authenticated && session.state != SessionSpec::State::none && survey.preauth)
    return "the server greets with PREAUTH";
  if (session.state == SessionSpec::State::greeted && profile.tls == PeerProfile::Tls::implicit)
    return "TLS comes before the greeting";
  for (const auto& capability : session.enable)
    if (!survey.offers(oracle::upper_case(capability), Stage::authenticated)) return "no " + capability;
  return std::nullopt;
}

// What `authenticate` with this mechanism needs of us beside a password.
Reason lacks_proof(std::string_view mechanism, const PeerProfile& profile) {
  const auto* known = sasl::find_mechanism(mechanism);
  if (known == nullptr) return std::nullopt;
  if (known->bearer && profile.accounts.front().token.empty()) return "no access token is known";
  if (known->name == "EXTERNAL" && !profile.has_certificate) return "no certificate of ours is known";
  return std::nullopt;
}

}  // namespace

bool has_step(const scenario::Scenario& scenario, Step::Kind kind) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(),
                     [kind](const Step& step) { return step.kind == kind; });
}

Reason reason_to_skip(const scenario::Scenario& scenario, const PeerProfile& profile, const Survey& survey,
                      bool rev2_only) {
  if (!scenario.beyond_grammar.empty()) return "its " + alternatives(scenario.beyond_grammar) + " cannot be read yet";
  const bool rev1 = survey.offer.authenticated.contains("IMAP4REV1"),
             rev2 = survey.offer.authenticated.contains("IMAP4REV2");
  if (rev2_only && !scenario.rev2) return "not of IMAP4rev2";
  if (rev2_only && !rev2) return "no IMAP4rev2";
  if (!(scenario.rev1 && rev1) && !(scenario.rev2 && rev2)) {
    if (!rev1 && !rev2) return "the server lists neither IMAP4rev1 nor IMAP4rev2";
    return scenario.rev2 ? "no IMAP4rev2" : "no IMAP4rev1";
  }
  const Stage stage = scenario.sessions.empty() ? Stage::authenticated : stage_of(scenario.sessions.front().state);
  const bool speaks_rev2 = plays_rev2(scenario, survey, rev2_only) && (stage == Stage::authenticated || !rev1);
  for (const auto& requirement : scenario.requires_)
    if (auto reason = lacks(requirement, survey, stage, speaks_rev2)) return reason;
  for (const auto& session : scenario.sessions)
    if (auto reason = lacks(session, profile, survey)) return reason;
  for (const auto& mailbox : scenario.given.mailboxes) {
    if (!mailbox.under.empty() && survey.separator.empty()) return "mailboxes have no levels";
    if (mailbox.name == "INBOX" && !profile.inbox_may_be_emptied) return "INBOX may not be touched";
    if (!mailbox.acl.empty() && !survey.offers("ACL", Stage::authenticated)) return "no ACL";
  }
  if (scenario.exclusive == "inbox" && !profile.inbox_may_be_emptied) return "INBOX may not be touched";
  for (const auto& step : scenario.steps)
    if (step.kind == Step::Kind::authenticate)
      if (auto reason = lacks_proof(step.argument, profile)) return reason;
  if (has_step(scenario, Step::Kind::deflate) && !survey.offers("COMPRESS=DEFLATE", Stage::authenticated))
    return "no COMPRESS=DEFLATE";
  return std::nullopt;
}

}  // namespace imapspec::runner
