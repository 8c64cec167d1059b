import type {
  RegistrationView,
  VerifierProposalView,
  VerifierView,
} from '@mibun/server/schemas/authority/verifiers';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, DecisionButton, Problem } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { verifierMessages } from './messages.ts';
import { VerifierFacts } from './VerifierFacts.tsx';

/** What widens an accreditation and waits for its second person (domain.md §9). */
export function VerifierProposals(props: {
  readonly proposals: readonly VerifierProposalView[];
  readonly verifiers: readonly VerifierView[];
  readonly acts: boolean;
  readonly onChanged: () => void;
}) {
  const t = useText(verifierMessages);
  const { proposals, verifiers, acts, onChanged } = props;
  if (proposals.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-labelledby="verifier-proposals">
      <h2 id="verifier-proposals">{t.open}</h2>
      <ul className="ca-proposals" aria-live="polite">
        {proposals.map((proposal) => (
          <Proposal
            key={proposal.proposalId}
            proposal={proposal}
            present={verifiers.find(({ verifierId }) => verifierId === proposal.verifierId)}
            acts={acts}
            onChanged={onChanged}
          />
        ))}
      </ul>
    </section>
  );
}

function Proposal(props: {
  readonly proposal: VerifierProposalView;
  readonly present: VerifierView | undefined;
  readonly acts: boolean;
  readonly onChanged: () => void;
}) {
  const t = useText(verifierMessages);
  const dates = useDates();
  const language = useLanguage();
  const { proposal, present, acts, onChanged } = props;
  const { proposalId, event, reason, proposedBy, proposedAt, mayConfirm, registration } = proposal;
  const [asking, setAsking] = useState(false);
  const answer = useAction(async (decision: 'confirm' | 'reject') => {
    await call(`POST /api/verifiers/proposals/:id/${decision}`, { params: { id: proposalId } });
    setAsking(false);
    onChanged();
  });
  const shown = registration ?? present;
  const title = t.proposal[event](shown?.name[language] ?? proposal.verifierId);
  return (
    <li data-state="PROPOSED">
      <p className="strong">{title}</p>
      <p>{reason}</p>
      <p className="quiet small">{t.proposedBy(proposedBy, dates.instant(proposedAt))}</p>
      {registration && (
        <details>
          <summary>{t.detail}</summary>
          <div className="ca-proposed">
            <Proposed registration={registration} />
          </div>
        </details>
      )}
      {acts && !mayConfirm && <p className="small">{t.own}</p>}
      {acts && (
        <div className="cluster">
          {mayConfirm && <Button onClick={() => setAsking(true)}>{t.confirm}</Button>}
          <DecisionButton
            item={proposalId}
            variant="outline"
            busy={answer.busy}
            onClick={() => void answer.run('reject')}
          >
            {mayConfirm ? t.reject : t.takeBack}
          </DecisionButton>
        </div>
      )}
      {answer.problem !== undefined && !asking && <Problem problem={answer.problem} />}
      <DangerDialog
        open={asking}
        title={title}
        consequences={t.consequences[event]}
        undo={t.undo[event]}
        confirmLabel={t.confirm}
        busy={answer.busy}
        onClose={() => {
          setAsking(false);
          answer.clear();
        }}
        onConfirm={() => void answer.run('confirm')}
      >
        <p>
          {t.proposedBy(proposedBy, dates.instant(proposedAt))} {reason}
        </p>
        {registration && <Proposed registration={registration} />}
        {answer.problem !== undefined && <Problem problem={answer.problem} />}
      </DangerDialog>
    </li>
  );
}

/** All of what would be registered: nobody confirms what they have not seen. */
function Proposed({ registration }: { readonly registration: RegistrationView }) {
  const t = useText(verifierMessages);
  const language = useLanguage();
  const { kind, scopes, quotas } = registration;
  return (
    <VerifierFacts
      registration={registration}
      more={[
        { term: t.form.kind, description: t.kinds[kind] },
        ...scopes.map((scope) => ({
          term: t.form.quota(t.scopes[scope]),
          description: formatCount(quotas[scope] ?? 0, language),
        })),
      ]}
    />
  );
}
