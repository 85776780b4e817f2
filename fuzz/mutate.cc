#include "fuzz/mutate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <iterator>
#include <numeric>
#include <variant>

#include "harness/grammar/framing.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/generate/spelling.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/grammar/walk.h"

namespace imapspec::fuzz {

using namespace grammar;

namespace {

// In percent, of the mutations of one input.
constexpr unsigned kRaw = 22;        // all of it, whatever it means
constexpr unsigned kNumber = 8;      // a number at the edge of what fits, or with zeros before it
constexpr unsigned kWord = 5;        // a word becomes one that means much in some other place
constexpr unsigned kPiece = 15;      // a line or a literal, raw; counts stay right
constexpr unsigned kWhole = 10;      // a message left out, doubled, moved or made anew
constexpr unsigned kRespelled = 10;  // words of the changed tree in another case
constexpr unsigned kReformed = 25;   // a string is the same in another form
constexpr unsigned kOfOther = 20;    // what is made anew may be what only the other side says: "$", "{3+}"
constexpr unsigned kGenerated = 50;  // a node is made anew, not taken from elsewhere in the message
// A tree that is larger is only changed raw: there is little to be learned for the time that it takes.
constexpr std::size_t kTreeOctetsMax = 16'384;
constexpr std::size_t kMessagesMax = 200;

// A node that is somewhere in a message, and its type.
struct Donor {
  const void* type = nullptr;
  const void* node = nullptr;
};
template <class T>
inline constexpr char kType = 0;

struct CollectDonors {
  std::vector<Donor>& to;
  // A member that its node does not use, all of it empty, is none: the printer may want one item at least.
  template <class T>
  void operator()(const T& node) {
    if constexpr (Record<T> && std::equality_comparable<T>)
      if (node == T{}) return;
    to.push_back({&kType<T>, static_cast<const void*>(&node)});
  }
};

// Of these the generator can make one that stands by itself.
template <class T>
inline constexpr bool kIsGenerated =
    kIsAmong<T, String, NString, Mailbox, Flag, SequenceSet, UidSet, Date, DateTime, Section, Partial, TaggedExtVal,
             TaggedExtComp, TaggedParam, SearchKey, FetchAtt, StatusItem, CommandBody, RespTextCode, FetchItem,
             BodyExtension, ResponseBody, AppendMessage, StatusAttVal, SortCriterion, EsearchItem, Address, Envelope,
             std::uint32_t, std::uint64_t, std::string_view, bool>;

// One node of a tree becomes another. Nodes are counted in the order of for_each_node.
class Reshaper {
 public:
  Reshaper(Generator& g, Random& random, std::vector<Donor> donors, std::size_t at)
      : g_(g), random_(random), donors_(std::move(donors)), at_(at) {}

  template <class T>
  T operator()(const T& node) {
    if (done_) return node;
    if (next_++ == at_) {
      done_ = true;
      return changed(node);
    }
    if constexpr (internal::kIs<T, List>) {
      ListBuilder<typename T::value_type> items(g_.arena());
      for (const auto& item : node) items.add((*this)(item));
      return items.done();
    } else if constexpr (internal::kIs<T, std::optional>) {
      return node ? T((*this)(*node)) : T();
    } else if constexpr (internal::kIs<T, std::variant>) {
      T copy = node;
      internal::visit_held(copy, [this](auto& value) { value = (*this)(value); });
      return copy;
    } else if constexpr (std::is_pointer_v<T>) {
      return node == nullptr ? nullptr : g_.arena().make((*this)(*node));
    } else if constexpr (Record<T> &&
                         !kIsAmong<T, Date, DateTime>) {  // these are made anew: the printer has no month 13
      T copy = node;
      std::apply([this](auto&... members) { ((members = (*this)(members)), ...); }, fields(copy));
      // What a key is says how many keys it holds: the printer relies on it.
      if constexpr (std::is_same_v<T, SearchKey>)
        if (copy.keys.size() != node.keys.size()) copy.keys = node.keys;
      return copy;
    } else {
      return node;
    }
  }

 private:
  // Enumerations and pointers say what their neighbours are, so they stay.
  template <class T>
  T changed(const T& node) {
    if constexpr (std::is_enum_v<T> || std::is_pointer_v<T>) {
      return node;
    } else if constexpr (internal::kIs<T, List>) {
      return edited(node);
    } else if constexpr (internal::kIs<T, std::optional>) {
      if (node && random_.chance(1, 2)) return {};
      return another(node);
    } else {
      return another(node);
    }
  }
  // The same octets in quotes or as a literal; the place may not allow it.
  String reformed(const String& s) {
    const bool plus = g_.dialect().from_client && random_.chance(1, 2);
    if (s.form == Form::literal8 || s.form == Form::literal8_plus)
      return {s.value, plus ? Form::literal8_plus : Form::literal8};
    const bool quotable = s.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
    if (quotable && random_.chance(1, 3)) return {s.value, Form::quoted};
    return {s.value, plus ? Form::literal_plus : Form::literal};
  }
  template <class T>
  T another(const T& node) {
    if constexpr (std::is_same_v<T, String>)
      if (node != T{} && random_.below(100) < kReformed) return reformed(node);
    if constexpr (kIsGenerated<T>)
      if (random_.below(100) < kGenerated) return made<T>(g_);
    const T* taken = donor<T>();
    return taken == nullptr ? node : *taken;
  }
  // Another node of that type, if there is one.
  template <class T>
  const T* donor() {
    return static_cast<const T*>(donor_of(&kType<T>));
  }
  const void* donor_of(const void* type) {
    const void* found = nullptr;
    std::size_t seen = 0;
    for (const Donor& one : donors_)
      if (one.type == type && random_.below(++seen) == 0) found = one.node;
    return found;
  }
  template <class T>
  List<T> edited(const List<T>& list) {
    ListBuilder<T> items(g_.arena());
    const std::size_t way = random_.below(5);
    for (const std::size_t i : rearranged(list.size(), way)) items.add(list[i]);
    if (way == 3) {
      if constexpr (kIsGenerated<T>) items.add(made<T>(g_));
    } else if (way == 4) {
      if (const T* taken = donor<T>()) items.add(*taken);
      if (const List<T>* taken = donor<List<T>>(); taken != nullptr && !taken->empty() && random_.chance(1, 4))
        return *taken;
    }
    // Where there was an item, one is needed: the printer of a node that is written without parentheses prints it.
    const List<T> done = items.done();
    return done.empty() ? list : done;
  }
  // Places of a list of n: one left out, one doubled, two exchanged, or as they were.
  std::vector<std::size_t> rearranged(std::size_t n, std::size_t way) {
    std::vector<std::size_t> places(n);
    std::iota(places.begin(), places.end(), std::size_t{0});
    if (n == 0) return places;
    const std::size_t one = random_.below(n), other = random_.below(n);
    if (way == 0) places.erase(places.begin() + static_cast<std::ptrdiff_t>(one));
    if (way == 1) places.push_back(one);
    if (way == 2) std::swap(places[one], places[other]);
    return places;
  }

  Generator& g_;
  Random& random_;
  std::vector<Donor> donors_;
  std::size_t at_;
  std::size_t next_ = 0;
  bool done_ = false;
};

template <class Tree>
struct Of;
template <>
struct Of<Command> {
  static constexpr bool kFromClient = true;
  static Result<Command> parse(std::string_view text, Arena& arena, const Dialect& dialect) {
    return parse_command(text, arena, dialect);
  }
  static Command make(Generator& g) { return generate_command(g); }
  static std::string print(const Command& tree) { return grammar::joined(print_command(tree)); }
};
template <>
struct Of<Response> {
  static constexpr bool kFromClient = false;
  static Result<Response> parse(std::string_view text, Arena& arena, const Dialect& dialect) {
    return parse_response(text, arena, dialect);
  }
  static Response make(Generator& g) { return generate_response(g); }
  static std::string print(const Response& tree) { return print_response(tree); }
};

Dialect reading() {
  Dialect dialect{.revision = Revision::either, .utf8 = true};
  dialect.tolerated = DeviationSet::all();
  return dialect;
}

template <class Tree>
std::string generated(Random& random) {
  static Arena arena;
  arena.reset();
  Generator g(arena, random, {.revision = Revision::either, .utf8 = true}, swarm(random));
  return Of<Tree>::print(Of<Tree>::make(g));
}

// The message with a node of its tree changed; donors are its own nodes and those of `other`. Nothing where it cannot be
// read.
template <class Tree>
std::optional<std::string> reshaped(std::string_view message, std::string_view other, Random& random) {
  if (message.size() > kTreeOctetsMax || other.size() > kTreeOctetsMax) return std::nullopt;
  static Arena arena;
  arena.reset();
  const auto tree = Of<Tree>::parse(message, arena, reading());
  if (!tree) return std::nullopt;
  std::vector<Donor> donors;
  std::size_t nodes = 0;
  for_each_node(tree->body, [&nodes](const auto&) { ++nodes; });
  const auto second = other.empty() ? std::unexpected(ParseError()) : Of<Tree>::parse(other, arena, reading());
  if (second)
    for_each_node(second->body, CollectDonors{donors});
  else
    for_each_node(tree->body, CollectDonors{donors});
  Generator g(arena, random, {.revision = Revision::either, .utf8 = true});
  g.begin((random.below(100) < kOfOther) != Of<Tree>::kFromClient);
  Tree changed = *tree;
  changed.spellings = {};
  changed.deviations = {};
  changed.body = Reshaper(g, random, std::move(donors), random.below(nodes))(tree->body);
  if (random.below(100) < kRespelled) respell(g, changed);
  return Of<Tree>::print(changed);
}

std::optional<std::string> reshaped(std::string_view message, std::string_view other, Shape shape, Random& random) {
  return shape == Shape::commands ? reshaped<Command>(message, other, random)
                                  : reshaped<Response>(message, other, random);
}
std::string generated(Shape shape, Random& random) {
  return shape == Shape::commands ? generated<Command>(random) : generated<Response>(random);
}

std::string concatenated(const std::vector<std::string>& messages) {
  std::string all;
  for (const auto& message : messages) all += message;
  return all;
}

// Where the digits of an announcement stand, at the end of a line: "{3}", "{3+}"; empty where it announces nothing.
std::string_view announced_digits(std::string_view line) {
  if (!line.ends_with("}\r\n")) return {};
  line.remove_suffix(3);
  if (line.ends_with('+')) line.remove_suffix(1);
  const std::size_t open = line.find_last_not_of("0123456789");
  if (open == std::string_view::npos || line[open] != '{' || open + 1 == line.size()) return {};
  return line.substr(open + 1);
}

// One of the runs of octets that are, or are not, among `of`, with the same chance for each. Empty where there is none.
std::string_view run_in(std::string_view octets, std::string_view of, bool among, Random& random) {
  std::vector<std::string_view> runs;
  const auto next = [&](bool is, std::size_t from) {
    return std::min(is ? octets.find_first_of(of, from) : octets.find_first_not_of(of, from), octets.size());
  };
  for (std::size_t at = next(among, 0); at < octets.size();) {
    const std::size_t end = next(!among, at);
    runs.push_back(octets.substr(at, end - at));
    at = next(among, end);
  }
  return runs.empty() ? std::string_view() : runs[random.below(runs.size())];
}

// `run` lies within the octets.
std::string replaced(std::string_view octets, std::string_view run, std::string_view by, std::size_t octets_max) {
  std::string changed(octets);
  changed.replace(static_cast<std::size_t>(run.data() - octets.data()), run.size(), by);
  return changed.size() > octets_max ? std::string(octets) : changed;
}

// A number in the octets, be it an item, an announcement or a part of a word, in another spelling or at an edge.
std::string renumbered(std::string_view octets, std::size_t octets_max, Random& random) {
  static constexpr std::array kEdges =
      std::to_array<std::string_view>({"1", "255", "65536", "1000000", "2147483648", "4294967295", "4294967296",
                                       "9223372036854775807", "9223372036854775808", "18446744073709551616"});
  constexpr std::size_t kZerosMax = 40;
  const std::string_view number = run_in(octets, "0123456789", true, random);
  if (number.empty()) return std::string(octets);
  if (random.chance(1, 2))
    return replaced(octets, number, random.chance(1, 4) ? "0" : kEdges[random.below(kEdges.size())], octets_max);
  return replaced(octets, number.substr(0, 0), std::string(1 + random.below(kZerosMax), '0'), octets_max);
}

// A word in the octets becomes another: one that is too short for a dictionary, or means much where it does not belong.
std::string reworded(std::string_view octets, std::size_t octets_max, Random& random) {
  static constexpr std::array kWords =
      std::to_array<std::string_view>({"$", "*", "%", "~", "+", "-", "0", "NIL", "()", "\"\"", "\\*", "*:1", "1:*",
                                       "1,1", "[]", "INBOX", "{0}\r\n", "{1+}\r\nx", "~{0}\r\n"});
  const std::string_view word = run_in(octets, " ()\r\n", false, random);
  if (word.empty()) return std::string(octets);
  return replaced(octets, word, kWords[random.below(kWords.size())], octets_max);
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view message) {
  std::vector<Piece> pieces;
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size() - 1) + 1;
    const std::string_view line = message.substr(0, end);
    pieces.push_back({std::string(line), false});
    message.remove_prefix(end);
    const std::string_view digits = announced_digits(line);
    std::size_t octets = 0;
    if (digits.empty() || std::from_chars(digits.data(), digits.data() + digits.size(), octets).ec != std::errc())
      continue;
    pieces.push_back({std::string(message.substr(0, octets)), true});
    message.remove_prefix(std::min(octets, message.size()));
  }
  return pieces;
}

std::string joined(const std::vector<Piece>& pieces) {
  std::string all;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string line = pieces[i].octets;
    const std::string_view digits = announced_digits(line);
    if (!pieces[i].literal && i + 1 < pieces.size() && pieces[i + 1].literal && !digits.empty())
      line.replace(static_cast<std::size_t>(digits.data() - line.data()), digits.size(),
                   std::to_string(pieces[i + 1].octets.size()));
    all += line;
  }
  return all;
}

std::vector<std::string> messages_of(std::string_view octets, Shape shape) {
  std::vector<std::string> messages;
  Framer framer(shape == Shape::commands ? Direction::command : Direction::response);
  while (!octets.empty() && messages.size() < kMessagesMax) {
    const FrameEvent event = framer.feed(octets);
    octets.remove_prefix(event.consumed);
    if (event.kind == FrameEvent::Kind::message) messages.emplace_back(framer.message());
    if (event.kind == FrameEvent::Kind::over_limit && event.consumed == 0) break;
  }
  if (std::string rest(framer.pending()); !rest.empty() || !octets.empty()) messages.push_back(rest.append(octets));
  return messages;
}

std::vector<std::string> whole_messages_of(std::string_view octets, Shape shape) {
  std::vector<std::string> messages = messages_of(octets, shape);
  if (messages.empty()) return messages;
  std::string last = messages.back();
  // Its end may make an announcement of a line, whose literal is then empty.
  if (!last.ends_with('\n') && !pieces_of(last).back().literal) last += "\r\n";
  const std::vector<Piece> pieces = pieces_of(last);
  last = joined(pieces);
  if (pieces.back().literal) last += "\r\n";
  messages.pop_back();
  for (auto& message : messages_of(last, shape)) messages.push_back(std::move(message));
  return messages;
}

std::string mutated(std::string_view octets, Shape shape, std::size_t octets_max, Random& random,
                    const RawMutation& raw) {
  const std::size_t way = random.below(100);
  if (shape == Shape::octets || way < kRaw) return raw(octets, octets_max);
  if (way < kRaw + kNumber) return renumbered(octets, octets_max, random);
  if (way < kRaw + kNumber + kWord) return reworded(octets, octets_max, random);
  std::vector<std::string> messages = messages_of(octets, shape);
  if (messages.empty()) messages.push_back(generated(shape, random));
  const std::size_t at = random.below(messages.size());
  if (way < kRaw + kNumber + kWord + kPiece) {
    std::vector<Piece> pieces = pieces_of(messages[at]);
    if (pieces.empty()) return raw(octets, octets_max);
    Piece& piece = pieces[random.below(pieces.size())];
    piece.octets = raw(piece.octets, std::min(octets_max, piece.octets.size() * 2 + 64));
    messages[at] = joined(pieces);
  } else if (way < kRaw + kNumber + kWord + kPiece + kWhole) {
    const auto place = messages.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(4)) {
      case 0:
        if (messages.size() > 1) messages.erase(place);
        break;
      case 1:
        messages.push_back(messages[at]);
        break;
      case 2:
        std::swap(messages[at], messages[random.below(messages.size())]);
        break;
      default:
        messages.insert(place, generated(shape, random));
    }
  } else {
    // One message may give nodes to another.
    const std::string& other = messages[random.below(messages.size())];
    auto changed = reshaped(messages[at], other == messages[at] ? std::string_view() : other, shape, random);
    if (!changed) return raw(octets, octets_max);
    messages[at] = *std::move(changed);
  }
  std::string all = concatenated(messages);
  return all.size() > octets_max ? raw(octets, octets_max) : all;
}

std::string crossed(std::string_view a, std::string_view b, Shape shape, Random& random) {
  if (shape == Shape::octets)
    return std::string(a.substr(0, random.below(a.size() + 1))).append(b.substr(random.below(b.size() + 1)));
  std::vector<std::string> first = messages_of(a, shape);
  const std::vector<std::string> second = messages_of(b, shape);
  if (first.empty()) return std::string(b);
  if (second.empty()) return std::string(a);
  std::string& message = first[random.below(first.size())];
  const std::string& other = second[random.below(second.size())];
  if (auto changed = reshaped(message, other, shape, random); changed && random.chance(2, 3)) {
    message = *std::move(changed);
    return concatenated(first);
  }
  std::vector<std::string> both(first.begin(),
                                first.begin() + static_cast<std::ptrdiff_t>(random.below(first.size()) + 1));
  both.insert(both.end(), second.begin() + static_cast<std::ptrdiff_t>(random.below(second.size())), second.end());
  return concatenated(both);
}

RawMutation simple_mutation(Random& random) {
  return [&random](std::string_view octets, std::size_t octets_max) {
    std::string changed(octets.substr(0, octets_max));
    for (std::size_t n = 1 + random.below(3); n > 0; --n) {
      const std::size_t at = random.below(changed.size() + 1), length = 1 + random.below(8);
      switch (random.below(4)) {
        case 0:
          changed.erase(at, length);
          break;
        case 1:
          changed.insert(at, 1, static_cast<char>(random.below(256)));
          break;
        case 2:
          if (at < changed.size()) changed[at] = static_cast<char>(random.below(256));
          break;
        default:
          changed.insert(at, changed.substr(random.below(changed.size() + 1), length));
      }
    }
    changed.resize(std::min(changed.size(), octets_max));
    return changed;
  };
}

}  // namespace imapspec::fuzz
