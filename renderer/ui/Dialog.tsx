import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import classes from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly size?: 'normal' | 'wide';
  /** `alertdialog` for a question that something is lost by. */
  readonly role?: 'dialog' | 'alertdialog';
}

export function Dialog({ title, isOpen, onClose, children, actions, size = 'normal', role }: DialogProps) {
  return (
    <ModalOverlay
      className={classNames(classes.overlay)}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={classNames(classes.modal, size === 'wide' && classes.wide)}>
        <AriaDialog className={classNames(classes.dialog)} role={role ?? 'dialog'}>
          <Heading slot="title" className={classNames(classes.title)}>
            {title}
          </Heading>
          <div className={classes.body}>{children}</div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
