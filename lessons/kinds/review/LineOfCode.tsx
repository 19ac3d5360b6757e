import { useQuery } from '@tanstack/react-query';
import { highlight } from '../../../renderer/ui/highlight.ts';
import classes from './View.module.css';
import type { FileView, LineView } from './view-data.ts';

type Tokens = NonNullable<Awaited<ReturnType<typeof highlight>>>[number];

/** Code, coloured where its tokens are known. */
export function LineOfCode({ text, tokens }: { text: string; tokens: Tokens | undefined }) {
  return (
    <code className={classes.code} translate="no">
      {tokens?.map((token) => (
        <span key={token.offset} style={{ color: token.color }}>
          {token.content}
        </span>
      )) ?? text}
    </code>
  );
}

/** The colours of every line, from the text that it is part of. */
export function useLineTokens(file: FileView): (line: LineView) => Tokens | undefined {
  const language = file.path.split('.').at(-1) ?? '';
  const { data } = useQuery({
    queryKey: ['highlight change', language, file.lines],
    queryFn: async () => ({
      before: await highlight(textOn('before', file), language),
      after: await highlight(textOn('after', file), language),
    }),
    networkMode: 'always',
    gcTime: 60_000,
  });
  return ({ before, after }) =>
    after === null ? data?.before?.[(before ?? 1) - 1] : data?.after?.[after - 1];
}

function textOn(side: 'before' | 'after', { lines }: FileView): string {
  return lines
    .filter((line) => line[side] !== null)
    .map(({ text }) => text)
    .join('\n');
}
