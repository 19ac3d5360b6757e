/** Stands for `Symbol.iterator` and its like, which have no name that could be carried. */
export const symbolMembers: Readonly<Record<string, symbol>> = {
  '@@iterator': Symbol.iterator,
  '@@asyncIterator': Symbol.asyncIterator,
};
