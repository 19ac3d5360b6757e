import { describeCorpora } from '../describe-corpora.ts';
import { firstVisits } from './first-visits.ts';

await describeCorpora([firstVisits]);
