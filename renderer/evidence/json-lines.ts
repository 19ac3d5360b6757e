import type { Difference } from '../../lessons/format/evidence.ts';

export interface BodyLine {
  readonly mark: 'same' | 'expected' | 'actual';
  readonly text: string;
}

interface JsonLine {
  readonly text: string;
  readonly path: string;
  /** Whether the line opens or closes what is at `path`, or is all of it. */
  readonly role: 'open' | 'close' | 'whole';
  readonly depth: number;
}

/**
 * A body as lines, with what was expected set before what came. JSON is laid out afresh, so that a
 * difference at `$.items[2].price` finds its line; other text is compared as a whole.
 */
export function bodyLines(text: string, differences: readonly Difference[]): BodyLine[] {
  const ofBody = differences.filter((difference) => difference.part === 'body');
  const whole = ofBody.find((difference) => isRoot(difference.path) && difference.expected !== null);
  const json = parse(text);
  if (whole && !(json && ofBody.length > 1)) {
    return [...linesAs('expected', layOutText(whole.expected ?? '')), ...linesAs('actual', layOutText(text))];
  }
  if (!json) return linesAs('same', text);
  return markLines(layOut(json.value), ofBody);
}

function markLines(lines: readonly JsonLine[], differences: readonly Difference[]): BodyLine[] {
  const byPath = new Map(differences.map((difference) => [plainPath(difference.path), difference]));
  const missing = differences.filter((difference) => difference.change === 'missing');
  const marked: BodyLine[] = [];
  let inside: { readonly path: string; readonly depth: number } | null = null;
  for (const line of lines) {
    const difference = inside ? undefined : byPath.get(line.path);
    if (line.role === 'close' && !inside) {
      for (const { path, expected } of missing.filter((one) => parentOf(plainPath(one.path)) === line.path)) {
        marked.push({
          mark: 'expected',
          text: `${indent(line.depth + 1)}${nameOf(plainPath(path))}${expected ?? ''}`,
        });
      }
    }
    if (difference && difference.change !== 'missing' && line.role !== 'close') {
      if (difference.expected !== null) {
        marked.push({
          mark: 'expected',
          text: `${indent(line.depth)}${nameOf(line.path)}${difference.expected}`,
        });
      }
      if (line.role === 'open') inside = { path: line.path, depth: line.depth };
      marked.push({ mark: 'actual', text: line.text });
      continue;
    }
    marked.push({ mark: inside ? 'actual' : 'same', text: line.text });
    if (inside && line.role === 'close' && line.path === inside.path) inside = null;
  }
  return marked;
}

/** Runs of unchanged lines longer than this are folded to their edges. */
const context = 3;

export type FoldedLine = BodyLine | { readonly mark: 'fold'; readonly count: number };

/** Leaves out what lies far from every difference; a body without differences stays whole. */
export function foldLines(lines: readonly BodyLine[]): FoldedLine[] {
  if (lines.every((line) => line.mark === 'same')) return [...lines];
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.mark !== 'same'),
  );
  const folded: FoldedLine[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) continue;
    if (near[index]) {
      folded.push(line);
      continue;
    }
    const end = near.indexOf(true, index);
    const count = (end === -1 ? lines.length : end) - index;
    if (count === 1) folded.push(line);
    else folded.push({ mark: 'fold', count });
    index += count - 1;
  }
  return folded;
}

function layOut(value: unknown, path = '$', depth = 0, comma = ''): JsonLine[] {
  const name = depth === 0 ? '' : nameOf(path);
  const start = `${indent(depth)}${name}`;
  const children = childrenOf(value, path);
  const [left, right] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (children === null || children.length === 0) {
    const text = children === null ? JSON.stringify(value) : `${left}${right}`;
    return [{ text: `${start}${text}${comma}`, path, role: 'whole', depth }];
  }
  return [
    { text: `${start}${left}`, path, role: 'open', depth },
    ...children.flatMap(([childPath, child], index) =>
      layOut(child, childPath, depth + 1, index < children.length - 1 ? ',' : ''),
    ),
    { text: `${indent(depth)}${right}${comma}`, path, role: 'close', depth },
  ];
}

function childrenOf(value: unknown, path: string): [path: string, child: unknown][] | null {
  if (Array.isArray(value)) return value.map((child, index) => [`${path}[${index}]`, child]);
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).map(([key, child]) => [`${path}.${key}`, child]);
}

/** `"price": ` for `$.items[2].price`, nothing for an element of a list. */
function nameOf(path: string): string {
  if (path.endsWith(']')) return '';
  const key = path.slice(parentOf(path).length + 1);
  return key === '' ? '' : `${JSON.stringify(key)}: `;
}

function parentOf(path: string): string {
  return path.replace(/(\[\d+\]|\.[^.[\]]+)$/, '');
}

/** Both ways of writing a key come out as one: `$['a']` is `$.a`. */
function plainPath(path: string): string {
  return isRoot(path) ? '$' : path.replace(/\[(['"])(.*?)\1\]/g, '.$2');
}

function isRoot(path: string): boolean {
  return path === '' || path === '$';
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}

function linesAs(mark: BodyLine['mark'], text: string): BodyLine[] {
  return text.split('\n').map((line) => ({ mark, text: line }));
}

function layOutText(text: string): string {
  const json = parse(text);
  return json ? JSON.stringify(json.value, null, 2) : text;
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
