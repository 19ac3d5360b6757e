/** Names spelled like the one given, best first: for "did you mean". */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
  const plain = wanted.replace(/^node:/, '').toLowerCase();
  return names
    .map((name) => ({ name, distance: editDistance(plain, name.replace(/^\.\//, '').toLowerCase()) }))
    .filter(
      ({ name, distance }) =>
        distance <= Math.max(2, Math.floor(plain.length / 3)) || name.toLowerCase().startsWith(plain),
    )
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Insertions, deletions, replacements and swaps of neighbours from one text to the other. */
function editDistance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 200) return 200;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + same,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
