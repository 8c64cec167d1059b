import type { ProposalFields } from '@mibun/server/schemas/platform';
import { type ReactNode, useState } from 'react';
import { useAction } from '../api/use-resource.ts';
import { common, useDates, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { DangerDialog } from './DangerDialog.tsx';
import { DecisionButton } from './DecisionButton.tsx';
import { Problem } from './Problem.tsx';
import { StatusBadge, type Tone } from './StatusBadge.tsx';

export type ProposalAct = 'confirm' | 'withdraw' | 'resume';

const TONES: Readonly<Record<ProposalFields['state'], Tone>> = {
  PROPOSED: 'warning',
  CONFIRMED: 'info',
  DONE: 'success',
  REFUSED: 'error',
  WITHDRAWN: 'neutral',
  LAPSED: 'neutral',
};

export interface ProposalItemProps {
  readonly proposal: ProposalFields;
  readonly title: string;
  /** All of what is proposed: nobody confirms what they have not seen. */
  readonly content?: ReactNode;
  /** What has come of it. */
  readonly children?: ReactNode;
  readonly consequences: readonly string[];
  readonly undo: string;
  /** Whether this session acts here at all. */
  readonly acts: boolean;
  readonly onAct: (act: ProposalAct) => Promise<unknown>;
  readonly onChanged: (act: ProposalAct) => void;
}

/** An act of two persons (domain.md §9): who proposes what and why, and the word of the second one. */
export function ProposalItem(props: ProposalItemProps) {
  const t = useText(common).proposal;
  const dates = useDates();
  const { proposal, title, content, acts } = props;
  const { id, version, state, refusal, reason, proposedBy, decidedBy, decidedAt, expiresAt } = proposal;
  const [asking, setAsking] = useState(false);
  const answer = useAction(async (act: ProposalAct) => {
    await props.onAct(act);
    setAsking(false);
    props.onChanged(act);
  });
  const decide = (act: 'withdraw' | 'resume', label: string) => (
    <DecisionButton
      item={`${id} ${version}`}
      variant="outline"
      busy={answer.busy}
      onClick={() => void answer.run(act)}
    >
      {label}
    </DecisionButton>
  );
  return (
    <article className="proposal" data-state={state} aria-label={title}>
      <div className="cluster cluster-between">
        <p className="strong">{title}</p>
        <StatusBadge tone={TONES[state]}>{t.states[state]}</StatusBadge>
      </div>
      <p>{reason}</p>
      {content !== undefined && (
        <details>
          <summary>{t.content}</summary>
          <div className="proposal-content">{content}</div>
        </details>
      )}
      {props.children}
      <p className="quiet small">
        {t.proposed(proposedBy, dates.instant(proposal.proposedAt))}
        {decidedBy !== null &&
          decidedAt !== null &&
          ` ${(state === 'WITHDRAWN' ? t.withdrawn : t.confirmed)(decidedBy, dates.instant(decidedAt))}`}
        {state === 'PROPOSED' && expiresAt !== null && ` ${t.lapses(dates.instant(expiresAt))}`}
        {refusal !== null && ` ${t.refused(refusal)}`}
      </p>
      {acts && state === 'PROPOSED' && proposal.mine && <p className="small">{t.own}</p>}
      {acts && (
        <div className="cluster">
          {proposal.mayConfirm && <Button onClick={() => setAsking(true)}>{t.confirm}</Button>}
          {proposal.mayResume && decide('resume', t.resume)}
          {proposal.mayWithdraw && decide('withdraw', proposal.mine ? t.withdraw : t.reject)}
        </div>
      )}
      {answer.problem !== undefined && !asking && <Problem problem={answer.problem} />}
      <DangerDialog
        open={asking}
        title={title}
        consequences={props.consequences}
        undo={props.undo}
        confirmLabel={t.confirm}
        busy={answer.busy}
        onClose={() => {
          setAsking(false);
          answer.clear();
        }}
        onConfirm={() => void answer.run('confirm')}
      >
        <p>{t.askingFor(proposedBy, reason)}</p>
        {content}
        {answer.problem !== undefined && <Problem problem={answer.problem} />}
      </DangerDialog>
    </article>
  );
}
