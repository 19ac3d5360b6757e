import { useEffect, useEffectEvent, useRef } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { localeNames, locales } from '../i18n/i18n.ts';
import { exercisePath, exercisePlaygroundPath, lessonPath, routes } from '../routes.ts';
import { useHostQuery } from '../session/host-query.ts';
import { useSession } from '../session/Session.tsx';
import { classNames } from '../ui/class-names.ts';
import { Kbd } from '../ui/Kbd.tsx';
import type { ShortcutName } from '../ui/shortcuts.ts';
import classes from './Palette.module.css';
import { usePageCommands } from './page-commands.ts';
import { isFound } from './palette-match.ts';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly shortcut?: ShortcutName;
  /** Other words that lead to it. */
  readonly keywords?: string;
  readonly act: () => void;
}

interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Reaches every lesson, exercise and command by typing a part of its name. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  return (
    <ModalOverlay
      className={classNames(classes.overlay)}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={classNames(classes.modal)}>
        <PaletteDialog onClose={onClose} />
      </Modal>
    </ModalOverlay>
  );
}

function PaletteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const sections = useSections();
  const entries = new Map(sections.flatMap((section) => section.entries).map((entry) => [entry.id, entry]));
  const act = (id: string) => {
    onClose();
    entries.get(id)?.act();
  };
  const dialog = useRef<HTMLElement>(null);
  // While one types, React Aria may point at the entry as it was before it was drawn anew, and Enter would do nothing.
  const takeMarked = useEffectEvent((event: KeyboardEvent) => {
    const marked = dialog.current?.querySelector<HTMLElement>('[role=menuitem][data-focused]')?.dataset.key;
    if (event.key !== 'Enter' || event.isComposing || marked === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act(marked);
  });
  useEffect(() => {
    const place = dialog.current;
    const listen = (event: KeyboardEvent) => takeMarked(event);
    place?.addEventListener('keydown', listen, { capture: true });
    return () => place?.removeEventListener('keydown', listen, { capture: true });
  }, []);
  return (
    <Dialog ref={dialog} className={classNames(classes.dialog)} aria-label={t('palette.title')}>
      <Autocomplete filter={isFound}>
        <TextField aria-label={t('palette.title')} autoFocus className={classNames(classes.field)}>
          <Input className={classNames(classes.input)} placeholder={t('palette.placeholder')} />
        </TextField>
        {/* The entries are gone through from the field, which keeps the focus: what scrolls them is reached by itself. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields */}
        <div className={classes.found} tabIndex={0} role="group" aria-label={t('palette.title')}>
          <Menu
            aria-label={t('palette.title')}
            className={classNames(classes.menu)}
            onAction={(key) => act(String(key))}
            renderEmptyState={() => <p className={classes.none}>{t('palette.none')}</p>}
          >
            {sections.map((section) => (
              <MenuSection key={section.title}>
                <Header className={classNames(classes.header)}>{section.title}</Header>
                {section.entries.map((entry) => (
                  <MenuItem
                    key={entry.id}
                    id={entry.id}
                    textValue={`${entry.text} ${entry.keywords ?? ''}`}
                    className={classNames(classes.item)}
                  >
                    <span>{entry.text}</span>
                    {entry.detail && <span className={classes.detail}>{entry.detail}</span>}
                    {entry.shortcut && <Kbd shortcut={entry.shortcut} />}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
          </Menu>
        </div>
      </Autocomplete>
    </Dialog>
  );
}

function useSections(): readonly Section[] {
  const { t } = useTranslation();
  const [location, navigate] = useLocation();
  const { locale, changeSettings } = useSession();
  const pageCommands = usePageCommands();
  const catalog = useHostQuery('catalog.list', { locale });
  const packs = catalog.data?.packs ?? [];
  const lessons = packs.flatMap((pack) =>
    pack.tracks.flatMap((track) =>
      track.lessons.map((lesson) => ({
        ...lesson,
        place: packs.length > 1 ? `${pack.title} · ${track.title}` : track.title,
      })),
    ),
  );
  const pages: Entry[] = [
    { id: 'home', text: t('app.home'), act: () => navigate(routes.home) },
    { id: 'playground', text: t('playground.title'), act: () => navigate(routes.playground) },
    { id: 'progress', text: t('progress.title'), act: () => navigate(routes.progress) },
    { id: 'settings', text: t('app.settings'), act: () => navigate(routes.settings) },
    { id: 'welcome', text: t('welcome.again'), act: () => navigate(routes.welcome) },
  ];
  const here = lessons
    .flatMap(({ exercises }) => exercises)
    .find(({ id, hasWorld }) => hasWorld && location === exercisePath(id));
  const commands: Entry[] = [
    ...(here === undefined
      ? []
      : [
          {
            id: 'world',
            text: t('playground.openWorld'),
            act: () => navigate(exercisePlaygroundPath(here.id)),
          },
        ]),
    ...(['system', 'light', 'dark', 'high-contrast'] as const).map((theme) => ({
      id: `theme:${theme}`,
      text: t('palette.theme', { theme: t(`settings.themes.${theme}`) }),
      act: () => void changeSettings({ theme }),
    })),
    ...locales.map((to) => ({
      id: `language:${to}`,
      text: t('palette.language', { language: localeNames[to] }),
      act: () => void changeSettings({ locale: to }),
    })),
  ];
  return [
    {
      title: t('palette.here'),
      entries: pageCommands.map(({ shortcut, text, act }) => ({
        id: `here:${shortcut}`,
        text: text ?? t(`shortcuts.${shortcut}`),
        shortcut,
        act,
      })),
    },
    {
      title: t('palette.lessons'),
      entries: lessons.map((lesson) => ({
        id: lesson.id,
        text: `${lesson.number} ${lesson.title}`,
        detail: lesson.place,
        keywords: lesson.place,
        act: () => navigate(lessonPath(lesson.id)),
      })),
    },
    {
      title: t('palette.exercises'),
      entries: lessons.flatMap((lesson) =>
        lesson.exercises.map((exercise) => ({
          id: exercise.id,
          text: exercise.title,
          detail: lesson.number,
          keywords: `${lesson.number} ${lesson.title} ${lesson.place}`,
          act: () => navigate(exercisePath(exercise.id)),
        })),
      ),
    },
    { title: t('palette.pages'), entries: pages },
    { title: t('palette.commands'), entries: commands },
  ].filter((section) => section.entries.length > 0);
}
