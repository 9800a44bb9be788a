// Names of languages: ISO 639-1, 639-2 (both forms), English, own, Spanish, and BibLaTeX's langid with its dialects.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/exchange/identifiers.h"

namespace concord::library::exchange {
namespace {

struct Language {
  std::string_view code, langid;
  std::string_view names;  // folded, between bars
};

constexpr Language kLanguages[] = {
    {"en", "english",
     "|eng|english|ingles|anglais|englisch|american|british|usenglish|ukenglish|american english|british "
     "english|australian|canadian|newzealand|inglese|"},
    {"es", "spanish",
     "|spa|spanish|espanol|castellano|castilian|spanish castilian|espagnol|spanisch|mexican|spanishmx|"},
    {"fr", "french", "|fre|fra|french|francais|frances|franzosisch|acadian|canadien|francese|"},
    {"de", "german", "|ger|deu|german|deutsch|aleman|allemand|ngerman|austrian|naustrian|swissgerman|nswissgerman|"},
    {"pt", "portuguese", "|por|portuguese|portugues|brazilian|brazil|portuges|brazilian portuguese|"},
    {"it", "italian", "|ita|italian|italiano|italien|"},
    {"nl", "dutch", "|dut|nld|dutch|nederlands|flemish|dutch flemish|holandes|neerlandes|"},
    {"af", "afrikaans", "|afr|afrikaans|"},
    {"am", "amharic", "|amh|amharic|"},
    {"ar", "arabic", "|ara|arabic|arabe|"},
    {"bg", "bulgarian", "|bul|bulgarian|bulgaro|"},
    {"bn", "bengali", "|ben|bengali|bangla|"},
    {"bs", "bosnian", "|bos|bosnian|bosnio|"},
    {"ca", "catalan", "|cat|catalan|catala|"},
    {"cs", "czech", "|cze|ces|czech|checo|cestina|"},
    {"cy", "welsh", "|wel|cym|welsh|"},
    {"da", "danish", "|dan|danish|dansk|danes|"},
    {"el", "greek", "|gre|ell|greek|modern greek|griego|"},
    {"et", "estonian", "|est|estonian|estonio|"},
    {"eu", "basque", "|baq|eus|basque|euskera|vasco|"},
    {"fa", "persian", "|per|fas|persian|farsi|persa|"},
    {"fi", "finnish", "|fin|finnish|suomi|finlandes|"},
    {"ga", "irish", "|gle|irish|"},
    {"gl", "galician", "|glg|galician|gallego|galego|"},
    {"he", "hebrew", "|heb|hebrew|hebreo|"},
    {"hi", "hindi", "|hin|hindi|"},
    {"hmn", "", "|hmn|hmong|"},
    {"hr", "croatian", "|hrv|scr|croatian|croata|hrvatski|"},
    {"ht", "", "|hat|haitian|haitian creole|kreyol|criollo haitiano|"},
    {"hu", "hungarian", "|hun|hungarian|magyar|hungaro|"},
    {"hy", "armenian", "|arm|hye|armenian|armenio|"},
    {"id", "indonesian", "|ind|indonesian|indonesio|bahasai|"},
    {"is", "icelandic", "|ice|isl|icelandic|islandes|"},
    {"ja", "japanese", "|jpn|japanese|japones|"},
    {"km", "khmer", "|khm|khmer|"},
    {"ko", "korean", "|kor|korean|coreano|"},
    {"la", "latin", "|lat|latin|"},
    {"lo", "lao", "|lao|"},
    {"lt", "lithuanian", "|lit|lithuanian|lituano|"},
    {"lv", "latvian", "|lav|latvian|leton|"},
    {"mk", "macedonian", "|mac|mkd|macedonian|macedonio|"},
    {"ms", "malay", "|may|msa|malay|malayo|"},
    {"nb", "norwegian", "|nob|nor|norwegian|norsk|bokmal|noruego|"},
    {"nn", "nynorsk", "|nno|nynorsk|"},
    {"nv", "", "|nav|navajo|"},
    {"pl", "polish", "|pol|polish|polski|polaco|"},
    {"ps", "", "|pus|pashto|"},
    {"ro", "romanian", "|rum|ron|romanian|rumano|"},
    {"ru", "russian", "|rus|russian|ruso|"},
    {"sk", "slovak", "|slo|slk|slovak|eslovaco|"},
    {"sl", "slovene", "|slv|slovene|slovenian|esloveno|"},
    {"so", "", "|som|somali|"},
    {"sq", "albanian", "|alb|sqi|albanian|albanes|"},
    {"sr", "serbian", "|srp|scc|serbian|serbio|"},
    {"sv", "swedish", "|swe|swedish|svenska|sueco|"},
    {"sw", "", "|swa|swahili|"},
    {"th", "thai", "|tha|thai|tailandes|"},
    {"tl", "", "|tgl|tagalog|filipino|"},
    {"tr", "turkish", "|tur|turkish|turco|"},
    {"uk", "ukrainian", "|ukr|ukrainian|ucraniano|"},
    {"ur", "urdu", "|urd|urdu|"},
    {"vi", "vietnamese", "|vie|vietnamese|vietnamita|"},
    {"yi", "", "|yid|yiddish|"},
    {"zh", "chinese", "|chi|zho|cmn|chinese|mandarin|chino|simplified chinese|traditional chinese|"},
};

}  // namespace

std::optional<std::string> NormalizeLanguage(std::string_view raw) {
  if (raw.size() > 100) return std::nullopt;
  const std::string name = text::NormalizeTitle(raw);
  if (name.empty()) return std::nullopt;
  for (const Language& language : kLanguages) {
    if (name == language.code || language.names.find("|" + name + "|") != std::string_view::npos)
      return std::string(language.code);
  }
  // "en-US", "pt_BR", "zh-Hans-CN": the first part of a tag (BCP 47).
  const std::string_view trimmed = text::Trim(raw);
  const size_t cut = trimmed.find_first_of("-_");
  const bool tag =
      cut != std::string_view::npos && (cut == 2 || cut == 3) && trimmed.find(' ') == std::string_view::npos;
  return tag ? NormalizeLanguage(trimmed.substr(0, cut)) : std::nullopt;
}

std::string_view LangidOf(std::string_view code) {
  for (const Language& language : kLanguages) {
    if (language.code == code) return language.langid;
  }
  return {};
}

}  // namespace concord::library::exchange
