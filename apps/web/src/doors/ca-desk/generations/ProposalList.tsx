import type { ProposalsAnswer, ProposalView } from '@mibun/server/schemas/authority/ca-desk';
import { call } from '../../../api/call.ts';
import { type Resource, useAction } from '../../../api/use-resource.ts';
import { Button, Problem, type ProposalAct, ProposalItem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
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
        <ul className="proposals" aria-live="polite">
          {open.map((proposal) => (
            <li key={proposal.id}>
              <Proposal proposal={proposal} acts={acts} onChanged={proposals.reload} />
            </li>
          ))}
        </ul>
      )}
      {open.length === 0 && <p className="quiet">{t.none}</p>}
      {over.length > 0 && (
        <details>
          <summary>{t.over(over.length)}</summary>
          <ul className="proposals">
            {over.map((proposal) => (
              <li key={proposal.id}>
                <Proposal proposal={proposal} acts={false} onChanged={proposals.reload} />
              </li>
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
  const { proposal, acts, onChanged } = props;
  const { id, version, digest, event, authority, generation, certificate } = proposal;
  const of = certificate ? certificate.subject : words.generation(authority, generation);
  const download = useAction(async () => {
    const issued = await call('GET /api/ca/proposals/:id/certificate', { params: { id } });
    saveText(`${issued.serial}.pem`, 'application/x-pem-file', issued.certificate);
  });
  const onAct = (act: ProposalAct) => {
    const params = { id };
    return act === 'confirm'
      ? call('POST /api/ca/proposals/:id/confirm', { params, body: { version, digest } })
      : call(`POST /api/ca/proposals/:id/${act}`, { params, body: { version } });
  };
  return (
    <ProposalItem
      proposal={proposal}
      title={t.propose.title(of, words.event(event))}
      content={
        certificate && (
          <p className="small">
            {t.issue.keyFingerprint}: <span className="number">{certificate.keyFingerprint}</span>
          </p>
        )
      }
      consequences={t.consequences[event]}
      undo={t.undo[event]}
      acts={acts}
      onAct={onAct}
      onChanged={onChanged}
    >
      {proposal.serial !== null && (
        <div>
          <Button variant="outline" busy={download.busy} onClick={() => void download.run()}>
            {t.issue.download}
          </Button>
        </div>
      )}
      {download.problem !== undefined && <Problem problem={download.problem} />}
    </ProposalItem>
  );
}
