import type { ProposalsAnswer, ProposalView } from '@mibun/server/schemas/authority/ca-desk';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { type Resource, useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, DecisionButton, Problem, StatusBadge } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { PROPOSAL_TONES, useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';
import { saveText } from '../save-text.ts';

const OVER_SHOWN = 5;

/** What waits for its second person, with the act; below it the last ones that are over. */
export function ProposalList(props: {
  readonly proposals: Resource<ProposalsAnswer>;
  readonly acts: boolean;
}) {
  const t = useText(messages).proposals;
  const { proposals, acts } = props;
  const all = proposals.data?.proposals ?? [];
  const open = all.filter(({ state }) => state === 'PROPOSED' || state === 'CONFIRMED');
  const over = all.filter((proposal) => !open.includes(proposal)).slice(0, OVER_SHOWN);
  if (proposals.problem) return <Problem problem={proposals.problem} onRetry={proposals.reload} />;
  if (all.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-labelledby="proposals">
      <h2 id="proposals">{t.title}</h2>
      {open.length > 0 && (
        <ul className="ca-proposals" aria-live="polite">
          {open.map((proposal) => (
            <Proposal key={proposal.id} proposal={proposal} acts={acts} onChanged={proposals.reload} />
          ))}
        </ul>
      )}
      {open.length === 0 && <p className="quiet">{t.none}</p>}
      {over.length > 0 && (
        <details>
          <summary>{t.over(over.length)}</summary>
          <ul className="ca-proposals">
            {over.map((proposal) => (
              <Proposal key={proposal.id} proposal={proposal} acts={false} onChanged={proposals.reload} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Proposal(props: {
  readonly proposal: ProposalView;
  readonly acts: boolean;
  readonly onChanged: () => void;
}) {
  const t = useText(messages);
  const words = useCaWords();
  const dates = useDates();
  const { proposal, acts, onChanged } = props;
  const { id, version, state, event, authority, generation, refusal, certificate } = proposal;
  const title = certificate
    ? t.propose.title(certificate.subject, words.event(event))
    : t.propose.title(words.generation(authority, generation), words.event(event));
  const download = useAction(async () => {
    const issued = await call('GET /api/ca/proposals/:id/certificate', { params: { id } });
    saveText(`${issued.serial}.pem`, 'application/x-pem-file', issued.certificate);
  });
  const [asking, setAsking] = useState(false);
  const answer = useAction(async (act: 'confirm' | 'withdraw' | 'resume') => {
    await call(`POST /api/ca/proposals/:id/${act}`, { params: { id }, body: { version } });
    setAsking(false);
    onChanged();
  });
  return (
    <li data-state={state}>
      <div className="cluster cluster-between">
        <p className="strong">{title}</p>
        <StatusBadge tone={PROPOSAL_TONES[state]}>{t.proposals.states[state]}</StatusBadge>
      </div>
      <p>{proposal.reason}</p>
      {certificate && (
        <p className="small">
          {t.issue.keyFingerprint}: <span className="number">{certificate.keyFingerprint}</span>
        </p>
      )}
      {proposal.serial !== null && (
        <div>
          <Button variant="outline" busy={download.busy} onClick={() => void download.run()}>
            {t.issue.download}
          </Button>
        </div>
      )}
      {download.problem !== undefined && <Problem problem={download.problem} />}
      <p className="quiet small">
        {t.proposals.proposed(proposal.proposedBy, dates.instant(proposal.proposedAt))}
        {proposal.confirmedBy !== null &&
          proposal.confirmedAt !== null &&
          ` ${t.proposals.confirmed(proposal.confirmedBy, dates.instant(proposal.confirmedAt))}`}
        {state === 'PROPOSED' && ` ${t.proposals.lapses(dates.instant(proposal.lapsesAt))}`}
        {refusal !== null && ` ${t.proposals.refused(refusal)}`}
      </p>
      {acts && state === 'PROPOSED' && !proposal.mayConfirm && <p className="small">{t.proposals.own}</p>}
      {acts && (
        <div className="cluster">
          {proposal.mayConfirm && <Button onClick={() => setAsking(true)}>{t.proposals.confirm}</Button>}
          {proposal.mayResume && (
            <DecisionButton
              item={`${id} ${version}`}
              variant="outline"
              busy={answer.busy}
              onClick={() => void answer.run('resume')}
            >
              {t.proposals.resume}
            </DecisionButton>
          )}
          {proposal.mayWithdraw && (
            <DecisionButton
              item={`${id} ${version}`}
              variant="outline"
              busy={answer.busy}
              onClick={() => void answer.run('withdraw')}
            >
              {t.proposals.withdraw}
            </DecisionButton>
          )}
        </div>
      )}
      {answer.problem !== undefined && !asking && <Problem problem={answer.problem} />}
      <DangerDialog
        open={asking}
        title={title}
        consequences={t.consequences[event]}
        undo={t.undo[event]}
        confirmLabel={t.proposals.confirm}
        busy={answer.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void answer.run('confirm')}
      >
        <p>{t.proposals.askingFor(proposal.proposedBy, proposal.reason)}</p>
        {answer.problem !== undefined && <Problem problem={answer.problem} />}
      </DangerDialog>
    </li>
  );
}
