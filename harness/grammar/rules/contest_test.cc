#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>
#include <thread>
#include <unordered_set>

#include "harness/abnf/corrections.h"
#include "harness/abnf/derive.h"
#include "harness/abnf/near_miss.h"
#include "harness/grammar/rules/contest_test_support.h"

namespace imapspec::grammar::rules {

namespace {

constexpr std::uint64_t kWanted = 50;   // accepted, and refused, of each row in each protocol
constexpr int kDerivationsMax = 1'200;  // of one row
constexpr int kWithoutNews = 150;       // derivations in a row that were known: then the language is exhausted
constexpr int kNearMissesMax = 6'000;
constexpr abnf::DeriveBounds kBounds = {60, 24, 3};

// RFCs about UTF-8, of which RFC 3501 takes part only after ENABLE UTF8=ACCEPT.
const std::set<int> kUtf8 = {5255, 5738, 9755};

// Of the row alone, so that another row moves no other; the environment's IMAPSPEC_RULES_SEED makes other texts.
std::uint64_t seed_of(const Row& row, abnf::Base base) {
  constexpr std::uint64_t kBasis = 0xcbf29ce484222325U, kPrime = 0x100000001b3U;  // of FNV-1a
  const char* more = std::getenv("IMAPSPEC_RULES_SEED");
  const std::string name = std::string(row.rfc) + " " + folded(row.rule->name) + " " +
                           std::to_string(static_cast<int>(base)) + (more == nullptr ? "" : more);
  std::uint64_t hash = kBasis;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

class Contestants {
 public:
  Contestants(const abnf::Library& library, abnf::Base base)
      : library_(library),
        base_(base),
        united_{abnf::Judge(*library.compose(base, abnf::Sender::client)),
                abnf::Judge(*library.compose(base, abnf::Sender::server))} {
    dialect_.revision = base == abnf::Base::rev2 ? Revision::rev2 : Revision::rev1;
    dialect_.utf8 = base != abnf::Base::rev1;
  }

  void run(std::size_t index, const Row& row, Tally& tally) {
    const int rfc = std::stoi(std::string(row.rfc));
    if (base_ == abnf::Base::rev2 ? rfc == 3501 : rfc == 9051) return;
    if ((base_ == abnf::Base::rev1 && kUtf8.contains(rfc)) || (base_ == abnf::Base::rev1_utf8 && !kUtf8.contains(rfc)))
      return;
    // What the corrections leave out of this protocol's grammar is no part of it.
    const auto protocol = static_cast<std::uint8_t>(1U << static_cast<unsigned>(base_));
    if (abnf::correction(rfc, abnf::Correction::Kind::leave, folded(row.rule->name), protocol) != nullptr) return;
    // The rule as all RFCs together make it; where this RFC has no part in that, as it says itself.
    const bool server = row.rule->reading.from_server;
    abnf::Judge& all = united_[server ? 1 : 0];
    const abnf::Grammar& own = view(rfc, server).grammar();
    std::string name = folded(row.rule->name);
    if (all.grammar().find(name + "@" + std::string(row.rfc)) != nullptr) name += "@" + std::string(row.rfc);
    const abnf::Rule* united = all.grammar().find(name);
    const bool joined =
        united != nullptr && std::find(united->rfcs.begin(), united->rfcs.end(), rfc) != united->rfcs.end();
    const std::string own_name = own.find(name) != nullptr ? name : folded(row.rule->name);
    if (own.find(own_name) == nullptr) {
      tally.unjudged.push_back(std::string(row.rfc) + " " + name);
      return;
    }
    if (!joined) name = own_name;
    abnf::Judge& judge = joined ? all : view(rfc, server);
    Random random(seed_of(row, base_));
    seen_.clear();
    std::vector<std::string> right;
    Count& count = tally.rows[index];
    const std::uint64_t wanted = count.accepted + kWanted, unwanted = count.refused + kWanted;
    int known = 0;
    for (int i = 0; i < kDerivationsMax && count.accepted < wanted && known < kWithoutNews; ++i) {
      // Mostly what the RFC itself says, and what all others make of its rule.
      std::string text =
          i % 4 == 3 ? derive(judge.grammar(), name, random, kBounds) : derive(own, own_name, random, kBounds);
      if (!seen_.insert(text).second) {
        ++known;
        continue;
      }
      known = 0;
      hold(index, row, judge, name, text, tally);
      right.push_back(std::move(text));
    }
    count.exhausted = count.exhausted || count.accepted < wanted;
    for (int i = 0; i < kNearMissesMax && count.refused < unwanted && !right.empty(); ++i) {
      std::string text = abnf::near_miss(right[static_cast<std::size_t>(i) % right.size()], random);
      if (seen_.insert(text).second) hold(index, row, judge, name, text, tally);
    }
  }

 private:
  void hold(std::size_t index, const Row& row, abnf::Judge& judge, const std::string& name, const std::string& text,
            Tally& tally) {
    const Outcome parser = row.rule->check(text, dialect_);
    const abnf::Verdict verdict = judge.judge(name, text).verdict;
    const std::string where = std::string(row.rfc) + " " + name + ": " + shown(text);
    if (verdict == abnf::Verdict::too_much) {
      tally.unjudged.push_back(where);
      return;
    }
    ++tally.inputs;
    const bool judged = verdict == abnf::Verdict::accept;
    if (parser.accepted && !parser.printed) tally.unprinted.push_back(where);
    if (parser.accepted != judged) {
      tally.quarrels.push_back({index, base_, text, parser.accepted});
    } else if (judged) {
      ++tally.accepted;
      ++tally.rows[index].accepted;
    } else {
      ++tally.rows[index].refused;
    }
  }

  abnf::Judge& view(int rfc, bool server) {
    auto found = views_.find({rfc, server});
    if (found == views_.end()) {
      auto grammar = library_.view(base_, rfc, server ? abnf::Sender::server : abnf::Sender::client);
      found = views_.emplace(std::pair(rfc, server), abnf::Judge(*std::move(grammar))).first;
    }
    return found->second;
  }

  const abnf::Library& library_;
  abnf::Base base_;
  abnf::Judge united_[2];  // what clients say, and servers
  Dialect dialect_;
  std::map<std::pair<int, bool>, abnf::Judge> views_;
  std::unordered_set<std::string> seen_;
};

void add(Tally& to, Tally from) {
  for (std::size_t i = 0; i < to.rows.size(); ++i) {
    to.rows[i].accepted += from.rows[i].accepted;
    to.rows[i].refused += from.rows[i].refused;
    to.rows[i].exhausted = to.rows[i].exhausted || from.rows[i].exhausted;
  }
  to.inputs += from.inputs;
  to.accepted += from.accepted;
  const auto append = [](auto& all, auto& more) { all.insert(all.end(), more.begin(), more.end()); };
  append(to.quarrels, from.quarrels);
  append(to.unprinted, from.unprinted);
  append(to.unjudged, from.unjudged);
}

}  // namespace

std::vector<Row> all_rows() {
  std::vector<Row> rows;
  for (const auto& set : rule_sets())
    for (const auto& rule : set.rules) rows.push_back({set.rfc, &rule});
  return rows;
}

// One thread for each protocol.
Tally contest(const abnf::Library& library) {
  const auto rows = all_rows();
  const char* only = std::getenv("IMAPSPEC_RULES_RFC");
  Tally rev1, rev2;
  rev1.rows.resize(rows.size());
  rev2.rows.resize(rows.size());
  const auto run = [&](abnf::Base base, Tally& tally) {
    Contestants contestants(library, base);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (only == nullptr || rows[i].rfc == only) contestants.run(i, rows[i], tally);
  };
  std::thread other([&] { run(abnf::Base::rev2, rev2); });
  run(abnf::Base::rev1, rev1);
  run(abnf::Base::rev1_utf8, rev1);
  other.join();
  add(rev1, std::move(rev2));
  return rev1;
}

std::string folded(std::string_view name) {
  std::string lower(name);
  for (auto& c : lower) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

std::string shown(std::string_view octets) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : octets) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '\r')
      out += "\\r";
    else if (c == '\n')
      out += "\\n";
    else if (u < 0x20 || u >= 0x7f)
      (out += "\\x").append({kHex[u / 16], kHex[u % 16]});
    else
      out += c;
  }
  return out;
}

}  // namespace imapspec::grammar::rules
