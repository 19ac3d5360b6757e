import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import classes from './Notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'failure';
  readonly title?: string;
  /** Whether the title is the page's heading. */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const icons = { info: Info, warning: TriangleAlert, failure: CircleAlert } as const;

/** A calm word beside what it is about. It announces nothing: whoever draws it decides that. */
export function Notice({ tone, title, isPage = false, children, actions }: NoticeProps) {
  const Icon = icons[tone];
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={classNames(classes.notice, classes[tone])}>
      <Icon size={18} aria-hidden="true" className={classes.icon} />
      <div className={classes.text}>
        {title && <Title className={classes.title}>{title}</Title>}
        {children}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}
