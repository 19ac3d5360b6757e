import { describeCorpora } from '../describe-corpora.ts';
import { requestsWarmUp } from './requests-warm-up.ts';

await describeCorpora([requestsWarmUp]);
