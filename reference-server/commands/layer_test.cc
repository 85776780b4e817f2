#include "reference-server/quirks/quirk.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class LayerTest : public ServerTest {};

TEST_F(LayerTest, CompressIsGrantedOnce) {
  Client client(server);
  client.expect("a COMPRESS DEFLATE", {"a BAD Please log in first"});
  client.logged_in().expect("b compress deflate", {"b OK ..."});
  EXPECT_TRUE(client.connection().wants_deflate());
  client.expect("c NOOP", {});  // in clear, and lost
  client.connection().deflate_started();
  client.expect("d NOOP", {"d OK ..."}).expect("e COMPRESS DEFLATE", {"e BAD Compression is active already"});
  EXPECT_FALSE(client.connection().wants_deflate());
}

TEST_F(LayerTest, UnauthenticateForgetsTheLogin) {
  add_messages(1);
  Client client(server);
  client.expect("a UNAUTHENTICATE", {"a BAD Please log in first"});
  client.selected();
  client.expect("d UNAUTHENTICATE", {"d OK ..."}).expect("e SELECT INBOX", {"e BAD Please log in first"});
  client.logged_in().expect("f CHECK", {"f BAD No mailbox is selected"});
}

TEST_F(LayerTest, UnauthenticateForgetsTheSavedResult) {  // SELECT would too; here it does not
  add_messages(1);
  server.choices().add(find_quirk("select-keeps-saved-result")->make());
  Client client(server);
  client.selected();
  client.expect("a SEARCH RETURN (SAVE) ALL", {"a OK ..."}).expect("b UNAUTHENTICATE", {"b OK ..."});
  client.selected();
  client.expect("c FETCH $ UID", {"c OK ..."});
}

TEST_F(LayerTest, UnauthenticateEndsTheCompression) {
  Client client(server);
  client.logged_in().says("a COMPRESS DEFLATE");
  client.connection().deflate_started();
  client.expect("b UNAUTHENTICATE", {"b OK ..."});
  EXPECT_TRUE(client.connection().ends_deflate());
  client.expect("c NOOP", {});  // compressed, behind the end of it, and lost
  client.connection().deflate_ended();
  client.logged_in().expect("d COMPRESS DEFLATE", {"d OK ..."});
}

TEST_F(LayerTest, WhatIsNotCompressedNeedNotEnd) {
  Client client(server);
  client.logged_in().expect("a UNAUTHENTICATE", {"a OK ..."});
  EXPECT_FALSE(client.connection().ends_deflate());
}

TEST_F(LayerTest, UnauthenticateMaySayByeUnderCompression) {
  server.choices().add(find_quirk("bye-under-compression")->make());
  Client client(server);
  client.logged_in().expect("a UNAUTHENTICATE", {"a OK ..."});
  client.logged_in().says("b COMPRESS DEFLATE");
  client.connection().deflate_started();
  client.expect("c UNAUTHENTICATE", {"* BYE ..."});
  EXPECT_TRUE(client.connection().closed());
}

}  // namespace
}  // namespace imapspec::reference_server
