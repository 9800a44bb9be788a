#include "app/parts.h"

#include "accounts_embedded.h"
#include "app_embedded.h"
#include "communities_embedded.h"
#include "crypto_embedded.h"
#include "fetch_embedded.h"
#include "html_embedded.h"
#include "journal_embedded.h"
#include "library_cite_embedded.h"
#include "library_curation_embedded.h"
#include "library_embedded.h"
#include "library_harvest_embedded.h"
#include "library_links_embedded.h"
#include "library_lists_embedded.h"
#include "library_news_embedded.h"
#include "library_queue_embedded.h"
#include "mail_embedded.h"
#include "oidc_embedded.h"
#include "pdf_embedded.h"
#include "selfreview_answering_embedded.h"
#include "selfreview_bands_embedded.h"
#include "selfreview_desk_embedded.h"
#include "selfreview_embedded.h"
#include "selfreview_importing_embedded.h"
#include "selfreview_reading_embedded.h"
#include "selfreview_remarks_embedded.h"
#include "selfreview_results_embedded.h"

namespace concord::app {

std::vector<std::span<const embed::File>> EmbeddedParts() {
  return {
      html::embedded::Files(),
      crypto::embedded::Files(),
      mail::embedded::Files(),
      oidc::embedded::Files(),
      pdf::embedded::Files(),
      fetch::embedded::Files(),
      library::embedded::Files(),
      library::cite::embedded::Files(),
      library::curation::embedded::Files(),
      library::harvest::embedded::Files(),
      library::links::embedded::Files(),
      library::lists::embedded::Files(),
      library::news::embedded::Files(),
      library::queue::embedded::Files(),
      accounts::embedded::Files(),
      communities::embedded::Files(),
      journal::embedded::Files(),
      selfreview::embedded::Files(),
      selfreview::reading::embedded::Files(),
      selfreview::remarks::embedded::Files(),
      selfreview::results::embedded::Files(),
      selfreview::bands::embedded::Files(),
      selfreview::answering::embedded::Files(),
      selfreview::desk::embedded::Files(),
      selfreview::importing::embedded::Files(),
      embedded::Files(),
  };
}

}  // namespace concord::app
