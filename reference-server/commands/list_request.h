// ListRequest: what a LIST command asks for beside names: the selection and return options of RFC 5258, RFC 5819 and
// RFC 6154.
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

struct ListRequest {
  bool extended = false;  // written in one of the ways of RFC 5258 section 3
  // Which names: all that exist, or those that satisfy each of these.
  bool subscribed = false;
  bool special_use = false;
  bool recursive = false;  // also names that do not, above such as do
  // What of them.
  bool tells_subscribed = false;
  bool tells_children = false;
  bool tells_special_use = false;
  List<grammar::StatusItem> status;

  bool selects() const { return subscribed || special_use; }
};

// Options that are not offered are passed over.
ListRequest list_request(const grammar::ListCommand& command);

// Whether the server has all that the command uses of these extensions.
bool list_is_offered(const Session& session, const grammar::ListCommand& command);

}  // namespace imapspec::reference_server
