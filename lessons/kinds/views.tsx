import type { ComponentType } from 'react';
import { config } from 'zod/v4/core';
import type { ExerciseKind } from './schemas.ts';
import type { KindViewProps } from './view-props.ts';

// Views read their data with zod, which would try to compile its schemas: the window's policy forbids that and reports it.
config({ jitless: true });

export type KindView = () => Promise<ComponentType<KindViewProps>>;

/** Kinds with an input of their own, each fetched when it is first needed; the others are answered in the editor. */
const views: { readonly [Kind in ExerciseKind]?: KindView } = {
  quiz: async () => (await import('./quiz/View.tsx')).QuizView,
  review: async () => (await import('./review/View.tsx')).ReviewView,
};

/** Fetches the view of a kind; null for one without, or one that this window does not know. */
export function viewOf(kind: string): KindView | null {
  return Object.hasOwn(views, kind) ? (views[kind as ExerciseKind] ?? null) : null;
}
