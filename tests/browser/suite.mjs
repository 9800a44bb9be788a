// Every browser test, in one process, against one server and one browser: node --test tests/browser/suite.mjs
// CONCORD_BINARY names the program (build/test/app/concord). CONCORD_BROWSER names the browser (/usr/bin/chromium).
// CONCORD_SCREENSHOTS=all also keeps a picture of every page that passes; a failing one is always kept, in out/.
import './pages.mjs';
import './walk.mjs';
import './search.mjs';
import './rounds.mjs';
import './journeys/access.mjs';
import './journeys/communities.mjs';
import './journeys/joining.mjs';
import './journeys/documents.mjs';
import './journeys/passages.mjs';
import './journeys/profile.mjs';
import './journeys/journal.mjs';
import './journeys/harvests.mjs';
import './journeys/lists.mjs';
import './journeys/selfreview_results.mjs';
import './journeys/selfreview_bands.mjs';
import './journeys/self_review.mjs';
import './journeys/selfreview_files.mjs';
import './journeys/curation.mjs';
import './journeys/curation_queue.mjs';
import './journeys/selfreview_instruments.mjs';
import './addresses.mjs'; // last: it asks what the others opened
