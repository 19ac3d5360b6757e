import { describeCorpora } from '../describe-corpora.ts';
import { orderSearch } from './order-search.ts';

await describeCorpora([orderSearch]);
