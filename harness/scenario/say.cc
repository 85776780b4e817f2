#include "harness/scenario/say.h"

#include <algorithm>
#include <utility>

#include "harness/base/base64.h"
#include "harness/grammar/core/string.h"
#include "harness/scenario/term_match.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

namespace {

using grammar::Form;
using grammar::Term;
using Kind = Term::Kind;
template <class T>
using Said = std::expected<T, std::string>;

bool is_string(const Term& value) {
  return value.kind == Kind::string;
}

// Prints the nodes of one line.
class Sayer {
 public:
  Sayer(const Line& line, const Bindings& bindings, Octets& octets, const SayContext& context)
      : line_(line), bindings_(bindings), octets_(octets), context_(context) {}

  // Nodes as they stand in the line: what is between them is copied.
  Said<void> nodes(const std::vector<Node>& nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (i > 0) out_.raw(between(nodes[i - 1], nodes[i]));
      if (auto done = node(nodes[i]); !done) return done;
    }
    return {};
  }
  Said<void> raw_pieces(const Pieces& pieces) {
    auto text = text_of(pieces);
    if (!text) return std::unexpected(text.error());
    out_.raw(*text);
    return {};
  }
  grammar::Printer& out() { return out_; }

  Said<Term> value(const Hole& hole) {
    if (auto bound = bindings_.value(hole.name, context_.scope)) return *std::move(bound);
    if (octets_.has(hole.name)) {
      const auto octets = octets_.of(hole.name, bindings_, context_.scope);
      if (!octets) return std::unexpected(octets.error());
      return string_value(*octets);
    }
    if (given_number(hole.name) != 0)
      return std::unexpected("$" + hole.name + " has no number in this session: it is there no more");
    return std::unexpected("$" + hole.name + " is not bound");
  }
  std::string wire(const Term& value) const {
    return value.compare == Term::Compare::mailbox ? mailbox_on_wire(value.octets, context_.dialect)
                                                   : plain_text(value);
  }
  Said<std::string> text_of(const Pieces& pieces) {
    std::string text;
    for (const auto& piece : pieces) {
      if (!piece.hole) {
        text += piece.text;
        continue;
      }
      auto bound = value(*piece.hole);
      if (!bound) return std::unexpected(bound.error());
      text += wire(*bound);
    }
    return text;
  }

 private:
  std::string_view between(const Node& a, const Node& b) const {
    return std::string_view(line_.written).substr(a.end, b.begin - a.end);
  }
  Said<void> cannot(std::string what) const { return std::unexpected(std::move(what)); }

  void string(const grammar::String& s) { print(out_, s); }
  Said<void> quoted(std::string_view octets) {
    if (octets.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
      return cannot("CR, LF and NUL cannot stand in quotes");
    string({octets, Form::quoted});
    return {};
  }
  Said<void> formed(std::string_view octets, const std::string& rule) {
    if (rule == "quoted") return quoted(octets);
    if (rule == "literal") return string({octets, Form::literal}), Said<void>{};
    if (rule == "literal8") return string({octets, Form::literal8}), Said<void>{};
    if (rule == "atom") return out_.raw(octets), Said<void>{};
    string(grammar::best_form(octets, grammar::Place::astring, context_.dialect));
    return {};
  }
  Said<void> term(const Term& value, const std::string& rule) {
    if (is_string(value) || rule == "quoted" || rule == "literal" || rule == "literal8")
      return formed(wire(value), rule);
    if (value.kind == Kind::list || value.kind == Kind::set || value.kind == Kind::pairs) {
      out_.raw('(');
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out_.sp();
        if (auto done = term(value.items[i], {}); !done) return done;
      }
      out_.raw(')');
      return {};
    }
    out_.raw(plain_text(value));
    return {};
  }

  Said<void> atom(const Node& node) {
    if (const Hole* hole = node.hole()) {
      if (hole->nameless()) return cannot("$_ cannot be sent: it has no value");
      auto bound = value(*hole);
      if (!bound) return std::unexpected(bound.error());
      return term(*bound, hole->rule);
    }
    auto text = text_of(node.pieces);
    if (!text) return std::unexpected(text.error());
    // A word that holds somebody's octets is quoted where they cannot stand in an atom; what the line says itself
    // stays.
    bool plain = true;
    for (const auto& piece : node.pieces) {
      if (!piece.hole) continue;
      const auto bound = value(*piece.hole);
      if (!bound || !is_string(*bound)) continue;
      for (const char c : wire(*bound)) plain = plain && grammar::is(grammar::kListChar, c);
    }
    if (plain)
      out_.raw(*text);
    else
      string(grammar::best_form(*text, grammar::Place::list_mailbox, context_.dialect));
    return {};
  }

  Said<void> literal(const NamedOctets& named) {
    const auto whole = octets_.of(named.name, bindings_, context_.scope);
    if (!whole) return std::unexpected(whole.error());
    std::string_view octets = *whole;
    if (named.sliced) {
      const auto first = text_of(named.first), count = text_of(named.count);
      const auto from = first ? to_number(*first) : std::nullopt, length = count ? to_number(*count) : std::nullopt;
      if (!from || !length) return cannot("the slice of {" + named.name + "} is no two numbers");
      octets = *from >= octets.size() ? std::string_view{} : octets.substr(*from, *length);
    }
    const Form form = named.literal8 ? (named.non_synchronising ? Form::literal8_plus : Form::literal8)
                                     : (named.non_synchronising ? Form::literal_plus : Form::literal);
    string({octets, form});
    return {};
  }

  Said<void> node(const Node& node) {
    switch (node.kind) {
      case Node::Kind::atom:
        return atom(node);
      case Node::Kind::quoted: {
        auto text = text_of(node.pieces);
        if (!text) return std::unexpected(text.error());
        return quoted(*text);
      }
      case Node::Kind::list:
        out_.raw('(');
        if (auto done = nodes(node.items); !done) return done;
        out_.raw(')');
        return {};
      case Node::Kind::section: {
        if (auto done = raw_pieces(node.pieces); !done) return done;
        out_.raw('[');
        if (auto done = nodes(node.items); !done) return done;
        out_.raw(']');
        if (!node.has_origin) return {};
        out_.raw('<');
        if (auto done = raw_pieces(node.origin); !done) return done;
        out_.raw('>');
        return {};
      }
      case Node::Kind::octets:
        return literal(node.octets);
      case Node::Kind::announcement:
        out_.raw(node.octets.literal8 ? "~{" : "{");
        if (auto done = raw_pieces(node.pieces); !done) return done;
        out_.raw(node.non_synchronising ? "+}" : "}");
        return {};
      case Node::Kind::rest:
        return cannot("`...` cannot be sent");
      case Node::Kind::regex:
        return cannot("a regular expression cannot be sent");
    }
    return {};
  }

  const Line& line_;
  const Bindings& bindings_;
  Octets& octets_;
  const SayContext& context_;
  grammar::Printer out_;
};

constexpr std::string_view status_word(grammar::StatusKind kind) {
  switch (kind) {
    case grammar::StatusKind::ok:
      return "OK";
    case grammar::StatusKind::no:
      return "NO";
    case grammar::StatusKind::bad:
      return "BAD";
    case grammar::StatusKind::preauth:
      return "PREAUTH";
    case grammar::StatusKind::bye:
      return "BYE";
  }
  return "OK";
}

Said<void> say_status(const Line& line, Sayer& sayer) {
  bool any = false;
  if (line.has_code) {
    sayer.out().raw('[');
    if (auto done = sayer.nodes(line.code); !done) return done;
    sayer.out().raw(']');
    any = true;
  }
  if (line.text) {
    if (line.text->kind == Node::Kind::regex) return std::unexpected("a regular expression cannot be sent");
    if (any) sayer.out().sp();
    return sayer.raw_pieces(line.text->pieces);
  }
  // RFC 3501 section 9: there is always a text.
  if (!line.statuses.empty()) sayer.out().raw(any ? " as the scenario says" : "as the scenario says");
  return {};
}

}  // namespace

std::expected<std::string_view, std::string> Octets::of(std::string_view name, const Bindings& bindings,
                                                        const Scope& scope) {
  if (const auto made = made_.find(name); made != made_.end()) return std::string_view(made->second);
  const auto at = data_->find(name);
  if (at == data_->end()) return std::unexpected("there is no data of the name " + std::string(name));
  if (std::find(making_.begin(), making_.end(), name) != making_.end())
    return std::unexpected("the data of the name " + std::string(name) + " hold themselves");
  making_.emplace_back(name);
  const Data& data = at->second;
  std::string text;
  std::string missing;
  for (const auto& piece : data.text) {
    if (!piece.hole) {
      text += piece.text;
    } else if (const auto value = bindings.value(piece.hole->name, scope)) {
      text += plain_text(*value);
    } else if (has(piece.hole->name)) {
      const auto inner = of(piece.hole->name, bindings, scope);
      if (inner)
        text += *inner;
      else
        missing = inner.error();
    } else {
      missing = "$" + piece.hole->name + " is not bound, which the data of the name " + std::string(name) + " hold";
    }
  }
  making_.pop_back();
  if (!missing.empty()) return std::unexpected(missing);
  if (data.octets > 0) {
    // Doubled until it is long enough.
    text.reserve(data.octets);
    while (text.size() < data.octets && !text.empty()) text.append(text, 0, data.octets - text.size());
    text.resize(std::min<std::size_t>(text.size(), data.octets));
  }
  if (data.base64) text = encode_base64(text);
  return std::string_view(made_.emplace(name, std::move(text)).first->second);
}

std::expected<grammar::Fragments, std::string> say_command(const Line& line, std::string_view tag,
                                                           const Bindings& bindings, Octets& octets,
                                                           const SayContext& context) {
  Sayer sayer(line, bindings, octets, context);
  if (!tag.empty()) {
    sayer.out().raw(tag);
    sayer.out().sp();
    if (auto done = sayer.nodes(line.fields); !done) return std::unexpected(done.error());
  } else {
    // A line that answers "+" is octets: holes are replaced by theirs, and nothing is quoted.
    for (const auto& field : line.fields) {
      const bool text = field.kind == Node::Kind::atom;
      if (auto done = text ? sayer.raw_pieces(field.pieces) : sayer.nodes({field}); !done)
        return std::unexpected(done.error());
    }
  }
  sayer.out().raw("\r\n");
  return sayer.out().take();
}

std::expected<std::string, std::string> say_raw(const Pieces& pieces, const Bindings& bindings, Octets& octets,
                                                const SayContext& context) {
  const Line none;
  Sayer sayer(none, bindings, octets, context);
  return sayer.text_of(pieces);
}

std::expected<std::string, std::string> say_response(const Line& line, std::string_view tag, const Bindings& bindings,
                                                     Octets& octets, const SayContext& context) {
  Sayer sayer(line, bindings, octets, context);
  switch (line.kind) {
    case Line::Kind::untagged:
      sayer.out().raw("* ");
      break;
    case Line::Kind::tagged: {
      std::string own;
      if (line.tag)
        if (const auto value = bindings.value(line.tag->name, context.scope)) own = value->octets;
      sayer.out().raw(own.empty() ? tag : std::string_view(own));
      sayer.out().sp();
      break;
    }
    case Line::Kind::continuation:
      sayer.out().raw("+ ");
      break;
    case Line::Kind::closed:
    case Line::Kind::rest:
    case Line::Kind::command:
      return std::unexpected("`" + line.written + "` is not a line that is sent");
  }
  if (!line.statuses.empty()) {
    sayer.out().raw(status_word(line.statuses.front()));
    sayer.out().sp();
  }
  const bool status = !line.statuses.empty() || line.kind == Line::Kind::continuation;
  if (auto done = status ? say_status(line, sayer) : sayer.nodes(line.fields); !done)
    return std::unexpected(done.error());
  sayer.out().raw("\r\n");
  return grammar::joined(sayer.out().take());  // a server's literals wait for nobody
}

}  // namespace imapspec::scenario
