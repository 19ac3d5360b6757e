export function share(cents: number, people: number): number[] {
  if (people < 1) throw new RangeError('There is nobody to share with.');
  return Array.from({ length: people }, () => Math.floor(cents / people));
}
