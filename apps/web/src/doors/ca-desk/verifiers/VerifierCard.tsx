import type { VerifierView } from '@mibun/server/schemas/authority/verifiers';
import { StatusBadge, type Tone } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { verifierMessages } from './messages.ts';
import { StateStep } from './StateStep.tsx';
import { VerifierFacts } from './VerifierFacts.tsx';

const NEARLY = 0.9;

const TONES: Readonly<Record<VerifierView['state'], Tone>> = {
  ACCREDITED: 'success',
  SUSPENDED: 'error',
  ENDED: 'neutral',
};

/** One verifier: its state, how much of each quota is used today, what is registered, and the acts. */
export function VerifierCard(props: {
  readonly verifier: VerifierView;
  /** undefined: nobody here may act. */
  readonly onActed: ((event: 'suspend' | 'end' | 'reinstate') => void) | undefined;
  /** Something about it waits for a second person already. */
  readonly waiting: boolean;
}) {
  const t = useText(verifierMessages);
  const language = useLanguage();
  const dates = useDates();
  const { verifier, onActed, waiting } = props;
  const { verifierId, name, state, inForce, usage, lastSeenAt } = verifier;
  const lapsed = state === 'ACCREDITED' && !inForce;
  return (
    <article
      className="ca-verifier"
      data-state={lapsed ? 'LAPSED' : state}
      aria-labelledby={`v-${verifierId}`}
    >
      <header>
        <div className="cluster cluster-between">
          <h3 id={`v-${verifierId}`}>{name[language]}</h3>
          <StatusBadge tone={lapsed ? 'warning' : TONES[state]}>
            {lapsed ? t.notInForce : t.states[state]}
          </StatusBadge>
        </div>
        <p className="quiet small">{t.kinds[verifier.kind]}</p>
      </header>
      {state !== 'ENDED' && (
        <section className="stack stack-tight" aria-label={t.today}>
          <h4>{t.today}</h4>
          <ul className="ca-quotas">
            {usage.map((one) => (
              <Quota key={one.scope} {...one} />
            ))}
          </ul>
        </section>
      )}
      <VerifierFacts
        registration={verifier}
        more={[
          {
            term: t.lastSeen,
            description: lastSeenAt === null ? t.never : dates.instant(lastSeenAt),
          },
        ]}
      />
      {onActed && state !== 'ENDED' && (
        <div className="cluster">
          {state === 'ACCREDITED' && <StateStep verifier={verifier} event="suspend" onDone={onActed} />}
          {state === 'SUSPENDED' && !waiting && (
            <StateStep verifier={verifier} event="reinstate" onDone={onActed} />
          )}
          <StateStep verifier={verifier} event="end" onDone={onActed} />
        </div>
      )}
    </article>
  );
}

function Quota({ scope, used, quota }: VerifierView['usage'][number]) {
  const t = useText(verifierMessages);
  const language = useLanguage();
  const share = Math.min(1, used / Math.max(1, quota));
  const tone = share >= 1 ? 'over' : share >= NEARLY ? 'due' : 'calm';
  return (
    <li>
      <span>{t.scopes[scope]}</span>
      <span className="ca-quota-figures">
        {t.used(formatCount(used, language), formatCount(quota, language))}
        {tone === 'due' && <StatusBadge tone="warning">{t.nearly}</StatusBadge>}
        {tone === 'over' && <StatusBadge tone="error">{t.spent}</StatusBadge>}
      </span>
      <svg
        className="ca-quota"
        data-tone={tone}
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className="ca-quota-ground" width="100" height="1" />
        {used > 0 && <rect className="ca-quota-used" width={Math.max(0.5, share * 100)} height="1" />}
      </svg>
    </li>
  );
}
