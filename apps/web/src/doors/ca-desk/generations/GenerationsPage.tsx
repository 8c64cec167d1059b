import type { AuthorityView, OverviewAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { Loading, NotificationBanner, Page, Problem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';
import { useOverview } from '../use-overview.ts';
import { GenerationCard } from './GenerationCard.tsx';
import { Lifelines } from './Lifelines.tsx';
import { NextGeneration } from './NextGeneration.tsx';
import { ProposalList } from './ProposalList.tsx';
import { useProposals } from './use-proposals.ts';

/** The CAs with their generations, their keys and where they lie, and the steps of a rollover by two persons. */
export function GenerationsPage({ acts }: { readonly acts: boolean }) {
  const t = useText(messages).generations;
  const { data, problem, reload } = useOverview();
  const proposals = useProposals(reload);
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  return (
    <Page title={t.title} lead={t.lead} width="full">
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      <Custody custody={data.custody} />
      <ProposalList proposals={proposals} acts={acts} />
      {data.authorities.map((authority) => (
        <Authority
          key={authority.kind}
          authority={authority}
          at={data.at}
          onProposed={acts && authority.kind !== 'card-face' ? proposals.reload : undefined}
        />
      ))}
    </Page>
  );
}

function Custody({ custody }: { readonly custody: OverviewAnswer['custody'] }) {
  const t = useText(messages).generations;
  return (
    <NotificationBanner
      tone={custody.notForProduction ? 'warning' : 'info'}
      title={custody.notForProduction ? t.custodyDemo : t.custody}
    >
      <p>
        {t.place} <span className="number">{custody.place}</span>
      </p>
    </NotificationBanner>
  );
}

function Authority(props: {
  readonly authority: AuthorityView;
  readonly at: string;
  /** undefined: nobody here may act on this CA. */
  readonly onProposed: (() => void) | undefined;
}) {
  const t = useText(messages).generations;
  const words = useCaWords();
  const { authority, at, onProposed } = props;
  const { kind, dn, generations, links, next } = authority;
  return (
    <section className="stack stack-tight ca-authority" aria-labelledby={`ca-${kind}`}>
      <h2 id={`ca-${kind}`}>{words.ca(kind)}</h2>
      <p className="quiet small">
        <span className="number">{dn}</span>
        {kind === 'card-face' && <> — {t.cardFace}</>}
      </p>
      <Lifelines authority={authority} at={at} />
      <div className="ca-generations">
        {[...generations].reverse().map((generation) => (
          <GenerationCard
            key={generation.generation}
            kind={kind}
            generation={generation}
            links={links}
            onProposed={onProposed}
          />
        ))}
        {next !== null && kind !== 'card-face' && onProposed && (
          <NextGeneration kind={kind} number={next} onProposed={onProposed} />
        )}
      </div>
    </section>
  );
}
