export function share(cents: number, people: number): number[] {
  if (people < 1) throw new RangeError('There is nobody to share with.');
  const each = Math.floor(cents / people);
  const left = cents % people;
  return Array.from({ length: people }, (_, at) => (at < left ? each + 1 : each));
}
