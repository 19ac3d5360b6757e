import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Catalog } from '../../../host/contract/contract.ts';
import { lessonPath, routes } from '../../routes.ts';
import { Button } from '../../ui/Button.tsx';
import { inDependencyOrder } from '../home/curriculum.ts';
import classes from './ProgressPage.module.css';

/** Where nothing was attempted yet, the first thing to do. */
export function NothingYet({ catalog }: { catalog: Catalog }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [first] = catalog.packs
    .flatMap((pack) => inDependencyOrder(pack.tracks))
    .flatMap((track) => track.lessons);
  return (
    <section className={classes.empty}>
      <h2>{t('progress.emptyTitle')}</h2>
      <p>{t(first ? 'progress.emptyText' : 'progress.emptyNoLessons')}</p>
      <div>
        {first ? (
          <Button variant="primary" onPress={() => navigate(lessonPath(first.id))}>
            {`${first.number} ${first.title}`}
          </Button>
        ) : (
          <Button variant="primary" onPress={() => navigate(routes.settings)}>
            {t('progress.toPacks')}
          </Button>
        )}
      </div>
    </section>
  );
}
