import type { KindViewProps } from '../../../lessons/kinds/view-props.ts';
import { viewOf } from '../../../lessons/kinds/views.tsx';
import { type Fetched, fetched } from '../../ui/fetched.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

export type KindForm = Fetched<KindViewProps>;

const forms = new Map<string, KindForm | null>();

/** The form in which exercises of a kind are answered; null where that is the editor. */
export function formOf(kind: string): KindForm | null {
  const known = forms.get(kind);
  if (known !== undefined) return known;
  const view = viewOf(kind);
  const form = view === null ? null : fetched(view, <Skeleton lines={5} />);
  forms.set(kind, form);
  return form;
}
