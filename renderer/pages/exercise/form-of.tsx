import type { ExercisePage } from '../../../host/contract/contract.ts';
import type { KindViewProps } from '../../../lessons/kinds/view-props.ts';
import { viewOf } from '../../../lessons/kinds/views.tsx';
import { useSession } from '../../session/Session.tsx';
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

interface ExerciseFormProps extends Pick<KindViewProps, 'files' | 'onType' | 'graded' | 'onEditAsText'> {
  readonly form: KindForm;
  readonly exercise: ExercisePage;
}

/** The form of an exercise, filled in with files. */
export function ExerciseForm({ form: Form, exercise, ...answers }: ExerciseFormProps) {
  const { locale } = useSession();
  return (
    <Form
      data={exercise.view}
      lang={exercise.translated ? locale : 'en'}
      entry={exercise.entry}
      {...answers}
    />
  );
}
