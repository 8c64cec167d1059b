import type {
  RegistrationView,
  VerifierProposalView,
  VerifierView,
} from '@mibun/server/schemas/authority/verifiers';
import { call } from '../../../api/call.ts';
import { type ProposalAct, ProposalItem } from '../../../components/index.ts';
import { formatCount, useLanguage, useText } from '../../../i18n/index.ts';
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
      <ul className="proposals" aria-live="polite">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <Proposal
              proposal={proposal}
              present={verifiers.find(({ verifierId }) => verifierId === proposal.verifierId)}
              acts={acts}
              onChanged={onChanged}
            />
          </li>
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
  const language = useLanguage();
  const { proposal, present, acts, onChanged } = props;
  const { id, version, digest, event, registration } = proposal;
  const shown = registration ?? present;
  const onAct = (act: ProposalAct) => {
    const params = { id };
    return act === 'confirm'
      ? call('POST /api/verifiers/proposals/:id/confirm', { params, body: { version, digest } })
      : call('POST /api/verifiers/proposals/:id/reject', { params, body: { version } });
  };
  return (
    <ProposalItem
      proposal={proposal}
      title={t.proposal[event](shown?.name[language] ?? proposal.verifierId)}
      content={registration === null ? undefined : <Proposed registration={registration} />}
      consequences={t.consequences[event]}
      undo={t.undo[event]}
      acts={acts}
      onAct={onAct}
      onChanged={onChanged}
    />
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
