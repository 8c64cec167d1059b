import type { Finding } from '@mibun/server/schemas/issuance/applications';
import { useEffect, useState } from 'react';
import type { ApiProblem } from '../../../api/client.ts';
import {
  Button,
  CheckboxGroup,
  DecisionButton,
  ModalDialog,
  Problem,
  Textarea,
} from '../../../components/index.ts';
import { common, useSay, useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

export interface Rejection {
  readonly reasons: readonly string[];
  readonly note: string;
}

interface RejectDialogProps {
  readonly open: boolean;
  /** The application that is on the screen, with its version. */
  readonly item: string;
  /** The closed list (PHO-03). */
  readonly reasons: readonly Finding[];
  /** Ticked to begin with: what the machine noticed. */
  readonly suggested: readonly string[];
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly onReject: (rejection: Rejection) => void;
  readonly onClose: () => void;
}

const NOTE_LIMIT = 500;

/** Why it goes back: reasons of the closed list and a few words, which the applicant reads as they are. */
export function RejectDialog(props: RejectDialogProps) {
  const { open, item, reasons, suggested, busy, problem, onReject, onClose } = props;
  const t = useText(messages).reject;
  const shared = useText(common);
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const suggestion = suggested.join(' ');
  useEffect(() => {
    if (!open) return;
    setChosen(suggestion === '' ? [] : suggestion.split(' '));
    setNote('');
    setTried(false);
  }, [open, suggestion]);
  const none = chosen.length === 0;
  return (
    <ModalDialog
      open={open}
      title={t.title}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button variant="outline" onClick={onClose}>
            {shared.action.cancel}
          </Button>
          <DecisionButton
            item={item}
            busy={busy}
            onClick={() => {
              setTried(true);
              if (!none && [...note].length <= NOTE_LIMIT) onReject({ reasons: chosen, note });
            }}
          >
            {t.confirm}
          </DecisionButton>
        </>
      }
    >
      <p>{t.lead}</p>
      {problem !== undefined && <Problem problem={problem} />}
      <div className="reject-reasons">
        <CheckboxGroup
          name="reasons"
          label={t.reasons}
          requirement="required"
          options={reasons.map((reason) => ({ value: reason.id, label: say(reason) }))}
          values={chosen}
          onValues={setChosen}
          error={tried && none ? t.choose : undefined}
        />
      </div>
      <Textarea
        name="note"
        label={t.note}
        requirement="optional"
        support={t.noteSupport}
        rows={3}
        limit={NOTE_LIMIT}
        value={note}
        onValue={setNote}
      />
    </ModalDialog>
  );
}
