import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import classes from './CodeBlock.module.css';
import { CopyButton } from './CopyButton.tsx';
import { highlight } from './highlight.ts';

interface CodeBlockProps {
  readonly code: string;
  readonly language: string;
  readonly isCopyable?: boolean;
}

/** Code, plain at once and coloured as soon as its grammar is there; the text never moves. */
export function CodeBlock({ code, language, isCopyable = false }: CodeBlockProps) {
  const { t } = useTranslation();
  const { data: lines } = useQuery({
    queryKey: ['highlight', language, code],
    queryFn: () => highlight(code, language),
    networkMode: 'always',
    gcTime: 60_000,
  });
  return (
    <div className={classes.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines must be scrollable by keyboard */}
      <pre className={classes.pre} tabIndex={0} translate="no">
        <code>
          {lines
            ? lines.map((line, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
                <span key={number}>
                  {line.map((token) => (
                    <span key={token.offset} style={{ color: token.color }}>
                      {token.content}
                    </span>
                  ))}
                  {number < lines.length - 1 && '\n'}
                </span>
              ))
            : code}
        </code>
      </pre>
      {isCopyable && (
        <div className={classes.copy}>
          <CopyButton text={() => code} label={t('common.copy')} />
        </div>
      )}
    </div>
  );
}
