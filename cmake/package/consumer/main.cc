#include <iostream>

#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

int main() {
  imapspec::Arena arena;
  const auto response = imapspec::grammar::parse_response("* 3 FETCH (UID 7)\r\n", arena);
  std::cout << (response ? "read\n" : "refused\n");
  std::cout << imapspec::grammar::diagnose_command("a1 NOPO\r\n").to_string() << '\n';
  return response ? 0 : 1;
}
