import type { Evidence, Location } from '../../lessons/format/evidence.ts';
import { DiffView } from './DiffView.tsx';
import { HttpView } from './HttpView.tsx';
import { LogView } from './LogView.tsx';
import { MarksView } from './MarksView.tsx';
import { PlanView } from './PlanView.tsx';
import { SeriesView } from './SeriesView.tsx';
import { StatementsView } from './StatementsView.tsx';
import { TableView } from './TableView.tsx';
import { TextView } from './TextView.tsx';
import { TimelineView } from './TimelineView.tsx';

interface EvidenceViewProps {
  readonly evidence: Evidence;
  /** Opens a place in the learner's files. */
  readonly onGoTo: (location: Location) => void;
}

/** Draws evidence: one view for each shape, whatever kind of exercise it came from. */
export function EvidenceView({ evidence, onGoTo }: EvidenceViewProps) {
  switch (evidence.shape) {
    case 'http':
      return <HttpView evidence={evidence} />;
    case 'table':
      return <TableView evidence={evidence} />;
    case 'plan':
      return <PlanView evidence={evidence} />;
    case 'statements':
      return <StatementsView evidence={evidence} onGoTo={onGoTo} />;
    case 'log':
      return <LogView evidence={evidence} onGoTo={onGoTo} />;
    case 'diff':
      return <DiffView evidence={evidence} />;
    case 'timeline':
      return <TimelineView evidence={evidence} />;
    case 'marks':
      return <MarksView evidence={evidence} />;
    case 'series':
      return <SeriesView evidence={evidence} />;
    case 'text':
      return <TextView evidence={evidence} />;
    default:
      return evidence satisfies never;
  }
}
