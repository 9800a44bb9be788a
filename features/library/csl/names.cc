// People and organizations: their order, "et al.", initials, roles, and what stands in for them.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/csl/renderer.h"

namespace concord::library::csl {
namespace {

int NumberIn(const std::string& text) { return text.empty() ? 0 : std::atoi(text.c_str()); }

}  // namespace

// An option stands on the name itself, or on the citation or bibliography, or on the style; in a sort the key's own
// come first.
std::string Renderer::NameOption(const Node* name, std::string_view attribute, std::string_view inherited) const {
  if (key_ && attribute.starts_with("et-al-")) {
    const std::string key_attribute = "names-" + std::string(attribute.substr(6));
    if (const auto* found = key_->Find(key_attribute)) return *found;
  }
  if (name) {
    if (const auto* found = name->Find(attribute)) return *found;
  }
  if (const auto* found = area_ ? area_->Find(inherited) : nullptr) return *found;
  return style_.Option(inherited);
}

Piece Renderer::Names(const Node& node, const Node* around) {
  // A <names> within <substitute> that says nothing of its own is written like the one around it.
  const bool bare = around && node.children.empty();
  const Node& shape = bare ? *around : node;
  const Node *name = shape.Child("name"), *et_al = shape.Child("et-al"), *label = nullptr;
  bool label_first = false;
  for (const Node& child : shape.children) {
    if (child.name == "label") label = &child;
    if (child.name == "name" && label) label_first = true;
  }
  if (label && !name) label_first = false;
  Piece piece;
  piece.called = true;
  const std::string* own = node.Find("delimiter");
  const std::string* outer = bare ? around->Find("delimiter") : nullptr;
  const std::string delimiter = own ? *own : outer ? *outer : NameOption(nullptr, "names-delimiter", "names-delimiter");
  for (const auto variable : text::Split(node.Get("variable"), ' ')) {
    const auto found = item_.names.find(variable);
    if (found == item_.names.end() || found->second.empty() || used_up_.contains(variable)) continue;
    Runs list = NameList(name, et_al, found->second);
    if (IsEmpty(list)) continue;
    if (label) {
      if (std::string role = Role(*label, variable, found->second.size()); !role.empty()) {
        Runs dressed = Dressed(*label, {{std::move(role)}});
        Runs both = label_first ? std::move(dressed) : std::move(list);
        Put(both, label_first ? std::move(list) : std::move(dressed));
        list = std::move(both);
      }
    }
    if (!piece.runs.empty()) Put(piece.runs, delimiter);
    Put(piece.runs, std::move(list));
    if (substituting_) substituting_->emplace_back(variable);
  }
  piece.filled = !IsEmpty(piece.runs);
  const Node* substitute = node.Child("substitute");
  if (!piece.filled && substitute) {
    std::vector<std::string> stood_in;
    std::vector<std::string>* before = substituting_;
    substituting_ = &stood_in;
    for (const Node& child : substitute->children) {
      Piece one = child.name == "names" ? Names(child, &node) : Element(child);
      if (IsEmpty(one.runs)) continue;
      piece.runs = std::move(one.runs);
      piece.filled = one.filled;
      break;
    }
    substituting_ = before;
    for (auto& variable : stood_in) {
      used_up_.insert(variable);
      if (before) before->push_back(std::move(variable));
    }
  }
  if (piece.filled) piece.runs = Dressed(node, std::move(piece.runs));
  return piece;
}

std::string Renderer::Role(const Node& label, std::string_view variable, size_t count) const {
  const std::string& plural = label.Get("plural");
  const bool many = plural == "always" || (plural != "never" && count > 1);
  return style_.Term(variable, label.Get("form"), many ? Plural::kMultiple : Plural::kSingle);
}

Runs Renderer::NameList(const Node* name, const Node* et_al, const std::vector<PersonName>& list) {
  const int min = o_.all_names ? 0 : NumberIn(NameOption(name, "et-al-min", "et-al-min"));
  const int first = NumberIn(NameOption(name, "et-al-use-first", "et-al-use-first"));
  const bool shortened =
      min > 0 && first > 0 && static_cast<int>(list.size()) >= min && first < static_cast<int>(list.size());
  const bool with_last = shortened && NameOption(name, "et-al-use-last", "et-al-use-last") == "true" &&
                         first + 1 < static_cast<int>(list.size());
  const size_t shown = shortened ? static_cast<size_t>(first) : list.size();
  std::string delimiter = NameOption(name, "delimiter", "name-delimiter");
  if (delimiter.empty()) delimiter = ", ";
  const std::string joining = NameOption(name, "and", "and");
  const std::string and_word = key_ ? "" : joining == "text" ? style_.Term("and") : joining == "symbol" ? "&" : "";
  const std::string order = NameOption(name, "name-as-sort-order", "name-as-sort-order");

  const auto precedes = [&](std::string_view attribute, size_t before) {
    const std::string rule = NameOption(name, attribute, attribute);
    if (rule == "always") return true;
    if (rule == "never") return false;
    if (rule == "after-inverted-name") return order == "all" || (order == "first" && before == 1);
    return before > 1;
  };

  Runs out;
  for (size_t i = 0; i < shown; ++i) {
    const std::string one = OneName(name, list[i], i == 0);
    if (one.empty()) continue;
    if (i > 0) {
      const bool last = i + 1 == shown && !shortened;
      if (last && !and_word.empty()) {
        // Of two, an organization follows without the comma that an inverted name would need.
        const bool plain = shown == 2 && !list[i].literal.empty();
        Put(out, !plain && precedes("delimiter-precedes-last", i) ? delimiter : " ");
        Put(out, and_word + " ");
      } else {
        Put(out, delimiter);
      }
    }
    Put(out, FieldRuns(one, false));
  }
  if (with_last) {
    Put(out, delimiter + "… ");
    Put(out, FieldRuns(OneName(name, list.back(), false), false));
  } else if (shortened) {
    std::string others = style_.Term(et_al && et_al->Find("term") ? et_al->Get("term") : "et-al");
    Put(out, precedes("delimiter-precedes-et-al", shown) ? delimiter : " ");
    Runs dressed{{std::move(others)}};
    Put(out, et_al ? Dressed(*et_al, std::move(dressed)) : std::move(dressed));
  }
  if (!names_seen_ && !key_) {
    names_seen_ = true;
    first_names_ = PlainText(out);
    if (!o_.substitute.empty()) return {{std::string(o_.substitute)}};
  }
  return out;
}

std::string Renderer::Given(const Node* name, const PersonName& person) const {
  const std::string* with = nullptr;
  for (const Node* place : {name, area_}) {
    if (place && !with) with = place->Find("initialize-with");
  }
  if (!with && !style_.HasOption("initialize-with")) return person.given;
  const std::string& terminator = with ? *with : style_.Option("initialize-with");
  if (NameOption(name, "initialize", "initialize") == "false") return NormalizedInitials(person.given, terminator);
  return Initials(person.given, terminator, style_.Option("initialize-with-hyphen") != "false");
}

// Where initials have no periods ("King ML Jr"), the suffix has none either.
std::string Renderer::Suffix(const Node* name, const PersonName& person) const {
  const std::string* with = name ? name->Find("initialize-with") : nullptr;
  if (!with && !style_.HasOption("initialize-with")) return person.suffix;
  if ((with ? *with : style_.Option("initialize-with")).find('.') != std::string::npos) return person.suffix;
  std::string bare = person.suffix;
  std::erase(bare, '.');
  return bare;
}

std::string Renderer::OneName(const Node* name, const PersonName& person, bool first) const {
  if (!person.literal.empty()) return person.literal;
  const auto joined = [](std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts) {
      if (part.empty()) continue;
      const bool tight = out.empty() || out.ends_with("'") || out.ends_with("’") || out.ends_with('-');
      out += tight ? std::string(part) : " " + std::string(part);
    }
    return out;
  };
  const std::string form = o_.all_names ? "long" : NameOption(name, "form", "name-form");
  if (form == "short" && !o_.sorting) return joined({person.non_dropping, person.family});
  const std::string given = Given(name, person);
  const std::string order = o_.sorting ? "all" : NameOption(name, "name-as-sort-order", "name-as-sort-order");
  if (order != "all" && !(order == "first" && first)) {
    const std::string main = joined({given, person.dropping, person.non_dropping, person.family});
    if (person.suffix.empty()) return main;
    return main + (person.comma_suffix ? ", " : " ") + Suffix(name, person);
  }
  std::string separator = NameOption(name, "sort-separator", "sort-separator");
  if (separator.empty()) separator = ", ";
  const std::string& demote = style_.Option("demote-non-dropping-particle");
  const bool behind = demote.empty() || demote == "display-and-sort" || (o_.sorting && demote == "sort-only");
  const std::string family = behind ? person.family : joined({person.non_dropping, person.family});
  std::string rest = behind ? joined({given, person.dropping, person.non_dropping}) : joined({given, person.dropping});
  std::string out = family;
  if (!rest.empty()) out += separator + rest;
  if (!person.suffix.empty()) out += separator + Suffix(name, person);
  return out;
}

}  // namespace concord::library::csl
