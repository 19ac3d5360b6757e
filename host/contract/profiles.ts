import { z } from 'zod';
import { localeSchema } from '../../lessons/format/locale.ts';
import { instant, profileId } from './ids.ts';

/** Who learns on this computer, and how they like to see things. */

export const profileNameSchema = z.string().trim().min(1).max(80);
const profileSchema = z.strictObject({ id: profileId, name: z.string(), createdAt: instant });
export type Profile = z.infer<typeof profileSchema>;

export const settingsSchema = z.strictObject({
  /** Null until the learner has chosen; the system's language is used until then. */
  locale: localeSchema.nullable(),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  /** Size of everything but the code that is edited, in percent. */
  textScale: z.int().min(80).max(200),
  /** In CSS pixels. */
  editorFontSize: z.int().min(8).max(40),
  /** `on`: nothing moves, whatever the system says. */
  reducedMotion: z.enum(['system', 'on']),
  /** Whether Tab leaves an editor that is opened, where it would indent otherwise. */
  tabMovesFocus: z.boolean(),
  /** Whether the first steps were shown, or skipped. */
  welcomed: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Why a profile was not made or renamed. Two of one name could not be told apart; there are at most 100. */
const profileRefusalSchema = z.enum(['name-taken', 'too-many']);

const namedProfileSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('done'), profile: profileSchema }),
  z.strictObject({ status: z.literal('refused'), reason: profileRefusalSchema }),
]);
export type NamedProfile = z.infer<typeof namedProfileSchema>;

export const profileMethods = {
  /** The profiles of this computer; there is always one. `active` is the one used last. */
  'profiles.list': {
    input: z.strictObject({}),
    output: z.strictObject({ profiles: z.array(profileSchema), active: profileId }),
  },
  'profiles.create': { input: z.strictObject({ name: profileNameSchema }), output: namedProfileSchema },
  'profiles.rename': {
    input: z.strictObject({ profileId, name: profileNameSchema }),
    output: namedProfileSchema,
  },
  /** Every window goes over to it: event `profiles.changed`. */
  'profiles.activate': { input: z.strictObject({ profileId }), output: z.strictObject({}) },
  'settings.get': { input: z.strictObject({ profileId }), output: settingsSchema },
  /** Changes the settings that are named and gives them all. Event `settings.changed`. */
  'settings.change': {
    input: z.strictObject({ profileId, settings: settingsSchema.partial() }),
    output: settingsSchema,
  },
} as const;

export const profileEvents = {
  /** A profile was made, renamed, deleted or chosen, or all of the data was replaced: fetch everything again. */
  'profiles.changed': z.strictObject({}),
  /** A setting of the profile was changed by any window. */
  'settings.changed': z.strictObject({ profileId }),
} as const;
