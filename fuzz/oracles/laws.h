// Laws: what holds of every message that the grammar accepts, and of every one that it refuses. The numbers are those of
// the table in fuzz/README.md.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "fuzz/input.h"
#include "fuzz/oracles/exact.h"
#include "fuzz/oracles/message.h"
#include "fuzz/oracles/small_stack.h"
#include "fuzz/require.h"
#include "harness/base/random.h"
#include "harness/grammar/core/scan.h"
#include "harness/grammar/generate/spelling.h"
#include "harness/grammar/rebuild.h"
#include "harness/grammar/term.h"
#include "harness/grammar/walk.h"

namespace imapspec::fuzz {

template <class Tree>
class Laws {
  using It = Message<Tree>;
  using Dialect = grammar::Dialect;

 public:
  // Choices depend on the octets, so that an input that has found something finds it again.
  explicit Laws(std::string_view octets) : exact_(octets), octets_(exact_.view()), random_(hash_of(octets)) {}

  void hold() {
    const auto rev1 = in(grammar::Revision::rev1), rev2 = in(grammar::Revision::rev2),
               either = in(grammar::Revision::either);
    agree(rev1, rev2, either);
    costs(either);
    Dialect dialect = either;
    if (random_.chance(1, 3)) dialect = random_.chance(1, 2) ? rev1 : rev2;
    Arena arena;
    const auto tree = It::parse(octets_, arena, dialect);
    if (tree)
      accepted(*tree, dialect);
    else
      refused(tree.error(), dialect);
  }

 private:
  static constexpr std::size_t kStepsPerOctet = 40, kStepsAnyway = 2'000;
  static constexpr std::size_t kArenaPerOctet = 600, kArenaAnyway = 4'096;
  static constexpr std::size_t kPrefixes = 8;
  static constexpr std::size_t kDifferences = 40;
  // A diagnosis tries every octet that could stand somewhere, so it is asked for short messages, and seldom.
  static constexpr std::size_t kDiagnosedOctetsMax = 200;
  static constexpr std::size_t kDeep = 32;  // brackets, from which the stack is looked at

  static Dialect in(grammar::Revision revision) { return {.revision = revision, .utf8 = false}; }
  static Dialect tolerant(Dialect dialect) {
    dialect.tolerated = grammar::DeviationSet::all();
    return dialect;
  }

  void accepted(const Tree& tree, const Dialect& dialect) {
    require(It::print(tree) == octets_, "1: a message prints back to the octet");
    canonical(tree, dialect);
    Arena arena;
    const auto tolerated = It::parse(octets_, arena, tolerant(dialect));
    require(tolerated && *tolerated == tree && tolerated->deviations.empty(),
            "9: what is right is right to a tolerant parser, and nothing is tolerated in it");
    prefixes(dialect);
    framing();
    spellings(tree, dialect);
    forms(tree, dialect);
    differences(tree);
  }

  void canonical(Tree tree, const Dialect& dialect) {
    tree.spellings = {};
    const std::string text = It::print(tree);
    Arena arena;
    const auto again = It::parse(text, arena, dialect);
    require(again && *again == tree, "2: the canonical spelling is the same message", text);
    require(It::print(*again) == text, "3: the canonical spelling of the canonical spelling is itself", text);
    const auto term = grammar::term_of(tree);
    require(grammar::term_of(*again) == term, "2: and the same Term");
    const std::string shown = grammar::to_string(term);
    require(shown.find_first_of("\r\n") == std::string::npos, "2: which is shown as one line", shown);
  }

  // The other laws compare what should be the same; here is that nothing else is.
  void differences(const Tree& tree) {
    Arena arena;
    const std::size_t places = changed_at(tree, static_cast<std::size_t>(-1), arena);
    for (std::size_t i = 0; i < std::min(places, kDifferences); ++i) {
      arena.reset();
      (void)changed_at(tree, places <= kDifferences ? i : random_.below(places), arena);
    }
  }
  // Where the tree has a string or another run of octets at `place` it is made anew with others there. How many places there are.
  static std::size_t changed_at(Tree tree, std::size_t place, Arena& arena) {
    tree.spellings = {};  // not part of what a message means
    std::size_t places = 0;
    const auto other = [&](std::string_view octets) {
      if (places++ != place) return octets;
      return octets.empty() ? "x" : octets.substr(1);
    };
    const auto changed = grammar::rebuilt(
        tree, arena,
        {.string = [&](const grammar::String& s) { return grammar::String{other(s.value), s.form}; }, .octets = other});
    require((changed == tree) == (place >= places), "2: a tree is another where octets of it are others");
    return places;
  }

  void prefixes(const Dialect& dialect) {
    for (std::size_t i = 0; i < kPrefixes; ++i) {
      const Exact prefix(octets_.substr(0, random_.below(octets_.size())));
      Arena arena;
      const auto parsed = It::parse(prefix.view(), arena, dialect);
      require(!parsed && parsed.error().kind == ParseError::Kind::incomplete,
              "6: every beginning of a message is incomplete", prefix.view());
    }
  }

  void framing() {
    const std::string sentinel = It::kDirection == grammar::Direction::command ? "Z NOOP\r\n" : "* 1 EXISTS\r\n";
    const auto messages =
        framed(It::kDirection, std::string(octets_) + sentinel, 1 + random_.below(octets_.size() + 1));
    require(messages.size() == 2 && messages[0] == octets_ && messages[1] == sentinel,
            "7: the framer ends a message where the parser does");
  }

  void spellings(Tree tree, const Dialect& dialect) {
    const Tree before = tree;
    Arena arena;
    grammar::Generator g(arena, random_, dialect, {.other_case = 70});
    grammar::respell(g, tree);
    const std::string text = It::print(tree);
    const auto parsed = It::parse(text, arena, dialect);
    require(parsed && *parsed == before, "23: words mean the same in any case", text);
  }

  // Another form for the same octets; the place may not allow it.
  grammar::String reformed(const grammar::String& s) {
    using grammar::Form;
    if (s.form == Form::literal8 || s.form == Form::literal8_plus || random_.chance(1, 2)) return s;
    if (s.form == Form::atom && s.value.empty()) return s;  // a member that its node does not use
    const bool quotable = s.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
    if (quotable && random_.chance(1, 2)) return {s.value, Form::quoted};
    const bool plus = It::kDirection == grammar::Direction::command && random_.chance(1, 2);
    return {s.value, plus ? Form::literal_plus : Form::literal};
  }
  void forms(const Tree& tree, const Dialect& dialect) {
    Arena arena;
    Tree other = grammar::rebuilt(tree, arena, {.string = [this](const grammar::String& s) { return reformed(s); }});
    other.spellings = {};
    const std::string text = It::print(other);
    const auto parsed = It::parse(text, arena, dialect);
    require(!parsed || grammar::same_but_for_forms(*parsed, tree), "24: a string says the same in any form", text);
  }

  void agree(const Dialect& rev1, const Dialect& rev2, const Dialect& either) {
    Arena arena;
    const auto one = It::parse(octets_, arena, rev1), two = It::parse(octets_, arena, rev2),
               any = It::parse(octets_, arena, either);
    require(!one || !two || *one == *two || !exists_in(rev2, *one),
            "10: what both revisions accept is the same message in both");
    require((!one && !two) || any || (two && has_code_that_left(*two)) ||
                (one.has_value() != two.has_value() && has_text_like_a_code(one ? *one : *two)),
            "10: who reads both revisions accepts what either accepts");
    for (const auto& [dialect, strict] : {std::pair(&rev1, &one), std::pair(&rev2, &two), std::pair(&either, &any)}) {
      const auto tolerated = It::parse(octets_, arena, tolerant(*dialect));
      require(!tolerated || !tolerated->deviations.empty() || *strict, "9: where nothing was tolerated all is right");
      if (!tolerated) continue;
      for (const auto& met : tolerated->deviations)
        require(grammar::deviation_named(grammar::info(met.deviation).name) == met.deviation &&
                    met.offset <= octets_.size(),
                "9: what was tolerated has a name and a place");
    }
  }

  // What has left with RFC 3501 (the code UNSEEN) may still be read as something that nobody knows.
  static bool exists_in(const Dialect& dialect, const Tree& tree) {
    bool all = true;
    grammar::for_each_node(tree.body, [&](const auto& node) {
      using T = std::remove_cvref_t<decltype(node)>;
      if constexpr (grammar::kIsAmong<T, grammar::CommandBody, grammar::RespTextCode, grammar::FetchItem>)
        all = all && grammar::exists(dialect, node);
    });
    return all;
  }

  // With data that RFC 3501 does not allow it: to who reads both it is wrong.
  static bool has_code_that_left(const Tree& tree) {
    const auto left_with_data = [](std::string_view name) {
      return grammar::code_has_data(name, in(grammar::Revision::rev1)) &&
             !grammar::code_has_data(name, in(grammar::Revision::rev2));
    };
    bool left = false;
    grammar::for_each_node(tree.body, [&](const auto& node) {
      using T = std::remove_cvref_t<decltype(node)>;
      if constexpr (std::is_same_v<T, grammar::CodeAtom>) left = left || left_with_data(node.name);
    });
    return left;
  }

  // A text that begins as a code does is one where the code is not right. Which codes are differs by the revision (CAPABILITY names
  // IMAP4rev1 or IMAP4rev2; UNSEEN has left): what is right in one and has no SP behind it is wrong, and to who reads both too.
  static bool has_text_like_a_code(const Tree& tree) {
    bool found = false;
    grammar::for_each_node(tree.body, [&](const auto& node) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(node)>, grammar::RespText>)
        found = found || (!node.code && node.text.starts_with('[') &&
                          grammar::code_has_data(first_atom(node.text.substr(1)), in(grammar::Revision::either)));
    });
    return found;
  }

  static std::string_view first_atom(std::string_view text) {
    return {text.data(), grammar::skip_singly(grammar::kAtomChar, text.data(), text.data() + text.size())};
  }

  void costs(Dialect dialect) {
    dialect.from_client = It::kDirection == grammar::Direction::command;
    Arena arena(256);
    const auto read = [&] {
      grammar::Cursor c(octets_, arena, dialect);
      Tree tree;
      (void)It::read(c, tree);
#ifndef NDEBUG
      require(c.steps() <= kStepsPerOctet * octets_.size() + kStepsAnyway, "15: the work is linear in the octets");
#endif
    };
    if (std::count_if(octets_.begin(), octets_.end(), [](char o) { return o == '(' || o == 'N' || o == 'n'; }) >=
        static_cast<std::ptrdiff_t>(kDeep))
      on_small_stack(read);  // 17: lists in lists, NOT NOT
    else
      read();
    require(arena.used_octets() <= kArenaPerOctet * octets_.size() + kArenaAnyway,
            "16: memory is bounded by the octets");
  }

  void refused(const ParseError& error, const Dialect& dialect) {
    require(error.offset <= octets_.size(), "14: the error lies within the message");
    if (error.kind == ParseError::Kind::mismatch) {
      const Exact before(octets_.substr(0, error.offset));
      Arena arena;
      const auto prefix = It::parse(before.view(), arena, dialect);
      require(prefix || prefix.error().kind == ParseError::Kind::incomplete,
              "6: what stands before a wrong octet could go on, or be all", prefix ? "" : prefix.error().rule);
    }
    if (octets_.size() <= kDiagnosedOctetsMax && random_.chance(1, 8)) diagnosis(error, dialect);
  }

  void diagnosis(const ParseError& error, const Dialect& dialect) {
    const grammar::Diagnosis found = It::diagnose(octets_, dialect);
    require(found.error.offset >= error.offset && found.error.offset <= octets_.size(),
            "14: the furthest failure is not before the first");
    require(!found.to_string().empty() && !found.section.empty(), "14: an error names its section", error.rule);
    if (found.error.kind != ParseError::Kind::mismatch) return;
    require(!found.expected.empty() || !found.bound.empty(), "14: an error says what was expected", found.to_string());
    for (const auto& expected : found.expected) {
      std::string octets;
      if (expected == "SP")
        octets = " ";
      else if (expected == "CRLF")
        octets = "\r\n";
      else if (expected.size() == 3 && expected.front() == '"' && expected.back() == '"')
        octets = expected.substr(1, 1);
      else
        continue;  // a rule's name
      const std::string mended = std::string(octets_.substr(0, found.error.offset)) + octets;
      Arena arena;
      const auto parsed = It::parse(mended, arena, dialect);
      require(parsed || parsed.error().kind != ParseError::Kind::mismatch || parsed.error().offset > found.error.offset,
              "14: what is said to be expected may stand there", expected + " in " + found.to_string());
    }
  }

  Exact exact_;
  std::string_view octets_;
  Random random_;
};

}  // namespace imapspec::fuzz
