#include "features/library/exchange/csv_columns.h"

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

struct Header {
  Column column;
  std::string_view names;  // as text::NormalizeTitle leaves them, between bars; the best first
};

constexpr Header kHeaders[] = {
    {Column::kKey,
     "|id|key|record id|citation key|citekey|bibtex key|identifier|ut unique wos id|eid|pmid|accession "
     "number|identificador|clave|"},
    {Column::kSlug, "|slug|"},
    {Column::kTitle,
     "|title|article title|document title|resource title|name of resource|item title|work title|titulo|titulo del "
     "articulo|titulo del recurso|titre|titel|ti|"},
    {Column::kSubtitle, "|subtitle|sub title|subtitulo|"},
    {Column::kSummary, "|summary|abstract|abstract note|description|resumen|descripcion|annotation|synopsis|ab|"},
    {Column::kPublisher,
     "|publisher|editorial|publisher name|institution|publishing organization|organizacion|school|pb|"},
    {Column::kContainer,
     "|container|container title|journal|journal title|journal name|publication title|source title|publication "
     "name|journal book|revista|"
     "nombre de la revista|book title|booktitle|publication|source|fuente|titulo de la fuente|conference name|website "
     "title|jf|"},
    {Column::kVolume, "|volume|vol|volumen|tomo|"},
    {Column::kIssue, "|issue|number|no|num|issue number|numero|"},
    {Column::kPages, "|pages|page|page range|paginas|pp|"},
    {Column::kFirstPage, "|page start|start page|first page|startpage|pagina inicial|beginning page|"},
    {Column::kLastPage, "|page end|end page|last page|endpage|pagina final|ending page|"},
    {Column::kSeries, "|series|series title|book series title|collection title|serie|coleccion|"},
    {Column::kEdition, "|edition|edicion|"},
    {Column::kPlace,
     "|place|publisher place|place of publication|publisher city|lugar|lugar de publicacion|city|ciudad|location|"},
    {Column::kAuthors,
     "|author full names|author full name|authors|author|author s|authors full "
     "names|creators|creator|autores|autor|autor es|autora|autoria|auteurs|au|"},
    {Column::kEditors, "|editors|editor|editor s|book editors|editores|ed|"},
    {Column::kYear, "|year|publication year|pub year|pubyear|year published|ano|ano de publicacion|anio|py|"},
    {Column::kDate,
     "|date|publication date|published|date published|pub date|issued|release date|fecha|fecha de publicacion|date of "
     "publication|online date|"},
    {Column::kTypes,
     "|types|type|resource type|item type|document type|publication type|content type|tipo|tipos|tipo de recurso|tipo "
     "de documento|format|formato|"},
    {Column::kTopics, "|topics|topic|subjects|subject|temas|tema|asunto|materias|practice areas|"},
    {Column::kAudiences, "|audiences|audience|target audience|publico|destinatarios|audiencia|"},
    {Column::kLanguages, "|languages|language|language of original document|lang|idioma|idiomas|lengua|"},
    {Column::kKeywords,
     "|keywords|keyword|author keywords|tags|manual tags|automatic tags|index keywords|keywords plus|palabras "
     "clave|etiquetas|"},
    {Column::kUrl,
     "|url|link|links|web address|website|address|uri|enlace|enlaces|vinculo|direccion|articleurl|article url|resource "
     "url|fulltexturl|direccion web|ur|"},
    {Column::kDoi, "|doi|digital object identifier|doi link|do|"},
    {Column::kNcj, "|ncj|ncj number|"},
    {Column::kIsbn, "|isbn|isbns|isbn13|isbn10|"},
    {Column::kIssn, "|issn|issns|eissn|"},
    {Column::kAccess, "|access|acceso|"},
    {Column::kStatus, "|status|estado|"},
    {Column::kSupersededBy, "|superseded by|reemplazado por|"},
    {Column::kNote, "|note|notes|nota|notas|comments|comentarios|"},
    {Column::kFacts, "|facts|"},
    {Column::kEvidence, "|evidence|"},
    {Column::kExtra, "|extra fields|"},
};

}  // namespace

Column ColumnNamed(std::string_view header) {
  if (header.size() > 200) return Column::kNone;
  const std::string wanted = "|" + text::NormalizeTitle(header) + "|";
  if (wanted.size() < 3) return Column::kNone;
  for (const auto& [column, names] : kHeaders) {
    if (names.find(wanted) != std::string_view::npos) return column;
  }
  return Column::kNone;
}

int RankOf(std::string_view header) {
  const std::string wanted = "|" + text::NormalizeTitle(header) + "|";
  for (const auto& [column, names] : kHeaders) {
    if (const size_t at = names.find(wanted); at != std::string_view::npos) return static_cast<int>(at);
  }
  return 1000;
}

}  // namespace concord::library::exchange
