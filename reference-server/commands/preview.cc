#include "reference-server/commands/preview.h"

#include "harness/mail/preview.h"

namespace imapspec::reference_server {

// RFC 8970 section 3.2: NIL only to one who said LAZY, which is all that preview_mods can hold; a message without text
// has an empty preview.
grammar::FetchPreview preview(Session& session, Exchange& exchange, const grammar::FetchAtt& att,
                              const mail::Part& message) {
  if (!att.preview_mods.empty() && !session.choices().decide(&Decisions::preview_is_ready, true)) return {};
  const std::size_t characters = session.choices().decide(&Decisions::preview_characters_max, mail::kPreviewCharacters);
  const std::string_view text = exchange.arena().copy(mail::preview_of(message, characters));
  return {grammar::String{text, grammar::Form::literal}};
}

}  // namespace imapspec::reference_server
