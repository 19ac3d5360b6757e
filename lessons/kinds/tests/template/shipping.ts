const freeFrom = 10_000;

export function shippingOf(total: number): number {
  if (total < 0) throw new RangeError('an amount cannot be negative');
  return total >= freeFrom ? 0 : 990;
}
