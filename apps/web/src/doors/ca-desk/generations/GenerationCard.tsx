import type { AuthorityView, CaKindName, GenerationView } from '@mibun/server/schemas/authority/ca-desk';
import { CopyableNumber, Dl, StatusBadge } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { GENERATION_TONES, useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';
import { ProposeStep } from './ProposeStep.tsx';

/** One generation: its state, its key and where it lies, what it has issued, and the steps that are open to it. */
export function GenerationCard(props: {
  readonly kind: CaKindName;
  readonly generation: GenerationView;
  readonly links: AuthorityView['links'];
  readonly onProposed: (() => void) | undefined;
}) {
  const t = useText(messages).generations;
  const words = useCaWords();
  const dates = useDates();
  const language = useLanguage();
  const { kind, generation, links, onProposed } = props;
  const { totals, key, state } = generation;
  const vouched = links.filter(({ subject }) => subject === generation.generation);
  return (
    <article className="ca-generation" data-state={state}>
      <header className="cluster cluster-between">
        <h3>{t.number(generation.generation)}</h3>
        <StatusBadge tone={GENERATION_TONES[state]}>{t.states[state]}</StatusBadge>
      </header>
      <Dl
        items={[
          { term: t.since, description: dates.instant(generation.since) },
          { term: t.keyType, description: words.keySpec(key.spec) },
          { term: t.keyLabel, description: <span className="number">{key.label}</span> },
          {
            term: t.validity,
            description: t.range(dates.instant(generation.notBefore), dates.instant(generation.notAfter)),
          },
          {
            term: t.issued,
            description:
              totals.length === 0
                ? t.nothing
                : totals
                    .map(({ state: of, count }) => `${words.state(of)} ${formatCount(count, language)}`)
                    .join(language === 'ja' ? '、' : ', '),
          },
          ...(vouched.length > 0
            ? [
                {
                  term: t.links,
                  description: vouched.map(({ issuer }) => t.linkedBy(issuer)).join(' '),
                },
              ]
            : []),
          {
            term: t.fingerprint,
            description: <CopyableNumber label={t.fingerprint} value={generation.fingerprint} groups={4} />,
          },
        ]}
      />
      {onProposed && kind !== 'card-face' && generation.offers.length > 0 && (
        <div className="cluster">
          {generation.offers.map((event) => (
            <ProposeStep
              key={event}
              kind={kind}
              generation={generation.generation}
              event={event}
              onProposed={onProposed}
            />
          ))}
        </div>
      )}
    </article>
  );
}
