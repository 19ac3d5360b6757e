import type { ReactNode } from 'react';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** One part of the settings, which the list beside them leads to. */
export function Section({ id, title, children }: SectionProps) {
  const heading = `settings-${id}`;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
