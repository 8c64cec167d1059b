import { useEffect, useState } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { useAction } from '../api/use-resource.ts';
import { common, groupDigits, maskNumber, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { ModalDialog } from './ModalDialog.tsx';
import { Problem } from './Problem.tsx';
import { Radio } from './Radio.tsx';
import type { Option } from './Select.tsx';

export interface MaskedNumberProps {
  /** The masked form (********9018) or only the last four digits; never the whole number. */
  readonly masked: string;
  readonly label: string;
  /** Purposes a clerk may choose from; none for a person looking at their own number. */
  readonly reasons?: readonly Option[] | undefined;
  /** Fetches the number; the server writes the log. Leave out where nobody may unmask. */
  readonly reveal?: ((reason: string) => Promise<string>) | undefined;
  /** Hidden again after this time. */
  readonly seconds?: number | undefined;
}

/** The Individual Number: masked; showing it asks why and is logged, and says so (domain.md NUM-19 c). */
export function MaskedNumber(props: MaskedNumberProps) {
  const t = useText(common);
  const limit = props.seconds ?? 30;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<string>();
  const [left, setLeft] = useState(0);
  const fetching = useAction(async (why: string) => {
    const number = await props.reveal?.(why);
    setShown(number);
    setLeft(limit);
    setAsking(false);
  });

  useEffect(() => {
    if (shown === undefined) return;
    if (left <= 0) {
      setShown(undefined);
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [shown, left]);

  const masked = props.masked.length <= 4 ? `********${props.masked}` : maskNumber(props.masked);
  const text = groupDigits(shown ?? masked).join(' ');
  return (
    <span className="masked-number">
      {shown === undefined ? (
        <span className="number">
          <span className="visually-hidden">
            {props.label}: {t.masked.hidden}, …{masked.slice(-4)}
          </span>
          <span aria-hidden="true">{text.replaceAll('*', '•')}</span>
        </span>
      ) : (
        <span className="number">{text}</span>
      )}
      {props.reveal !== undefined && shown === undefined && (
        <Button variant="text" size="sm" icon="eye" onClick={() => setAsking(true)}>
          {t.masked.reveal}
        </Button>
      )}
      {shown !== undefined && (
        <>
          <Button variant="text" size="sm" onClick={() => setShown(undefined)}>
            {t.action.hide}
          </Button>
          <span className="quiet small">{t.masked.shownFor(left)}</span>
        </>
      )}
      <RevealDialog
        open={asking}
        reason={reason}
        reasons={props.reasons ?? []}
        busy={fetching.busy}
        problem={fetching.problem}
        onReason={setReason}
        onClose={() => setAsking(false)}
        onConfirm={() => void fetching.run(reason)}
      />
    </span>
  );
}

function RevealDialog(props: {
  readonly open: boolean;
  readonly reason: string;
  readonly reasons: readonly Option[];
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const t = useText(common);
  const needsReason = props.reasons.length > 0;
  return (
    <ModalDialog
      open={props.open}
      title={needsReason ? t.masked.whyTitle : t.masked.reveal}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="outline" onClick={props.onClose}>
            {t.action.cancel}
          </Button>
          <Button busy={props.busy} disabled={needsReason && props.reason === ''} onClick={props.onConfirm}>
            {t.masked.reveal}
          </Button>
        </>
      }
    >
      {props.problem !== undefined && <Problem problem={props.problem} />}
      {needsReason && (
        <Radio
          name="reveal-reason"
          label={t.masked.why}
          options={props.reasons}
          value={props.reason}
          onValue={props.onReason}
        />
      )}
      <p>{t.masked.logged}</p>
    </ModalDialog>
  );
}
