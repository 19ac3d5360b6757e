import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SqlProblem } from './check-script.ts';

/** Says what is wrong with SQL in the learner's language. */
export function useSqlWords(): (problem: SqlProblem) => string {
  const { t } = useTranslation();
  return useCallback(
    (problem) => {
      const { kind, name } = problem;
      if (kind !== 'table' && kind !== 'column') return t(`sqlEditor.${kind}`, { name });
      const { of, suggestion } = problem;
      const what = of === null ? t(`sqlEditor.${kind}`, { name }) : t('sqlEditor.columnOf', { name, of });
      return suggestion === null ? what : `${what} ${t('sqlEditor.suggestion', { suggestion })}`;
    },
    [t],
  );
}
