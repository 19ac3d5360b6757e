import { useState } from 'react';
import type { ImportExamination, ImportOutcome, ImportRefusal } from '../../../../host/contract/data.ts';
import { useHost } from '../../../session/host-context.tsx';

/** Where the way from a file to an imported profile is. */
export type ImportStep =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly file: string }
  | {
      readonly status: 'refused';
      readonly file: string;
      readonly reason: ImportRefusal | 'too-large' | 'unreadable';
    }
  | {
      readonly status: 'asked';
      readonly file: string;
      readonly upload: string;
      readonly found: Extract<ImportExamination, { status: 'good' }>;
    }
  | { readonly status: 'importing' };

// The same numbers as in `host/contract/data.ts`, whose schemas would bring zod into the window.
const longestFile = 64 * 1024 * 1024;
const partLength = 1024 * 1024;

interface Import {
  readonly step: ImportStep;
  /** Brings a file to the host in parts and looks at it; nothing is imported before `agree`. */
  readonly examine: (file: File) => Promise<void>;
  readonly agree: (into: string | null) => Promise<ImportOutcome | null>;
  readonly close: () => void;
}

export function useImport(): Import {
  const host = useHost();
  const [step, setStep] = useState<ImportStep>({ status: 'idle' });

  const examine = async (file: File) => {
    if (file.size > 3 * longestFile)
      return setStep({ status: 'refused', file: file.name, reason: 'too-large' });
    setStep({ status: 'reading', file: file.name });
    const text = await file.text().catch(() => null);
    if (text === null) return setStep({ status: 'refused', file: file.name, reason: 'unreadable' });
    if (text.length > longestFile)
      return setStep({ status: 'refused', file: file.name, reason: 'too-large' });
    try {
      const upload = crypto.randomUUID();
      for (let part = 0; part * partLength < Math.max(text.length, 1); part += 1) {
        const piece = text.slice(part * partLength, (part + 1) * partLength);
        await host.call('data.importPart', { upload, part, text: piece });
      }
      const found = await host.call('data.examineImport', { upload });
      if (found.status === 'good') setStep({ status: 'asked', file: file.name, upload, found });
      else setStep({ ...found, file: file.name });
    } catch (error) {
      setStep({ status: 'idle' });
      throw error;
    }
  };

  const agree = async (into: string | null) => {
    if (step.status !== 'asked') return null;
    setStep({ status: 'importing' });
    try {
      const result = await host.call('data.import', { upload: step.upload, into });
      setStep(result.status === 'refused' ? { ...result, file: step.file } : { status: 'idle' });
      return result;
    } catch (error) {
      setStep(step);
      throw error;
    }
  };

  return { step, examine, agree, close: () => setStep({ status: 'idle' }) };
}
