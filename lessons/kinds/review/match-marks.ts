import type { Mark } from './marks.ts';
import { type Defect, type Place, placesOf, type ReviewExercise } from './schema.ts';

export interface Matched {
  /** Defects with a mark. */
  readonly found: ReadonlySet<string>;
  /** Defects with a mark of another category only. */
  readonly miscalled: ReadonlySet<string>;
  readonly falseAlarms: readonly Mark[];
  /** Marks in all. */
  readonly count: number;
}

type MarkedPlace = Pick<Mark, 'file' | 'line' | 'side'>;

/**
 * Pairs marks with defects. A mark counts for every defect whose lines it is on; where it is on none,
 * for every defect that is near.
 */
export function matchMarks(marks: readonly Mark[], exercise: ReviewExercise): Matched {
  const { defects, near, categories } = exercise;
  const found = new Set<string>();
  const touched = new Set<string>();
  const alarms: Mark[] = [];
  for (const mark of marks) {
    const exact = defects.filter((defect) => isMeant(defect, mark, 0));
    const meant = exact.length > 0 ? exact : defects.filter((defect) => isMeant(defect, mark, near));
    if (meant.length === 0) alarms.push(mark);
    for (const defect of meant) {
      touched.add(defect.id);
      if (categories.length === 0 || defect.category === mark.category) found.add(defect.id);
    }
  }
  return {
    found,
    miscalled: touched.difference(found),
    falseAlarms: alarms,
    count: marks.length,
  };
}

/** Whether a mark is at one of a defect's places. */
export function isMeant(defect: Defect, mark: MarkedPlace, near: number): boolean {
  return placesOf(defect).some((place) => covers(place, mark, near));
}

/** Whether a mark is on a place's lines, or at most `near` lines from them. */
export function covers(place: Place, mark: MarkedPlace, near: number): boolean {
  const [first, last] = place.lines;
  return (
    place.file === mark.file &&
    place.side === mark.side &&
    mark.line >= first - near &&
    mark.line <= last + near
  );
}

export function defectsOf(
  { find = [] }: { readonly find?: readonly string[] | undefined },
  { defects }: ReviewExercise,
): readonly Defect[] {
  return defects.filter(({ id }) => find.includes(id));
}
