import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import { showProgress } from './check-progress.ts';

const fine: ExerciseCertificate = {
  id: 'a/b/fine',
  mutationScore: 1,
  mutants: 4,
  killed: 4,
  equivalent: 0,
  survivors: [],
  findings: [],
};
const weak: ExerciseCertificate = { ...fine, id: 'a/b/weak', mutationScore: 0.5, killed: 2 };

function written(output: { isTTY?: boolean; columns?: number }): string {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  const progress = showProgress({ ...output, write }, 'en');
  progress.onBegin(fine.id, 0, 2);
  progress.onExercise(fine, 1, 2);
  progress.onBegin(weak.id, 1, 2);
  progress.onExercise(weak, 2, 2);
  progress.end();
  return text;
}

it('writes a plain line for each exercise where nobody looks at a terminal', () => {
  expect(written({})).toBe(
    '1/2 a/b/fine: ok (score 1.00, 4 of 4 mutants noticed)\n2/2 a/b/weak: ok (score 0.50, 2 of 4 mutants noticed)\n',
  );
});

it('fills a bar on a terminal, keeps what must be mended, and takes the bar away', () => {
  const text = written({ isTTY: true, columns: 44 });
  const lines = stripVTControlCharacters(text).split('\r');
  expect(lines).toEqual([
    '',
    `${'░'.repeat(20)} 0 of 2  a/b/fine`,
    `${'█'.repeat(10)}${'░'.repeat(10)} 1 of 2  `,
    `${'█'.repeat(10)}${'░'.repeat(10)} 1 of 2  a/b/weak`,
    '2/2 a/b/weak: ok (score 0.50, 2 of 4 mutants noticed)\n',
    `${'█'.repeat(20)} 2 of 2  `,
    '',
  ]);
  expect(text.endsWith('\u001b[2K')).toBe(true);
});

it('never writes more than the terminal is wide', () => {
  const lines = stripVTControlCharacters(written({ isTTY: true, columns: 34 })).split('\r');
  const bars = lines.filter((line) => line.includes('░'));
  expect(bars[0]).toBe(`${'░'.repeat(20)} 0 of 2  a/…`);
  expect(Math.max(...bars.map((line) => line.length))).toBeLessThan(34);
});
