import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStale } from '../api/stale.ts';
import { common, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Checkbox } from './Checkbox.tsx';
import { DecisionButton } from './DecisionButton.tsx';
import { ModalDialog } from './ModalDialog.tsx';

export interface DangerDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, one line each. */
  readonly consequences: readonly ReactNode[];
  /** How to undo it, or that one cannot. */
  readonly undo: ReactNode;
  /** The act as a verb: "Stop the card". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly busy?: boolean | undefined;
  /** More fields before the act (a reason), or a problem. */
  readonly children?: ReactNode;
}

/** The second step before a dangerous act: consequences, how to undo, a deliberate tick, then the button. */
export function DangerDialog(props: DangerDialogProps) {
  const t = useText(common);
  const [understood, setUnderstood] = useState(false);
  const { turn } = useStale();
  /** As it was opened or closed last: each opening begins anew, at the turn of that moment. */
  const [last, setLast] = useState({ open: props.open, turn });
  if (last.open !== props.open) {
    setLast({ open: props.open, turn });
    setUnderstood(false);
  }
  // Refused because things have moved on: what was asked here is no longer the question.
  const over = props.open && last.turn !== turn;
  return (
    <ModalDialog
      open={props.open}
      title={props.title}
      tone="danger"
      onClose={props.onClose}
      actions={
        over ? (
          <Button onClick={props.onClose}>{t.action.close}</Button>
        ) : (
          <>
            <Button variant="outline" onClick={props.onClose}>
              {t.action.cancel}
            </Button>
            <DecisionButton
              item={`${props.title} ${props.confirmLabel}`}
              variant="danger"
              disabled={!understood}
              busy={props.busy}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </DecisionButton>
          </>
        )
      }
    >
      {!over && (
        <div>
          <p className="strong">{t.danger.consequences}</p>
          <ul className="danger-consequences">
            {props.consequences.map((consequence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what one act leads to never changes places
              <li key={index}>{consequence}</li>
            ))}
          </ul>
        </div>
      )}
      {!over && (
        <div>
          <p className="strong">{t.danger.undo}</p>
          <p>{props.undo}</p>
        </div>
      )}
      {props.children}
      {!over && (
        <Checkbox
          name="danger-understood"
          label={t.danger.understood}
          checked={understood}
          onValue={setUnderstood}
          look="tile"
        />
      )}
    </ModalDialog>
  );
}
