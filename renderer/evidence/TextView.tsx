import type { TextEvidence } from '../../lessons/format/evidence.ts';
import { InlineCode } from '../ui/InlineCode.tsx';
import { Frame, Scroll } from './Frame.tsx';
import classes from './TextView.module.css';

export function TextView({ evidence }: { evidence: TextEvidence }) {
  return (
    <Frame label={evidence.title}>
      <Scroll label={evidence.title}>
        {evidence.format === 'code' ? (
          <pre className={classes.code} translate="no">
            {evidence.text}
          </pre>
        ) : (
          <p className={classes.prose}>
            <InlineCode text={evidence.text} />
          </p>
        )}
      </Scroll>
    </Frame>
  );
}
