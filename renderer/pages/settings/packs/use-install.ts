import { useState } from 'react';
import type { PackInstallation, PackVerification } from '../../../../host/contract/packs.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useSession } from '../../../session/Session.tsx';
import { base64Of } from './base64-of.ts';

export type ExaminedPack = Extract<PackVerification, { status: 'intact' }>['pack'];
type Refusal = Extract<PackInstallation, { status: 'refused' }>['reason'];

/** Where the way from a file to an installed pack is. */
export type InstallStep =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly file: string }
  | { readonly status: 'unreadable'; readonly file: string }
  | { readonly status: 'too-large'; readonly file: string; readonly bytes: number }
  | { readonly status: 'damaged'; readonly file: string; readonly message: string }
  | {
      readonly status: 'asked';
      readonly file: string;
      readonly archive: string;
      readonly pack: ExaminedPack;
      /** What the host said where it was asked to install it and did not. */
      readonly refusal: Refusal | null;
    }
  | { readonly status: 'installing'; readonly pack: ExaminedPack };

/** The largest archive that fits into a message as base64, in bytes. */
export const largestArchive = Math.floor((7_500_000 * 3) / 4);

interface Install {
  readonly step: InstallStep;
  /** Looks at a file; nothing is installed before `agree`. */
  readonly examine: (file: File) => Promise<void>;
  /** Installs what was asked about; true where it is installed. Rejects where the host could not try. */
  readonly agree: () => Promise<boolean>;
  readonly close: () => void;
}

/** Verifies a file, asks, installs: the host judges both times. */
export function useInstall(): Install {
  const host = useHost();
  const { locale } = useSession();
  const [step, setStep] = useState<InstallStep>({ status: 'idle' });

  const examine = async (file: File) => {
    if (file.size > largestArchive)
      return setStep({ status: 'too-large', file: file.name, bytes: file.size });
    setStep({ status: 'reading', file: file.name });
    const archive = await base64Of(file).catch(() => null);
    if (archive === null) return setStep({ status: 'unreadable', file: file.name });
    try {
      const verified = await host.call('packs.verify', { archive, locale });
      if (verified.status === 'damaged') setStep({ ...verified, file: file.name });
      else setStep({ status: 'asked', file: file.name, archive, pack: verified.pack, refusal: null });
    } catch (error) {
      setStep({ status: 'idle' });
      throw error;
    }
  };

  const agree = async () => {
    if (step.status !== 'asked') return false;
    const { pack } = step;
    setStep({ status: 'installing', pack });
    try {
      const { trust } = pack;
      const accept = {
        newKey: trust.status === 'key-changed' ? trust.fingerprint : null,
        unsigned: trust.status === 'signature-missing',
      };
      const result = await host.call('packs.install', { archive: step.archive, accept, locale });
      if (result.status === 'damaged') setStep({ ...result, file: step.file });
      else if (result.status === 'refused') setStep({ ...step, pack: result.pack, refusal: result.reason });
      else setStep({ status: 'idle' });
      return result.status === 'installed';
    } catch (error) {
      setStep(step);
      throw error;
    }
  };

  return { step, examine, agree, close: () => setStep({ status: 'idle' }) };
}
