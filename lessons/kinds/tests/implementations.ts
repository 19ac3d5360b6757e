import type { Translations } from '../../format/locale.ts';
import type { ExerciseFault } from '../declaration.ts';
import type { Mutant, TestsExercise, Variant } from './schema.ts';

/** An implementation of the module under test. */
export interface Implementation {
  readonly text: string;
  /** Where it comes from, for its author. */
  readonly where: string;
}

type Resources = Readonly<Record<string, string>>;

export function referenceOf({ reference }: TestsExercise, resources: Resources): Implementation {
  return { text: resources[reference] ?? '', where: reference };
}

export function implementationOf(
  { file, replace }: Variant | Mutant,
  place: string,
  reference: Implementation,
  resources: Resources,
): Implementation {
  if (file !== undefined) return { text: resources[file] ?? '', where: file };
  const text = replace === undefined ? reference.text : replaced(reference.text, replace);
  return { text, where: `exercise.yaml, ${place}` };
}

/** Replacements that meet nothing or too much, and implementations that are the reference itself. */
export function testsFaults(exercise: TestsExercise, resources: Resources): readonly ExerciseFault[] {
  const reference = referenceOf(exercise, resources);
  return exercise.checks.flatMap((check, at) =>
    (['variants', 'mutants'] as const).flatMap((list) =>
      (check[list] ?? []).flatMap((one: Variant | Mutant, number) => {
        const message = faultOf(one, reference, resources, exercise.reference);
        return message === null ? [] : [{ path: ['checks', at, list, number], message }];
      }),
    ),
  );
}

function faultOf(
  one: Variant | Mutant,
  reference: Implementation,
  resources: Resources,
  file: string,
): Translations | null {
  const { replace } = one;
  if (replace !== undefined) {
    const times = reference.text.split(replace.find).length - 1;
    if (times !== 1) {
      const found =
        times === 0
          ? { en: 'is not in', 'pt-BR': 'não está em' }
          : { en: `is ${times} times in`, 'pt-BR': `está ${times} vezes em` };
      return {
        en: `"replace.find" ${found.en} ${file}; it must be there once`,
        'pt-BR': `"replace.find" ${found['pt-BR']} ${file}; deve estar lá uma só vez`,
      };
    }
  }
  const { text } = implementationOf(one, '', reference, resources);
  return text === reference.text ? { en: `is the same as ${file}`, 'pt-BR': `é igual a ${file}` } : null;
}

function replaced(
  text: string,
  { find, with: by }: { readonly find: string; readonly with: string },
): string {
  // A function, since a text would have its dollar signs read as patterns.
  return text.replace(find, () => by);
}
