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
  /** `full` for what is looked at side by side. */
  readonly size?: 'normal' | 'wide' | 'full';
  /** `alertdialog` for a question that something is lost by. */
  readonly role?: 'dialog' | 'alertdialog';
}

export function Dialog({ title, isOpen, onClose, children, actions, size = 'normal', role }: DialogProps) {
  return (
    <ModalOverlay
      className={classNames(classes.overlay, size === 'full' && classes.near)}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={classNames(classes.modal, size !== 'normal' && classes[size])}>
        <AriaDialog className={classNames(classes.dialog)} role={role ?? 'dialog'}>
          <Heading slot="title" className={classNames(classes.title)}>
            {title}
          </Heading>
          <div
            className={classes.body}
            // What is long enough to scroll must be scrollable by keyboard.
            {...(size === 'normal' ? {} : { tabIndex: 0, role: 'group', 'aria-label': title })}
          >
            {children}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
