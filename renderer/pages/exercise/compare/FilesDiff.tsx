import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiffView } from '../../../evidence/DiffView.tsx';
import { Frame, ViewChoice } from '../../../evidence/Frame.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import type { Files } from '../draft-keeper.ts';
import { diffLines } from './diff-lines.ts';
import classes from './FilesDiff.module.css';
import { SideBySide } from './SideBySide.tsx';

interface FilesDiffProps {
  readonly before: Files;
  readonly after: Files;
  /** What the two sides are called. */
  readonly names: { readonly before: string; readonly after: string };
  readonly lead?: string;
}

type View = 'sides' | 'lines';

/** Two sets of files, file by file, beside each other or as one text with marks. */
export function FilesDiff({ before, after, names, lead }: FilesDiffProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('sides');
  const files = useMemo(() => {
    const paths = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return paths.map((path) => ({
      path,
      isSame: before[path] === after[path],
      lines: diffLines(before[path] ?? '', after[path] ?? ''),
    }));
  }, [before, after]);
  const changed = files.filter((file) => !file.isSame);
  const same = files.filter((file) => file.isSame);
  return (
    <div className={classes.files}>
      {lead && <p>{lead}</p>}
      {changed.length === 0 ? (
        <p>{t('compare.same')}</p>
      ) : (
        <div className={classes.bar}>
          <p className={classes.keys}>
            {t('compare.keys')} <Kbd shortcut="difference" />
          </p>
          <ViewChoice<View>
            label={t('compare.layout')}
            views={{ sides: t('compare.sides'), lines: t('compare.lines') }}
            chosen={view}
            onChoose={setView}
          />
        </div>
      )}
      {changed.map(({ path, lines }) =>
        view === 'sides' ? (
          <Frame
            key={path}
            label={path}
            aside={<CopySide text={after[path]} name={names.after} path={path} />}
          >
            <SideBySide lines={lines} names={names} label={path} />
          </Frame>
        ) : (
          <DiffView key={path} evidence={{ shape: 'diff', path, lines }} />
        ),
      )}
      {changed.length > 0 && same.length > 0 && (
        <p className={classes.note}>
          {t('compare.sameFiles', { files: same.map(({ path }) => path).join(', ') })}
        </p>
      )}
    </div>
  );
}

function CopySide({ text, name, path }: { text: string | undefined; name: string; path: string }) {
  const { t } = useTranslation();
  if (text === undefined) return null;
  return <CopyButton label={t('compare.copy', { name, path })} text={() => text} />;
}
