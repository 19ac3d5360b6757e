import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Catalog, Progress } from '../../../host/contract/contract.ts';
import { routes } from '../../routes.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { usePlace } from '../../shell/crumbs.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { ContinueCard } from './ContinueCard.tsx';
import { CutawayView, Legend } from './CutawayView.tsx';
import { cutawaysOf } from './curriculum.ts';
import classes from './HomePage.module.css';

export function HomePage() {
  const { t } = useTranslation();
  const { profileId, locale } = useSession();
  usePlace('', []);
  const catalog = useHostQuery('catalog.list', { locale });
  const progress = useHostQuery('progress.get', { profileId });
  const failed = [catalog, progress].find((query) => query.isError && !query.data);
  if (failed) return <FailureView isPage error={failed.error} onRetry={() => void failed.refetch()} />;
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t('home.title')}</h1>
      <p className={classes.lead}>{t('home.lead')}</p>
      {catalog.data && progress.data ? (
        <Packs catalog={catalog.data} progress={progress.data} />
      ) : (
        <PageSkeleton />
      )}
    </div>
  );
}

function Packs({ catalog, progress }: { catalog: Catalog; progress: Progress }) {
  const { cutaways, next } = cutawaysOf(catalog.packs, progress);
  return (
    <>
      {catalog.problems.length > 0 && <Problems problems={catalog.problems} />}
      {catalog.packs.length === 0 ? <NoPacks /> : <ContinueCard next={next} />}
      {cutaways.map(({ pack, strata }, at) => (
        <CutawayView
          key={pack.id}
          title={pack.title}
          description={pack.description}
          strata={strata}
          isFirst={at === 0}
        />
      ))}
      {cutaways.length > 0 && <Legend />}
    </>
  );
}

function Problems({ problems }: { problems: Catalog['problems'] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.problems}>
      <Notice tone="warning" title={t('home.problems', { count: problems.length })}>
        <p>{t('home.problemsText')}</p>
        <ul className={classes.problemList}>
          {problems.map((problem) => (
            <li key={`${problem.file}:${problem.line}:${problem.message}`}>
              <code>
                {problem.line === null
                  ? problem.file
                  : t('home.problemAt', { file: problem.file, line: problem.line })}
              </code>{' '}
              <span lang="en">{problem.message}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function NoPacks() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const info = useHostQuery('app.info', {});
  return (
    <section className={classes.empty}>
      <h2>{t('home.emptyTitle')}</h2>
      <p>{t('home.emptyText')}</p>
      <div>
        <Button variant="primary" onPress={() => navigate(routes.settings)}>
          {t('progress.toPacks')}
        </Button>
      </div>
      {info.data && (
        <p>
          {t('home.emptyFolder')} <code>{info.data.dataFolder}</code>
        </p>
      )}
    </section>
  );
}
