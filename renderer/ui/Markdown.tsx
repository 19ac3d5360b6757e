import { Info, TriangleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { whyTooMuchMarkdown } from '../../lessons/format/markdown-limits.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { classNames } from './class-names.ts';
import { Diagram } from './diagram/Diagram.tsx';
import classes from './Markdown.module.css';
import { Notice } from './Notice.tsx';
import { headingId } from './outline.ts';

type Element = NonNullable<ExtraProps['node']>;
type ElementContent = Element['children'][number];

interface MarkdownProps {
  readonly children: string;
  /** `reading` is set for a page of prose, `task` for a narrow pane, `brief` for a line or two. */
  readonly density?: 'reading' | 'task' | 'brief';
  readonly lang?: string | undefined;
}

/** A pack's text: untrusted, so it is sanitised, loads nothing, runs nothing and takes no longer than a text should. */
export function Markdown({ children, density = 'reading', lang }: MarkdownProps) {
  const { t } = useTranslation();
  if (whyTooMuchMarkdown(children) !== null) {
    return (
      <div className={classNames(classes.prose, classes[density])} lang={lang}>
        <Notice tone="info">
          <p>{t('markdown.tooMuch')}</p>
        </Notice>
        <div className={classes.plain}>{children}</div>
      </div>
    );
  }
  return (
    <div className={classNames(classes.prose, classes[density])} lang={lang}>
      {children === readAhead?.text ? readAhead.elements : readMarkdown(children)}
    </div>
  );
}

/** The text that will probably be drawn next, read already. */
let readAhead: { readonly text: string; readonly elements: ReactNode } | null = null;

/** Reads a text before it is to be drawn: reading is half of what a long one takes. */
export function readMarkdownAhead(text: string): void {
  if (text === readAhead?.text || whyTooMuchMarkdown(text) !== null) return;
  readAhead = { text, elements: readMarkdown(text) };
}

/** Elements of a text. ReactMarkdown is a function without state of its own, and can be called as one. */
function readMarkdown(text: string): ReactNode {
  return ReactMarkdown({
    children: text,
    remarkPlugins: [remarkGfm],
    rehypePlugins: [rehypeSanitize],
    components,
  });
}

/** Gives what stands in the place of a block that names an exercise; null leaves the block as it is. */
export const EmbedContext = createContext<(name: string) => ReactNode>(() => null);

function Embedded({ name }: { name: string }) {
  return useContext(EmbedContext)(name) ?? <CodeBlock code={name} language="" />;
}

const components: Components = {
  // The page has the one first-level heading.
  h1: ({ node, children }) => <h2 id={headingId(textOf(node))}>{children}</h2>,
  h2: ({ node, children }) => (
    <h2 id={headingId(textOf(node))} tabIndex={-1}>
      {children}
    </h2>
  ),
  h3: ({ node, children }) => (
    <h3 id={headingId(textOf(node))} tabIndex={-1}>
      {children}
    </h3>
  ),
  pre: ({ node, children }) => {
    const code = node?.children.find((child): child is Element => child.type === 'element');
    if (!code) return <pre>{children}</pre>;
    const className = code.properties.className;
    const language = Array.isArray(className) ? String(className[0]).replace('language-', '') : '';
    const text = textOf(code).replace(/\n$/, '');
    if (language === 'mermaid') return <Diagram source={text} />;
    if (language === 'exercise') return <Embedded name={text.trim()} />;
    return <CodeBlock code={text} language={language} isCopyable />;
  },
  blockquote: ({ node, children }) => <Callout node={node}>{children}</Callout>,
  a: ({ href, children }) => <PackLink href={href}>{children}</PackLink>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <div className={classes.tableScroll} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  // A picture would have to be loaded; packs draw with text and tables.
  img: ({ alt }) => <em>{alt}</em>,
};

const callouts: Record<string, 'note' | 'careful'> = {
  note: 'note',
  nota: 'note',
  tip: 'note',
  dica: 'note',
  careful: 'careful',
  warning: 'careful',
  cuidado: 'careful',
  atenção: 'careful',
};

/** A quotation that begins with a bold "Note" or "Careful" is an aside of that kind. */
function Callout({ node, children }: { node: Element | undefined; children: ReactNode }) {
  const kind = callouts[calloutWord(node)];
  if (!kind) return <blockquote>{children}</blockquote>;
  const Icon = kind === 'note' ? Info : TriangleAlert;
  return (
    <aside className={classNames(classes.callout, classes[kind])}>
      <Icon size={18} aria-hidden="true" />
      <div>{children}</div>
    </aside>
  );
}

function calloutWord(node: Element | undefined): string {
  const first = node?.children.find((child): child is Element => child.type === 'element')?.children[0];
  if (first?.type !== 'element' || first.tagName !== 'strong') return '';
  return textOf(first)
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}

/** Links within the text move there; others open outside, where the shell decides. */
function PackLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href?.startsWith('#/')) return <a href={href}>{children}</a>;
  if (href?.startsWith('#')) {
    const target = headingId(safelyDecoded(href.slice(1)));
    return (
      <a
        href={href}
        onClick={(event) => {
          event.preventDefault();
          goToHeading(target);
        }}
      >
        {children}
      </a>
    );
  }
  if (href && /^https?:/.test(href)) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    );
  }
  return <>{children}</>;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address belongs to the router, so a heading is reached by scrolling and by focus. */
export function goToHeading(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function textOf(node: ElementContent | undefined): string {
  if (node?.type === 'text') return node.value;
  return node?.type === 'element' ? node.children.map(textOf).join('') : '';
}
