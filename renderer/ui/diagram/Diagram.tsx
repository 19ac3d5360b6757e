import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../CodeBlock.tsx';
import classes from './Diagram.module.css';
import { diagramTexts, isDrawable } from './diagram-source.ts';

/** A diagram written as text: drawn where it can be, and its text beside it for whoever cannot use the drawing. */
export function Diagram({ source }: { readonly source: string }) {
  const { t } = useTranslation();
  const theme = useDocumentTheme();
  const canDraw = isDrawable(source);
  const { data: drawing, isError } = useQuery({
    queryKey: ['diagram', theme, source],
    queryFn: async () => (await import('./render-diagram.ts')).renderDiagram(source),
    enabled: canDraw,
    networkMode: 'always',
    retry: false,
    gcTime: 300_000,
    structuralSharing: false,
  });
  const { title, description } = diagramTexts(source);
  if (!canDraw || isError) {
    return (
      <figure className={classes.figure}>
        <figcaption className={classes.failed}>{t('diagram.notDrawn')}</figcaption>
        <CodeBlock code={source} language="" />
      </figure>
    );
  }
  return (
    <figure className={classes.figure}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide drawing must be scrollable by keyboard */}
      <div className={classes.scroll} tabIndex={0} style={roomFor(source)}>
        <div role="img" aria-label={[title ?? t('diagram.name'), description].filter(Boolean).join('. ')}>
          {drawing && <Drawing svg={drawing} />}
        </div>
      </div>
      {(title || description) && (
        <figcaption className={classes.caption}>
          {title && <strong>{title}</strong>}
          {title && description && '. '}
          {description}
        </figcaption>
      )}
      <details className={classes.source}>
        <summary>{t('diagram.asText')}</summary>
        <CodeBlock code={source} language="" isCopyable />
      </details>
    </figure>
  );
}

function Drawing({ svg }: { svg: SVGSVGElement }) {
  const place = useRef<HTMLDivElement>(null);
  // The drawing is made outside React. Before the paint, so that nothing flickers when the theme changes.
  useLayoutEffect(() => place.current?.replaceChildren(svg.cloneNode(true)), [svg]);
  return <div ref={place} className={classes.drawing} aria-hidden="true" />;
}

/** About as high as the drawing will be, so that little moves when it comes. */
function roomFor(source: string): CSSProperties {
  return { '--lines': source.split('\n').length } as CSSProperties;
}

/** The theme on the document, followed: a drawing holds colours, not names of colours. */
function useDocumentTheme(): string {
  return useSyncExternalStore(follow, () => document.documentElement.dataset.theme ?? '');
}

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
