import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';

interface CopyButtonProps {
  readonly text: () => string;
  readonly label: string;
  readonly copiedLabel?: string;
  /** Its whole name, where several such buttons are on a page; it contains the label. */
  readonly name?: string;
}

/** Copies and says so on itself for a moment. */
export function CopyButton({ text, label, copiedLabel, name }: CopyButtonProps) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  // The word goes back by itself after two seconds.
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setIsCopied(true);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon={<Icon size={13} aria-hidden="true" />}
        onPress={() => void copy()}
        {...(name === undefined || isCopied ? {} : { label: name })}
      >
        {isCopied ? (copiedLabel ?? t('common.copied')) : label}
      </Button>
      <span role="status" className="visually-hidden">
        {isCopied && (copiedLabel ?? t('common.copied'))}
      </span>
    </>
  );
}
