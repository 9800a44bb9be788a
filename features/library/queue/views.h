// What the pages of this folder show, and how it becomes HTML. View structs hold finished words.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/html/templates.h"
#include "features/library/views.h"

namespace concord::library::queue::views {

using library::views::Link;

struct Option {
  std::string value, label;
  bool selected = false;
};
struct Field {
  std::string id, name, label, hint, kind, value, error,
      autocomplete;  // kind: of an input, or textarea, select, radios
  bool required = false;
  size_t most = 0;
  std::vector<Option> options;
};
struct Tab {
  std::string href, text;
  bool current = false;
};
struct Fact {
  std::string name, text, href;
};

struct SuggestPage {
  std::string title, csrf, about, about_text, submit;
  Link about_link;
  std::vector<Field> fields;
  std::vector<std::string> errors;  // of no field
  std::vector<Link> doubles;
  bool no_mail = false;
};

struct ReceiptPage {
  std::string title, state, state_text, answer, code, address;
  Link resource;
  std::vector<Fact> facts;
  bool fresh = false;
};

struct QueueRow {
  std::string href, title, text, badge;
  std::vector<std::string> facts;
};
struct QueuePage {
  std::vector<Tab> tabs, states;
  std::string found, csv;
  std::vector<QueueRow> rows;
};

struct DoubleLink {
  Link link;
  std::string state;
};
struct SuggestionPage {
  std::vector<Tab> tabs;
  std::string title, state, action, csrf, take_title, take_lead, take_submit, mail_note;
  std::vector<std::string> errors;
  std::vector<Fact> facts;
  std::vector<DoubleLink> doubles;
  std::vector<Link> alike;
  Link resource;
  bool waiting = false;
  std::vector<Field> take, known, decline;
};

struct PairSide {
  Link link;
  std::string facts;
};
struct PairRow {
  std::string reason, merge_href, merge_label, first, second, act_label;  // no merge_href: they were found to be two
  std::vector<PairSide> sides;
};
struct DoublesPage {
  std::vector<Tab> tabs, states;
  std::string found, done, action, act, csrf, empty_text, more;
  std::vector<PairRow> pairs;
};

struct Choice {
  std::string field, name, kept, other;
  bool from_merge = false;
};
struct MergePage {
  std::vector<Tab> tabs;
  std::vector<std::string> errors, happenings;
  std::string keep, merge, seen, csrf, swap_href;
  PairSide kept, merged;
  std::vector<Choice> choices;
};

struct MovedRow {
  std::string slug, leads, date, target_href, free_label;
};
struct MovedPage {
  std::vector<Tab> tabs;
  std::vector<MovedRow> rows;
  std::string csrf;
  bool done = false;
};

struct BulkRow {
  Link link;
  std::string before, after;
};
struct BulkPage {
  std::vector<Tab> tabs;
  std::vector<std::string> errors;
  Link search;  // no text: none is chosen yet
  std::string found, csrf, summary, change, value, seen, submit, more;
  std::vector<std::pair<std::string, std::string>> kept;
  std::vector<Field> fields;
  std::vector<BulkRow> rows;
  std::vector<QueueRow> edits;
  bool previewed = false;
};
struct BulkEditPage {
  std::vector<Tab> tabs;
  std::string title, done, more, action, csrf;
  std::vector<Fact> facts;
  std::vector<Link> rows;
  bool may_undo = false;
};

struct RatingsPage {
  std::vector<Tab> tabs, states;
  std::string found, more;
  std::vector<QueueRow> rows;
};
struct RatingLine {
  std::string whose, direction, certainty, setting, basis, date;
};
struct OutcomeView {
  std::string anchor, outcome, state, state_text, form_action, form_title, form_submit, withdraw_label;
  std::vector<RatingLine> lines;
  std::vector<Field> fields;
  bool may_withdraw = false, folded = false;
};
struct RatingPage {
  std::vector<Tab> tabs;
  std::vector<std::string> errors;
  std::string title, done, resource_href, csrf, action;
  std::vector<OutcomeView> outcomes;
  std::vector<Field> another;
};

html::Safe Render(const html::Templates& templates, std::string_view language, const RatingsPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const RatingPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const BulkPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const BulkEditPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const DoublesPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const MergePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const MovedPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const SuggestPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const ReceiptPage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const QueuePage& view);
html::Safe Render(const html::Templates& templates, std::string_view language, const SuggestionPage& view);

// Pieces that several pages share (views_parts.cc).
void FillFields(html::Dict::Scope scope, const std::vector<Field>& fields);
// `whole`: errors of no field; those of `fields` become links to them.
void FillErrors(html::Dict::Scope root, const std::vector<std::string>& whole,
                const std::vector<const std::vector<Field>*>& fields);
void FillTabs(html::Dict::Scope root, const std::vector<Tab>& tabs);
void FillFacts(html::Dict::Scope root, const std::vector<Fact>& facts);

}  // namespace concord::library::queue::views
