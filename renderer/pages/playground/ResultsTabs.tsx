import type { RefObject } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Location } from '../../../lessons/format/evidence.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/Notice.tsx';
import resultClasses from '../exercise/ResultsPane.module.css';
import { AnswerView } from './AnswerView.tsx';
import { ClockBar } from './ClockBar.tsx';
import { DatabaseView } from './DatabaseView.tsx';
import classes from './ResultsTabs.module.css';
import { SqlConsole } from './SqlConsole.tsx';
import type { PlaygroundWorldHandle } from './use-world.ts';

export type ResultTab = 'response' | 'database' | 'sql';

interface ResultsTabsProps {
  readonly tab: ResultTab;
  readonly onTab: (tab: ResultTab) => void;
  readonly world: PlaygroundWorldHandle;
  readonly databases: readonly string[];
  readonly sql: string;
  readonly onSql: (sql: string) => void;
  readonly runSql: RefObject<(() => void) | null>;
  readonly onGoTo: (location: Location) => void;
  readonly onAnnounce: (text: string) => void;
  readonly onReset: () => void;
}

export function ResultsTabs(props: ResultsTabsProps) {
  const { world, databases, onGoTo } = props;
  const { t } = useTranslation();
  const isOutdated = world.state.status === 'running' && world.state.data === 'outdated';
  const panel = classNames(resultClasses.panel);
  return (
    <>
      <Tabs
        className={classNames(resultClasses.tabs)}
        selectedKey={props.tab}
        onSelectionChange={(key) => props.onTab(key as ResultTab)}
      >
        <TabList
          aria-label={t('playground.results')}
          className={classNames(resultClasses.list, world.isBusy && resultClasses.running)}
        >
          {(['response', 'database', 'sql'] as const).map((tab) => (
            <Tab key={tab} id={tab} className={classNames(resultClasses.tab)}>
              {t(`playground.tabs.${tab}`)}
            </Tab>
          ))}
        </TabList>
        {isOutdated && (
          <div className={classes.notice}>
            <Notice
              tone="warning"
              actions={
                <Button size="small" onPress={props.onReset}>
                  {t('playground.resetData')}
                </Button>
              }
            >
              <p>{t('playground.outdated')}</p>
            </Notice>
          </div>
        )}
        <TabPanel id="response" className={panel}>
          <AnswerView answer={world.answer} onGoTo={onGoTo} />
        </TabPanel>
        <TabPanel id="database" className={panel}>
          <DatabaseView world={world} databases={databases} onGoTo={onGoTo} />
        </TabPanel>
        <TabPanel id="sql" className={panel}>
          <SqlConsole
            world={world}
            databases={databases}
            sql={props.sql}
            onSql={props.onSql}
            run={props.runSql}
            onAnnounce={props.onAnnounce}
          />
        </TabPanel>
      </Tabs>
      <ClockBar world={world} />
    </>
  );
}
