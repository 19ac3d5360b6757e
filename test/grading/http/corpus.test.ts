import { describeCorpora } from '../describe-corpora.ts';
import { noticeBoard } from './notice-board.ts';
import { ordersWithItems } from './orders-with-items.ts';
import { productSearch } from './product-search.ts';
import { transfers } from './transfers.ts';

await describeCorpora([ordersWithItems, productSearch, transfers, noticeBoard]);
