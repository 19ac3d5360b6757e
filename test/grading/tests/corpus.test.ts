import { describeCorpora } from '../describe-corpora.ts';
import { checkout } from './checkout.ts';

await describeCorpora([checkout]);
