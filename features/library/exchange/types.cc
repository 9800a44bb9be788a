#include "features/library/exchange/types.h"

#include <algorithm>
#include <iterator>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

// Concord's slug; how it is written in BibTeX, RIS and CSL-JSON.
struct Written {
  std::string_view slug, bibtex, ris, csl;
};
constexpr Written kWritten[] = {
    {"research-article", "article", "JOUR", "article-journal"},
    {"article", "article", "MGZN", "article-magazine"},
    {"report", "techreport", "RPRT", "report"},
    {"guidebook-tool", "manual", "RPRT", "report"},
    {"case-study", "techreport", "RPRT", "report"},
    {"research-brief", "techreport", "RPRT", "report"},
    {"after-action-report", "techreport", "RPRT", "report"},
    {"program-rating", "techreport", "RPRT", "report"},
    {"systematic-review", "article", "JOUR", "article-journal"},
    {"systematic-review-protocol", "article", "JOUR", "article-journal"},
    {"book-review", "article", "JOUR", "review-book"},
    {"video", "video", "VIDEO", "motion_picture"},
    {"podcast", "audio", "SOUND", "broadcast"},
    {"policy", "legislation", "STAT", "legislation"},
    {"webpage", "online", "ELEC", "webpage"},
    {"training", "misc", "GEN", "document"},
    {"book-chapter", "incollection", "CHAP", "chapter"},
    {"paper", "unpublished", "UNPB", "manuscript"},
    {"book", "book", "BOOK", "book"},
    {"data", "dataset", "DATA", "dataset"},
    {"preprint", "unpublished", "UNPB", "article"},
    {"thesis", "phdthesis", "THES", "thesis"},
    {"testimony", "misc", "HEAR", "hearing"},
    {"other", "misc", "GEN", "document"},
};

struct Word {
  std::string_view word, slug;
};

// BibTeX 0.99 and BibLaTeX 3 (manual, 2.1), with the types that exporters add.
constexpr Word kBibtex[] = {{"article", "research-article"},
                            {"artwork", "other"},
                            {"audio", "podcast"},
                            {"blog", "webpage"},
                            {"book", "book"},
                            {"bookinbook", "book-chapter"},
                            {"booklet", "book"},
                            {"collection", "book"},
                            {"conference", "paper"},
                            {"data", "data"},
                            {"dataset", "data"},
                            {"electronic", "webpage"},
                            {"image", "other"},
                            {"inbook", "book-chapter"},
                            {"incollection", "book-chapter"},
                            {"inproceedings", "paper"},
                            {"inreference", "book-chapter"},
                            {"jurisdiction", "policy"},
                            {"legal", "policy"},
                            {"legislation", "policy"},
                            {"letter", "other"},
                            {"magazine", "article"},
                            {"manual", "guidebook-tool"},
                            {"mastersthesis", "thesis"},
                            {"misc", "other"},
                            {"movie", "video"},
                            {"mvbook", "book"},
                            {"mvcollection", "book"},
                            {"mvproceedings", "book"},
                            {"mvreference", "book"},
                            {"newspaper", "article"},
                            {"online", "webpage"},
                            {"patent", "other"},
                            {"performance", "other"},
                            {"periodical", "other"},
                            {"phdthesis", "thesis"},
                            {"preprint", "preprint"},
                            {"presentation", "paper"},
                            {"proceedings", "book"},
                            {"reference", "book"},
                            {"report", "report"},
                            {"review", "book-review"},
                            {"software", "other"},
                            {"standard", "policy"},
                            {"suppbook", "book-chapter"},
                            {"suppcollection", "book-chapter"},
                            {"suppperiodical", "article"},
                            {"techreport", "report"},
                            {"thesis", "thesis"},
                            {"unpublished", "paper"},
                            {"video", "video"},
                            {"webpage", "webpage"},
                            {"website", "webpage"},
                            {"www", "webpage"}};

// RIS (Research Information Systems, 2001 and 2011), and the names that some write in full.
constexpr Word kRis[] = {{"ABST", "other"},
                         {"ADVS", "video"},
                         {"AGGR", "data"},
                         {"ANCIENT", "other"},
                         {"ART", "other"},
                         {"BILL", "policy"},
                         {"BLOG", "webpage"},
                         {"BOOK", "book"},
                         {"CASE", "policy"},
                         {"CHAP", "book-chapter"},
                         {"CHART", "other"},
                         {"CLSWK", "book"},
                         {"COMP", "other"},
                         {"CONF", "paper"},
                         {"CPAPER", "paper"},
                         {"CTLG", "other"},
                         {"DATA", "data"},
                         {"DBASE", "data"},
                         {"DICT", "book-chapter"},
                         {"EBOOK", "book"},
                         {"ECHAP", "book-chapter"},
                         {"EDBOOK", "book"},
                         {"EJOUR", "research-article"},
                         {"ELEC", "webpage"},
                         {"ENCYC", "book-chapter"},
                         {"EQUA", "other"},
                         {"FIGURE", "other"},
                         {"GEN", "other"},
                         {"GENERIC", "other"},
                         {"GOVDOC", "report"},
                         {"GRANT", "other"},
                         {"GRNT", "other"},
                         {"HEAR", "testimony"},
                         {"ICOMM", "other"},
                         {"INPR", "research-article"},
                         {"JFULL", "research-article"},
                         {"JOUR", "research-article"},
                         {"JOURNAL", "research-article"},
                         {"JOURNAL ARTICLE", "research-article"},
                         {"LEGAL", "policy"},
                         {"MANSCPT", "paper"},
                         {"MAP", "other"},
                         {"MGZN", "article"},
                         {"MPCT", "video"},
                         {"MULTI", "other"},
                         {"MUSIC", "other"},
                         {"NEWS", "article"},
                         {"PAMP", "other"},
                         {"PAT", "other"},
                         {"PCOMM", "other"},
                         {"POD", "podcast"},
                         {"PREPRINT", "preprint"},
                         {"RPRT", "report"},
                         {"SER", "book"},
                         {"SLIDE", "other"},
                         {"SOUND", "podcast"},
                         {"STAND", "policy"},
                         {"STAT", "policy"},
                         {"THES", "thesis"},
                         {"UNBILL", "policy"},
                         {"UNPB", "paper"},
                         {"UNPD", "paper"},
                         {"VIDEO", "video"},
                         {"WEB", "webpage"}};

// CSL 1.0.2, appendix III; then Crossref's and DataCite's types.
constexpr Word kCsl[] = {{"article", "preprint"},
                         {"article-journal", "research-article"},
                         {"article-magazine", "article"},
                         {"article-newspaper", "article"},
                         {"bill", "policy"},
                         {"book", "book"},
                         {"broadcast", "podcast"},
                         {"chapter", "book-chapter"},
                         {"classic", "book"},
                         {"collection", "other"},
                         {"dataset", "data"},
                         {"document", "other"},
                         {"entry", "other"},
                         {"entry-dictionary", "book-chapter"},
                         {"entry-encyclopedia", "book-chapter"},
                         {"event", "other"},
                         {"figure", "other"},
                         {"graphic", "other"},
                         {"hearing", "testimony"},
                         {"interview", "other"},
                         {"legal_case", "policy"},
                         {"legislation", "policy"},
                         {"manuscript", "paper"},
                         {"map", "other"},
                         {"motion_picture", "video"},
                         {"musical_score", "other"},
                         {"pamphlet", "other"},
                         {"paper-conference", "paper"},
                         {"patent", "other"},
                         {"performance", "other"},
                         {"periodical", "other"},
                         {"personal_communication", "other"},
                         {"post", "webpage"},
                         {"post-weblog", "webpage"},
                         {"regulation", "policy"},
                         {"report", "report"},
                         {"review", "book-review"},
                         {"review-book", "book-review"},
                         {"software", "other"},
                         {"song", "other"},
                         {"speech", "paper"},
                         {"standard", "policy"},
                         {"thesis", "thesis"},
                         {"treaty", "policy"},
                         {"webpage", "webpage"},
                         {"book-part", "book-chapter"},
                         {"book-section", "book-chapter"},
                         {"book-series", "book"},
                         {"book-set", "book"},
                         {"component", "other"},
                         {"dissertation", "thesis"},
                         {"edited-book", "book"},
                         {"journal", "other"},
                         {"journal-article", "research-article"},
                         {"journal-issue", "other"},
                         {"monograph", "book"},
                         {"peer-review", "other"},
                         {"posted-content", "preprint"},
                         {"proceedings", "book"},
                         {"proceedings-article", "paper"},
                         {"reference-book", "book"},
                         {"reference-entry", "book-chapter"},
                         {"report-component", "report"},
                         {"report-series", "report"},
                         {"other", "other"}};

// Zotero's item types and the words of spreadsheets, as text::NormalizeTitle leaves them.
constexpr Word kWords[] = {{"after action report", "after-action-report"},
                           {"after action review", "after-action-report"},
                           {"articulo", "article"},
                           {"articulo de investigacion", "research-article"},
                           {"articulo de revista", "research-article"},
                           {"article in press", "research-article"},
                           {"audio recording", "podcast"},
                           {"audiorecording", "podcast"},
                           {"base de datos", "data"},
                           {"blog post", "webpage"},
                           {"blogpost", "webpage"},
                           {"book chapter", "book-chapter"},
                           {"book review", "book-review"},
                           {"book section", "book-chapter"},
                           {"booksection", "book-chapter"},
                           {"brief", "research-brief"},
                           {"capacitacion", "training"},
                           {"capitulo", "book-chapter"},
                           {"capitulo de libro", "book-chapter"},
                           {"case study", "case-study"},
                           {"conference paper", "paper"},
                           {"conferencepaper", "paper"},
                           {"course", "training"},
                           {"data set", "data"},
                           {"datos", "data"},
                           {"dissertation", "thesis"},
                           {"document", "other"},
                           {"encuesta", "data"},
                           {"estudio de caso", "case-study"},
                           {"film", "video"},
                           {"guia", "guidebook-tool"},
                           {"guide", "guidebook-tool"},
                           {"guidebook", "guidebook-tool"},
                           {"guidebook tool", "guidebook-tool"},
                           {"herramienta", "guidebook-tool"},
                           {"informe", "report"},
                           {"journal article", "research-article"},
                           {"journalarticle", "research-article"},
                           {"libro", "book"},
                           {"literature review", "systematic-review"},
                           {"magazine article", "article"},
                           {"magazinearticle", "article"},
                           {"manual", "guidebook-tool"},
                           {"meta analysis", "systematic-review"},
                           {"newspaper article", "article"},
                           {"newspaperarticle", "article"},
                           {"otro", "other"},
                           {"pagina web", "webpage"},
                           {"periodical", "other"},
                           {"podcast", "podcast"},
                           {"policy", "policy"},
                           {"politica", "policy"},
                           {"presentation", "paper"},
                           {"proceedings paper", "paper"},
                           {"research article", "research-article"},
                           {"research brief", "research-brief"},
                           {"research report", "report"},
                           {"review article", "research-article"},
                           {"statute", "policy"},
                           {"systematic review", "systematic-review"},
                           {"technical report", "report"},
                           {"tesis", "thesis"},
                           {"testimony", "testimony"},
                           {"tool", "guidebook-tool"},
                           {"toolkit", "guidebook-tool"},
                           {"training", "training"},
                           {"video", "video"},
                           {"video recording", "video"},
                           {"videorecording", "video"},
                           {"web page", "webpage"},
                           {"webinar", "video"},
                           {"website", "webpage"},
                           {"white paper", "report"},
                           {"working paper", "paper"},
                           {"other", "other"}};

template <size_t N>
std::optional<std::string> Find(const Word (&table)[N], std::string_view word) {
  for (const Word& entry : table) {
    if (entry.word == word) return std::string(entry.slug);
  }
  return std::nullopt;
}

const Written& Of(std::string_view slug) {
  for (const Written& written : kWritten) {
    if (written.slug == slug) return written;
  }
  return kWritten[std::size(kWritten) - 1];
}

std::string UpperAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace

std::optional<std::string> TypeFromBibtex(std::string_view entry_type) {
  return Find(kBibtex, text::LowerAscii(entry_type));
}

std::optional<std::string> TypeFromRis(std::string_view tag) {
  if (auto slug = Find(kRis, UpperAscii(text::Trim(tag)))) return slug;
  return TypeFromWords(tag);
}

std::optional<std::string> TypeFromCsl(std::string_view type) { return Find(kCsl, text::LowerAscii(text::Trim(type))); }

std::optional<std::string> TypeFromWords(std::string_view words) {
  const auto trimmed = text::Trim(words);
  for (const Written& written : kWritten) {
    if (written.slug == trimmed) return std::string(trimmed);
  }
  if (trimmed.size() > 200) return std::nullopt;
  const std::string folded = text::NormalizeTitle(trimmed);
  if (auto slug = Find(kWords, folded)) return slug;
  if (folded == "article") return "article";
  if (auto slug = TypeFromCsl(trimmed)) return slug;
  if (auto slug = TypeFromBibtex(folded)) return slug;
  return Find(kRis, UpperAscii(trimmed));
}

std::string_view BibtexTypeOf(std::string_view slug) { return Of(slug).bibtex; }
std::string_view RisTypeOf(std::string_view slug) { return Of(slug).ris; }
std::string_view CslTypeOf(std::string_view slug) { return Of(slug).csl; }

}  // namespace concord::library::exchange
