// The islands: each adds to a page that is complete without it. The style sheet learns from `js` that they run.
import { startCharts } from './charts';
import { startAnswers } from './answers';
import { startCopy } from './copy';
import { startEvidence } from './evidence';
import { startFilters } from './filters';
import { startMaps } from './maps';
import { startSuggest } from './suggest';

document.documentElement.classList.add('js');
startSuggest();
startEvidence(); // first: a form that is left waits for its files
startAnswers();
startCopy();
startFilters();
startMaps();
startCharts();
