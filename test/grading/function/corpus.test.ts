import { describeCorpora } from '../describe-corpora.ts';
import { busyTimes } from './corpus.ts';

await describeCorpora([busyTimes]);
