/** Views mark what differs with `data-difference`; this walks through what is on the screen below `root`. */
export function goToDifference(root: ParentNode, isBackward: boolean): void {
  const marked = [...root.querySelectorAll<HTMLElement>('[data-difference]')];
  const differences = marked.filter((element) => element.checkVisibility());
  if (differences.length === 0) return;
  const current = differences.indexOf(document.activeElement as HTMLElement);
  const step = isBackward ? -1 : 1;
  const from = current === -1 && isBackward ? 0 : current;
  const next = differences[(from + step + differences.length) % differences.length];
  next?.scrollIntoView({ block: 'nearest' });
  next?.focus({ preventScroll: true });
}
