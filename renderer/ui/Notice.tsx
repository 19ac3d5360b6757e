import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import classes from './Notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'failure';
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const icons = { info: Info, warning: TriangleAlert, failure: CircleAlert } as const;

/** A calm word beside what it is about. It announces nothing: whoever draws it decides that. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={classNames(classes.notice, classes[tone])}>
      <Icon size={18} aria-hidden="true" className={classes.icon} />
      <div className={classes.text}>
        {title && <p className={classes.title}>{title}</p>}
        {children}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  );
}
