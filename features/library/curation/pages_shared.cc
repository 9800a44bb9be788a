// What the pages of curation share: words, fields, addresses.
#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "base/i18n/catalog.h"
#include "features/library/curation/pages.h"

namespace concord::library::curation {
namespace {

constexpr size_t kAround = 90;  // characters of what did not change, beside what did

// What did not change is shortened to its ends.
std::string Shortened(const std::string& text, bool first, bool last) {
  if (text::CountCodePoints(text) <= 3 * kAround) return text;
  const auto cut = [](size_t at, const std::string& from) {
    while (at < from.size() && at > 0 && from[at] != ' ' && from[at] != '\n') --at;
    return at;
  };
  const std::string head = first ? "" : text.substr(0, cut(kAround, text));
  const std::string tail = last ? "" : text.substr(cut(text.size() - kAround, text));
  return head + " […] " + tail;
}

const char* KindOf(std::string_view field) {
  if (field == "types") return "type";
  if (field == "topics") return "topic";
  if (field == "audiences") return "audience";
  if (field == "languages") return "language";
  if (field == "access") return "access";
  return nullptr;
}

}  // namespace

Teller::Teller(const Deps& deps, const http::Request& request)
    : deps_(deps), catalog_(deps.pages.frame.catalog()), speaker_(deps.pages, request), self_(ActorOf(request)) {}

std::string Teller::Say(const Fault& fault) const {
  return Say(fault.key, i18n::Params(fault.params.begin(), fault.params.end()));
}

std::string Teller::Say(const Error& error) const {
  return Say(error.key, i18n::Params(error.params.begin(), error.params.end()));
}

std::string Teller::Who(std::string_view actor) const {
  if (!self_.empty() && actor == self_) return Say("library.curation.who.you");
  if (actor == "system") return Say("library.curation.who.system");
  if (actor == "resident") return Say("library.curation.who.resident");
  const std::string name = deps_.name_of(actor);
  return name.empty() ? Say("library.curation.who.unknown") : name;
}

std::string Teller::When(Time time) const {
  return i18n::FormatDate(language(), time) + ", " + FormatRfc3339(time).substr(11, 5) + " UTC";
}

std::string Teller::Field(std::string_view name) const {
  const std::string key = "library.resource.field_" + std::string(name);
  return Has(key) ? Say(key) : std::string(name);
}

std::string Teller::State(DraftState state) const {
  return Say("library.curation.state." + std::string(NameOf(state)));
}

std::string Teller::Value(std::string_view field, const std::string& value) const {
  if (const char* kind = KindOf(field)) return speaker_.Label(kind, value);
  if (field == "status") {
    const std::string key = "library.curation.status." + value;
    return Has(key) ? Say(key) : value;
  }
  return value;
}

views::Difference Teller::Difference(const FieldDifference& difference) const {
  views::Difference view{Field(difference.field), difference.list, {}};
  const auto& passages = difference.passages;
  for (size_t i = 0; i < passages.size(); ++i) {
    const auto in = static_cast<views::Mark::In>(passages[i].in);
    for (const auto& one : passages[i].texts) {
      const bool long_text = !difference.list && passages[i].in == Passage::In::kBoth;
      view.marks.push_back(
          {in, long_text ? Shortened(one, i == 0, i + 1 == passages.size()) : Value(difference.field, one)});
    }
  }
  return view;
}

std::vector<views::Difference> Teller::Differences(const exchange::Record& before,
                                                   const exchange::Record& after) const {
  std::vector<views::Difference> all;
  for (const auto& one : library::Differences(before, after)) all.push_back(Difference(one));
  return all;
}

std::string Teller::Whole(std::string_view field, const exchange::Record& record) const {
  std::string out;
  const RecordField* found = FindRecordField(field);
  if (!found) return out;
  for (const auto& one : found->texts(record)) out += (out.empty() ? "" : "\n") + Value(field, one);
  return out;
}

std::string Teller::Happened(const Revision& revision) const {
  const std::string key = "library.curation.happened." + revision.kind;
  return Say(Has(key) ? key : std::string("library.curation.happened.update"));
}

bool IsCurator(const http::Request& request) {
  const auto& caller = accounts::VisitOf(request).caller;
  return caller && caller->May(accounts::Action::kLibraryCurate);
}

std::string ActorOf(const http::Request& request) { return accounts::VisitOf(request).Actor(); }

html::PageMeta MetaFor(std::string title) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.section = "search";
  meta.no_index = true;
  return meta;
}

std::string DraftHref(std::string_view id) { return "/curation/drafts/" + std::string(id); }
std::string ResourceHref(std::string_view slug) { return "/resources/" + http::PercentEncode(slug); }

int64_t NumberOf(const http::Pairs& form, std::string_view name) {
  const std::string_view digits = form.Get(name);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() && number > 0 ? number : 0;
}

std::string OneState(DraftState state) {
  if (state == DraftState::kSentBack) return "late";
  return state == DraftState::kPublished ? "verified" : "plain";
}

http::Response ShowForm(const Deps& deps, const http::Request& request, views::Form form, unsigned status) {
  const auto& frame = deps.pages.frame;
  const Teller teller(deps, request);
  form.csrf = frame.FormToken(request);
  auto meta = MetaFor(form.title);
  if (status == 422) meta.title = teller.Say("library.curation.form.error_title", {{"title", form.title}});
  return frame.Page(request, meta, views::Render(frame.templates(), teller.language(), form), status);
}

views::Field FieldMaker::Make(const std::string& id, const char* kind, std::string value) const {
  views::Field field;
  field.id = id;
  field.kind = kind;
  const std::string label = "library.curation.field." + id;
  field.label = teller_.Has(label) ? teller_.Say(label) : teller_.Field(id);
  if (const std::string hint = "library.curation.hint." + id; teller_.Has(hint)) field.hint = teller_.Say(hint);
  field.value = std::move(value);
  for (const auto& fault : faults_) {
    if (fault.field == id && field.error.empty()) field.error = teller_.Say(fault);
  }
  return field;
}

views::Field FieldMaker::Area(const std::string& id, std::string value, int rows) const {
  views::Field field = Make(id, "textarea", std::move(value));
  field.rows = rows;
  return field;
}

views::Field FieldMaker::Checks(const std::string& id, std::vector<views::Option> options) const {
  views::Field field = Make(id, "checks", "");
  field.options = std::move(options);
  return field;
}

views::Field FieldMaker::In(const std::string& of, const std::string& language, const char* kind,
                            std::string value) const {
  views::Field field = Make(of, kind, std::move(value));
  field.id = of + "_" + language;
  field.label = teller_.Say("library.curation.form.in_language",
                            {{"field", field.label}, {"language", teller_.speaker().Label("language", language)}});
  field.error.clear();
  for (const auto& fault : faults_) {
    if (fault.field == field.id && field.error.empty()) field.error = teller_.Say(fault);
  }
  if (language != teller_.language()) field.language = language;
  return field;
}

}  // namespace concord::library::curation
