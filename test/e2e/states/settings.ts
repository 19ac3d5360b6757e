import { signedPack, unsignedPack } from './pack-files.ts';
import { filled, type Looked, press, type State, waitLong } from './state.ts';

const settings = async ({ page, texts, go }: Looked) => {
  await go('/settings');
  await page.getByRole('button', { name: texts.packs.install }).waitFor(waitLong);
};

const section = (id: string) => async (looked: Looked) => {
  await settings(looked);
  await looked.page.evaluate((name) => document.getElementById(`settings-${name}`)?.scrollIntoView(), id);
};

const backedUp = async (looked: Looked) => {
  await settings(looked);
  await press(looked, looked.texts.data.backUp);
  await looked.page.getByText(looked.texts.data.backedUp, { exact: true }).first().waitFor(waitLong);
};

/** The dialog that a button of the settings opens. */
const asked = (button: (looked: Looked) => string) => async (looked: Looked) => {
  await settings(looked);
  await press(looked, button(looked));
  await dialogOf(looked).waitFor(waitLong);
};

const dialogOf = ({ page }: Looked) => page.locator('[role=dialog], [role=alertdialog]');

/** The dialog that a chosen file leads to, with `says` in it. */
interface Chosen {
  readonly button: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly says: string | RegExp;
}

async function choose(looked: Looked, { button, name, bytes, says }: Chosen): Promise<void> {
  await settings(looked);
  const chooser = looked.page.waitForEvent('filechooser');
  await press(looked, button);
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
  await dialogOf(looked).getByText(says).first().waitFor(waitLong);
}

/** What exporting the only profile of a new data folder gives. */
async function exported(looked: Looked): Promise<Buffer> {
  await settings(looked);
  const download = looked.page.waitForEvent('download');
  await press(looked, looked.texts.data.export);
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export const settingsStates: readonly State[] = [
  {
    name: 'settings',
    stage: 'built-in',
    isShown: true,
    reach: async (looked) => {
      await settings(looked);
      // The sample is coloured once its grammar has come.
      await looked.page.locator('pre code span').first().waitFor(waitLong);
    },
  },
  { name: 'settings-appearance', stage: 'built-in', isShown: false, reach: section('appearance') },
  { name: 'settings-profiles', stage: 'built-in', isShown: false, reach: section('profiles') },
  { name: 'settings-packs', stage: 'installed', isShown: false, reach: section('packs') },
  {
    name: 'settings-data',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await backedUp(looked);
      await looked.page.evaluate(() => document.getElementById('settings-data')?.scrollIntoView());
    },
  },
  { name: 'settings-about', stage: 'built-in', isShown: false, reach: section('about') },
  {
    name: 'settings-add-profile',
    stage: 'built-in',
    isShown: false,
    reach: asked(({ texts }) => texts.profiles.add),
  },
  {
    name: 'settings-restore',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      await backedUp(looked);
      await press(looked, looked.texts.data.restoreOf);
      await dialogOf(looked).waitFor(waitLong);
    },
  },
  {
    name: 'settings-delete',
    stage: 'built-in',
    isShown: false,
    reach: asked(({ texts }) => texts.data.deleteDo),
  },
  {
    name: 'settings-import',
    stage: 'built-in',
    isShown: false,
    reach: async (looked) => {
      const { texts } = looked;
      const bytes = await exported(looked);
      await choose(looked, {
        button: texts.data.import,
        name: 'profile.json',
        bytes,
        says: texts.data.into.new,
      });
    },
  },
  {
    name: 'settings-import-refused',
    stage: 'built-in',
    isShown: false,
    reach: (looked) =>
      choose(looked, {
        button: looked.texts.data.import,
        name: 'other.json',
        bytes: Buffer.from('{"name": "something else"}'),
        says: looked.texts.data.refused.foreign,
      }),
  },
  {
    name: 'settings-pack-unsigned',
    stage: 'installed',
    isShown: false,
    reach: (looked) =>
      choose(looked, {
        button: looked.texts.packs.install,
        name: 'other.backline',
        bytes: unsignedPack('1.0.0', 'other-pack'),
        says: looked.texts.packs.trust.unsigned.title,
      }),
  },
  {
    name: 'settings-pack-key-changed',
    stage: 'installed',
    isShown: false,
    reach: (looked) =>
      choose(looked, {
        button: looked.texts.packs.install,
        name: 'small.backline',
        bytes: signedPack('1.1.0'),
        says: looked.texts.packs.trust['key-changed'].title,
      }),
  },
  {
    name: 'settings-pack-damaged',
    stage: 'installed',
    isShown: false,
    reach: (looked) =>
      choose(looked, {
        button: looked.texts.packs.install,
        name: 'small.backline',
        bytes: signedPack('1.1.0').subarray(0, -30),
        says: looked.texts.packs.damagedWhy,
      }),
  },
  {
    name: 'settings-pack-older',
    stage: 'installed',
    isShown: false,
    reach: (looked) =>
      choose(looked, {
        button: looked.texts.packs.install,
        name: 'small.backline',
        bytes: signedPack('0.9.0'),
        says: filled(looked.texts.packs.refusedTitle),
      }),
  },
  {
    name: 'settings-pack-remove',
    stage: 'installed',
    isShown: false,
    reach: asked(({ texts }) => texts.packs.removeOf),
  },
];
