// Every example line of the RFCs in rfc_examples.h parses and prints back to the octet, or stands in the table of
// exceptions with the octet that is wrong and why. The texts are read at test time from the folder IMAPSPEC_RFC_DIR
// (../shared/rfc beside the sources, if it is not set); they are no part of the project.
//
// How lines become messages:
// 1. Form feeds, the last line of a page (it ends in "[Page n]") and the first of the next (it begins with "RFC nnnn")
//    are dropped together with the empty lines around them, so that an example goes on across pages.
// 2. An utterance begins with "C:" or "S:" behind spaces, or behind "Example:". The lines below it that are indented as
//    far as its "C:" or "S:", or deeper, belong to it, up to an empty line; those within "<" and ">", those that end in
//    " later]", and those that begin with "//" or "..." are stage directions, and so is all from "(note" on. A backslash
//    at the end of a line folds it (RFC 8792).
// 3. Where a line was broken stands SP if the grammar lets SP stand there, else nothing. SASL data (no space but that
//    behind "+") are joined without.
// 4. RFCs have no space at the end of a line: "+" alone is "+" SP.
// 5. A client's line after "+" is an answer if its command is AUTHENTICATE (base64) or IDLE (DONE).
// 6. Behind a line of a client that ends in {n}, its next lines are the literal. If there is one line and it is longer
//    than n, what is behind n octets goes on with the command. Else the literal is all of them, each with CRLF if there
//    are several; an empty last line is the CRLF that ends the command. Behind a server's {n} the literal goes up to the
//    line that begins with ")", or for n octets or up to an empty line if there is none; if it is only described, it is
//    empty. n is corrected to what is there. Behind a client's literal a line goes on with the command if it is indented
//    by one space or is ")" alone. A command whose literal the server did not want is counted apart.
// 7. An utterance that the RFC itself leaves out in part, with "..." or a remark in parentheses for data, is no message;
//    these are counted apart.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <vector>

#include "harness/grammar/core/string.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/rfc_examples.h"

namespace imapspec::grammar {
namespace {
using namespace testing;
using namespace rfc_examples;

struct Utterance {
  char side = 'C';
  int line = 0;
  std::vector<std::string> pieces;  // as the lines were broken
  bool goes_on = false;             // indented by one space: it may go on with a command behind a literal
};

std::string rfc_folder() {
  const char* given = std::getenv("IMAPSPEC_RFC_DIR");
  return given != nullptr ? given : IMAPSPEC_SOURCE_DIR "/../shared/rfc";
}

bool blank(const std::string& line) {
  return line.find_first_not_of(" \r\f") == std::string::npos;
}

// Rule 1: the lines of a text with their numbers.
std::vector<std::pair<int, std::string>> lines_of(std::istream& in, int rfc) {
  std::vector<std::pair<int, std::string>> lines;
  bool after_furniture = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find("[Page ") != std::string::npos && line.ends_with("]")) {
      while (!lines.empty() && blank(lines.back().second)) lines.pop_back();
      after_furniture = true;
    } else if (!after_furniture || (!blank(line) && !line.starts_with("RFC " + std::to_string(rfc)))) {
      lines.emplace_back(number, line);
      after_furniture = false;
    }
  }
  return lines;
}

std::string unfolded(std::string_view line) {
  if (line.ends_with(" \\")) line.remove_suffix(2);
  return std::string(line);
}

// Rule 2. Utterances of one example follow each other; a nullopt stands between examples.
std::vector<Utterance> utterances_of(const std::vector<std::pair<int, std::string>>& lines) {
  std::vector<Utterance> found;
  std::size_t column = 0;
  bool open = false, direction = false;
  for (const auto& [number, line] : lines) {
    std::size_t at = line.find_first_not_of(' ');
    if (at == std::string::npos) {
      open = direction = false;
      continue;
    }
    if (line.substr(at).starts_with("Example"))
      at = std::min(line.find_first_not_of(' ', std::min(line.find(':', at), line.size() - 1) + 1), line.size() - 1);
    const std::string_view rest = std::string_view(line).substr(at);
    if ((rest.starts_with("C:") || rest.starts_with("S:")) && (rest.size() == 2 || rest[2] == ' ')) {
      const std::size_t text = std::min(rest.find_first_not_of(' ', 2), rest.size());
      direction = false;
      found.push_back({rest[0], number, {unfolded(rest.substr(text))}, text == 4});
      column = at;
      open = true;
    } else if (rest.starts_with("(note")) {
      open = false;
    } else if (direction || rest.starts_with("<") || rest.ends_with(" later]")) {
      direction = rest.starts_with("[") ? false : !rest.ends_with(">");
    } else if (open && at >= column && !rest.starts_with("//") && !rest.starts_with("...")) {
      found.back().pieces.push_back(unfolded(rest));
    }
  }
  return found;
}

struct Message {
  char side = 'C';
  int line = 0;
  std::string octets;
};

Dialect dialect_of(int rfc) {
  const auto* source = std::find_if(std::begin(kSources), std::end(kSources), [rfc](auto& s) { return s.rfc == rfc; });
  return {source->revision, source->utf8};
}

std::optional<ParseError> refusal(char side, std::string_view octets, int rfc) {
  Arena arena;
  if (side == 'C') {
    const auto command = parse_command(octets, arena, dialect_of(rfc));
    return command ? std::nullopt : std::optional(command.error());
  }
  const auto response = parse_response(octets, arena, dialect_of(rfc));
  return response ? std::nullopt : std::optional(response.error());
}

// The announcement at the end of a line: where it begins and its number.
std::optional<std::pair<std::size_t, std::size_t>> announced(const std::string& text) {
  if (!text.ends_with("}")) return std::nullopt;
  const std::size_t brace = text.rfind('{');
  if (brace == std::string::npos) return std::nullopt;
  return std::pair(brace, static_cast<std::size_t>(std::strtoul(text.c_str() + brace + 1, nullptr, 10)));
}

// Rules 3 and 4: the utterance behind what went before it in its message.
std::string joined_pieces(const Utterance& u, int rfc, const std::string& before = "") {
  std::string text = before + u.pieces.front();
  if (text == "+") return "+ ";
  for (std::size_t i = 1; i < u.pieces.size(); ++i) {
    if (const auto literal = announced(text); literal && u.side == 'S') {
      text.resize(literal->first);
      text += "{0}\r\n" + u.pieces[i];
      continue;
    }
    const bool sasl = text.find(' ', text.starts_with("+ ") ? 2 : 0) == std::string::npos;
    const auto with_space = refusal(u.side, text + ' ', rfc);
    if (!sasl && (!with_space || with_space->kind == ParseError::Kind::incomplete)) text += ' ';
    text += u.pieces[i];
  }
  return text;
}

// Rule 7: dots for data are no atom of their own.
bool left_out(std::string_view text) {
  return text.starts_with("...") || text.ends_with("...") || text.starts_with("(") || text.starts_with("[") ||
         text.find(" . . .") != std::string_view::npos || text.find("(...") != std::string_view::npos ||
         text.find(" ...") != std::string_view::npos || text.find("[...]") != std::string_view::npos;
}

class Assembler {
 public:
  explicit Assembler(int rfc) : rfc_(rfc) {}
  std::vector<Message> messages;
  int answers = 0, elided = 0, refused = 0;

  void assemble(const std::vector<Utterance>& utterances) {
    for (std::size_t i = 0; i < utterances.size(); ++i) {
      const Utterance& u = utterances[i];
      std::string text = joined_pieces(u, rfc_);
      if (left_out(text)) {
        ++elided;
      } else if (u.side == 'C' && answering_) {
        answer(text);
      } else {
        const std::size_t taken =
            u.side == 'C' ? client_literals(text, utterances, i + 1) : server_literal(text, utterances, i + 1);
        note_state(u.side, text);
        i += taken;
        const auto error = refusal(u.side, text + "\r\n", rfc_);
        if (u.side == 'C' && announced(text) && error && error->kind == ParseError::Kind::incomplete)
          ++refused;
        else
          messages.push_back({u.side, u.line, text + "\r\n"});
      }
    }
  }

 private:
  void note_state(char side, const std::string& text) {
    if (side == 'C') command_ = text;
    if (side == 'S' && text.starts_with("+")) answering_ = has(" AUTHENTICATE ") || has(" IDLE");
    if (side == 'S' && !text.starts_with("+") && !text.starts_with("*")) answering_ = false;
  }
  bool has(const char* word) const { return command_.find(word) != std::string::npos; }

  void answer(const std::string& text) {  // rule 5
    ++answers;
    answering_ = false;
    if (has(" IDLE")) {
      EXPECT_EQ(text, "DONE");
    } else {
      ok(base64, text);
    }
  }

  // Rule 6. How many utterances were taken as the literal's.
  std::size_t client_literals(std::string& text, const std::vector<Utterance>& all, std::size_t next) {
    std::size_t taken = 0;
    for (auto literal = announced(text); literal; literal = announced(text)) {
      std::size_t from = next + taken;
      if (from < all.size() && all[from].side == 'S' && all[from].pieces.front().starts_with("+")) {
        messages.push_back({'S', all[from].line, joined_pieces(all[from], rfc_) + "\r\n"});
        ++from;
      }
      std::size_t end = from;
      while (end < all.size() && all[end].side == 'C') ++end;
      if (end == from) return taken;  // the command was refused, so that no literal came
      const std::string& first = all[from].pieces.front();
      if (announced(first) && first.size() > literal->second) {
        text += "\r\n" + first;
        taken = from + 1 - next;
        continue;
      }
      std::string octets = first;
      if (announced_ends_message(all, from)) end = from + 1;
      std::size_t last = from + 1;
      for (; last < end && !all[last].goes_on && all[last].pieces.front() != ")"; ++last)
        octets += "\r\n" + all[last].pieces.front();
      if (last == end) {
        replace_announcement(text, *literal, octets);
        return end - next;
      }
      replace_announcement(text, *literal, octets + "\r\n");
      text = joined_pieces(all[last], rfc_, all[last].goes_on ? text + " " : text);
      taken = last + 1 - next;
    }
    return taken;
  }
  // A single line of data, behind which the client's next line is a command of its own.
  bool announced_ends_message(const std::vector<Utterance>& all, std::size_t from) const {
    return from + 1 < all.size() && all[from + 1].side == 'C' && !all[from].pieces.front().empty() &&
           all[from].pieces.front().find(':') == std::string::npos;
  }

  std::size_t server_literal(std::string& text, const std::vector<Utterance>& all, std::size_t next) {
    const auto literal = announced(text);
    if (!literal) return 0;
    std::string octets;
    for (std::size_t i = next; i < all.size() && all[i].side == 'S'; ++i) {
      if (all[i].pieces.front().starts_with(")")) {
        replace_announcement(text, *literal, octets);
        text += all[i].pieces.front();
        return i + 1 - next;
      }
      octets += all[i].pieces.front() + "\r\n";
    }
    octets.clear();  // no ")": the announced octets, and what the next line has behind them
    for (std::size_t i = next; i < all.size() && all[i].side == 'S'; ++i) {
      if (octets.size() == literal->second || octets.ends_with("\r\n\r\n")) {
        replace_announcement(text, *literal, octets);
        text += all[i].pieces.front();
        return i + 1 - next;
      }
      octets += all[i].pieces.front() + "\r\n";
    }
    return 0;
  }

  static void replace_announcement(std::string& text, std::pair<std::size_t, std::size_t> literal,
                                   const std::string& octets) {
    const bool plus = text.ends_with("+}");
    text.resize(literal.first);
    text += "{" + std::to_string(octets.size()) + (plus ? "+}\r\n" : "}\r\n") + octets;
  }

  int rfc_;
  std::string command_;
  bool answering_ = false;
};

void examples_of(const Source& source, int& total, int& exceptions) {
  const int rfc = source.rfc;
  const std::string path =
      rfc_folder() + (source.reconstructed ? "/reconstructed/rfc" : "/rfc") + std::to_string(rfc) + ".txt";
  std::ifstream in(path, std::ios::binary);
  ASSERT_TRUE(in) << path;
  Assembler assembler(rfc);
  assembler.assemble(utterances_of(lines_of(in, rfc)));
  int here = 0;
  for (const auto& message : assembler.messages) {
    const auto error = refusal(message.side, message.octets, rfc);
    const auto* exception = std::find_if(std::begin(kExceptions), std::end(kExceptions),
                                         [&](const Exception& e) { return e.rfc == rfc && e.line == message.line; });
    if (exception != std::end(kExceptions)) {
      ++here;
      ASSERT_TRUE(error.has_value()) << rfc << ':' << message.line << " is right: it is no exception";
      EXPECT_EQ(error->offset, exception->offset) << rfc << ':' << message.line << ": " << message.octets;
      continue;
    }
    EXPECT_FALSE(error.has_value()) << rfc << ':' << message.line << ": " << message.octets << shown(*error);
    if (error) continue;
    Arena arena;
    const std::string printed =
        message.side == 'C' ? joined(print_command(parse_command(message.octets, arena, dialect_of(rfc)).value()))
                            : print_response(parse_response(message.octets, arena, dialect_of(rfc)).value());
    EXPECT_EQ(printed, message.octets) << rfc << ':' << message.line;
    EXPECT_EQ(testing::internal::framed(message.side == 'C' ? Direction::command : Direction::response, message.octets),
              message.octets.size());
  }
  EXPECT_EQ(here, std::count_if(std::begin(kExceptions), std::end(kExceptions),
                                [rfc](const Exception& e) { return e.rfc == rfc; }))
      << "an exception was not met";
  std::printf(
      "RFC %d: %zu example messages, %d exceptions; %d answers of SASL and IDLE; %d left out by the RFC; "
      "%d without their literals\n",
      rfc, assembler.messages.size(), here, assembler.answers, assembler.elided, assembler.refused);
  total += static_cast<int>(assembler.messages.size());
  exceptions += here;
}

void examples_of_all(bool base, int at_least, int percent) {
  if (!std::ifstream(rfc_folder() + "/rfc9051.txt")) GTEST_SKIP() << "SKIPPED: no RFC texts at " << rfc_folder();
  int total = 0, exceptions = 0;
  for (const auto& source : kSources)
    if ((source.revision != Revision::either) == base) examples_of(source, total, exceptions);
  EXPECT_GE(total, at_least);
  EXPECT_LE(exceptions * 100, total * percent) << "more than " << percent << " % exceptions";
}

TEST(RfcExamples, OfTheBaseProtocols) {
  examples_of_all(true, 900, 3);
}

TEST(RfcExamples, OfTheExtensions) {
  examples_of_all(false, 2'000, 5);
}

}  // namespace
}  // namespace imapspec::grammar
