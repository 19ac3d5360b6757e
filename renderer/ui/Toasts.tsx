import { X } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './Button.tsx';
import classes from './Toasts.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

type ShowToast = (toast: Omit<Toast, 'id'>) => void;

const ToastContext = createContext<ShowToast>(() => undefined);

export function useToast(): ShowToast {
  return useContext(ToastContext);
}

/** Says briefly what was just done, and offers to undo it. One at a time: a newer one replaces it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [toast, setToast] = useState<Toast | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const show = useMemo<ShowToast>(() => {
    let lastId = 0;
    return (next) => setToast({ ...next, id: ++lastId });
  }, []);

  // It leaves by itself, unless the pointer or the focus is on it.
  useEffect(() => {
    if (!toast || isHeld) return;
    const timer = setTimeout(() => setToast(null), toast.action ? 12_000 : 5_000);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);

  const close = () => {
    setToast(null);
    setIsHeld(false);
  };
  const act = (action: () => void) => {
    close();
    action();
  };
  return (
    <ToastContext value={show}>
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps the text from leaving while it is read */}
      <div
        className={classes.region}
        onPointerEnter={() => setIsHeld(true)}
        onPointerLeave={() => setIsHeld(false)}
        onFocus={() => setIsHeld(true)}
        onBlur={() => setIsHeld(false)}
      >
        <div role="status" aria-live="polite">
          {toast && <span className="visually-hidden">{toast.text}</span>}
        </div>
        {toast && (
          <div key={toast.id} className={classes.toast}>
            <span aria-hidden="true">{toast.text}</span>
            {toast.action && (
              <Button size="small" onPress={() => act(toast.action?.onPress ?? close)}>
                {toast.action.label}
              </Button>
            )}
            <IconButton
              label={t('common.dismiss')}
              icon={<X size={16} aria-hidden="true" />}
              onPress={close}
            />
          </div>
        )}
      </div>
    </ToastContext>
  );
}
