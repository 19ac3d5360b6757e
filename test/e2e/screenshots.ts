import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../chromium.ts';
import { launchBrowser } from './app.ts';
import { everyState, mediaOf, openWindow } from './every-state.ts';
import { withStage } from './states/stages.ts';
import type { Language, State } from './states/state.ts';

/**
 * `npm run screenshots`: the pages and states of Backline in both themes, into `docs/screenshots`.
 * `--all DIR` takes them in both languages and at two sizes as well, with states that the documentation does not show,
 * into another folder, for looking over. `--only WORD` takes those pictures alone whose file's name has the word,
 * such as `lesson` or `dark-pt-BR-1024`.
 */
const all = process.argv.indexOf('--all');
const folder =
  all < 0
    ? fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
    : `${process.argv[all + 1] ?? 'dist/screenshots'}/`;
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';

interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: Language;
  readonly size: { readonly width: number; readonly height: number };
}

const sizes =
  all < 0
    ? [{ width: 1440, height: 900 }]
    : [
        { width: 1024, height: 700 },
        { width: 1920, height: 1080 },
      ];
const looks = sizes.flatMap((size) =>
  (all < 0 ? (['en-US'] as const) : (['en-US', 'pt-BR'] as const)).flatMap((language) =>
    (['light', 'dark'] as const).map((theme): Look => ({ size, language, theme })),
  ),
);
const fileOf = (name: string, { theme, language, size }: Look) =>
  `${name}-${all < 0 ? theme : `${theme}-${language}-${size.width}`}.png`;

ensureChromium();
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const look of looks) {
    const wanted = everyState.filter(
      ({ name, isShown }) => (isShown || all >= 0) && fileOf(name, look).includes(only),
    );
    for (const stage of new Set(wanted.map((state) => state.stage))) {
      await takeAll(
        wanted.filter((state) => state.stage === stage),
        look,
      );
    }
  }
} finally {
  await browser.close();
}

/** Each look has an app of its own, so that the states of a stage are reached from the same beginning. */
async function takeAll(states: readonly State[], look: Look): Promise<void> {
  const [first] = states;
  if (first === undefined) return;
  await withStage(first.stage, async (app) => {
    const { looked } = await openWindow(browser, app, look.language, {
      ...mediaOf(look.theme),
      viewport: look.size,
    });
    for (const { name, reach } of states) {
      await reach(looked);
      await looked.page.evaluate('document.fonts.ready');
      await looked.page.screenshot({ path: `${folder}${fileOf(name, look)}` });
      console.log(`${folder}${fileOf(name, look)}`);
    }
    await looked.page.context().close();
  });
}
