import type { VerifierView } from '@mibun/server/schemas/authority/verifiers';
import { useEffect, useState } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { ButtonLink, Loading, NotificationBanner, Page, Problem } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import { verifierMessages } from './messages.ts';
import { VerifierCard } from './VerifierCard.tsx';
import { VerifierProposals } from './VerifierProposals.tsx';

const EVERY_MS = 10_000;

/** The register of accredited verifiers (domain.md VAR-05): what waits, who may ask what, and how much is used today. */
export function VerifiersPage({ acts }: { readonly acts: boolean }) {
  const t = useText(verifierMessages);
  const language = useLanguage();
  const { data, problem, reload } = useResource('GET /api/verifiers');
  const [done, setDone] = useState('');
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  const living = data.verifiers.filter(({ state }) => state !== 'ENDED');
  const ended = data.verifiers.filter(({ state }) => state === 'ENDED');
  const onActed = ({ name }: VerifierView, event: keyof typeof t.done) => {
    setDone(t.done[event](name[language]));
    reload();
  };
  const cards = (verifiers: typeof living) => (
    <div className="ca-verifiers">
      {verifiers.map((verifier) => (
        <VerifierCard
          key={verifier.verifierId}
          verifier={verifier}
          waiting={data.proposals.some(({ verifierId }) => verifierId === verifier.verifierId)}
          onActed={acts ? (event) => onActed(verifier, event) : undefined}
        />
      ))}
    </div>
  );
  return (
    <Page title={t.title} lead={t.lead} width="full">
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      {done !== '' && <NotificationBanner tone="success" title={done} live />}
      <VerifierProposals
        proposals={data.proposals}
        verifiers={data.verifiers}
        acts={acts}
        onChanged={reload}
      />
      {acts && (
        <div>
          <ButtonLink to="/verifiers/new" variant="outline">
            {t.accredit}
          </ButtonLink>
        </div>
      )}
      {living.length === 0 ? <p>{t.none}</p> : cards(living)}
      {ended.length > 0 && (
        <details>
          <summary>{t.ended(ended.length)}</summary>
          {cards(ended)}
        </details>
      )}
    </Page>
  );
}
