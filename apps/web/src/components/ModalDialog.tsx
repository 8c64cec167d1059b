import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

export interface ModalDialogProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Buttons; the safe one first. One that has `data-first-focus` has the focus to begin with. */
  readonly actions?: ReactNode;
  /** Asked to close: Escape, the cross. */
  readonly onClose: () => void;
  readonly tone?: 'plain' | 'danger' | undefined;
  readonly size?: 'md' | 'lg' | undefined;
}

/** A question that has to be answered before going on. Focus stays inside and returns afterwards. */
export function ModalDialog(props: ModalDialogProps) {
  const t = useText(common);
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (props.open && !element.open) {
      element.showModal();
      element.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    }
    if (!props.open && element.open) element.close();
  }, [props.open]);
  return (
    <dialog
      ref={dialog}
      className="modal-dialog"
      data-tone={props.tone ?? 'plain'}
      data-size={props.size ?? 'md'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.open && (
        <>
          <header>
            <h2 id={titleId}>{props.title}</h2>
            <button type="button" className="icon-button" onClick={props.onClose} aria-label={t.action.close}>
              <Icon name="close" />
            </button>
          </header>
          <div className="modal-dialog-body stack">{props.children}</div>
          {props.actions !== undefined && <footer>{props.actions}</footer>}
        </>
      )}
    </dialog>
  );
}
