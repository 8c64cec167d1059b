import type { AgentSession } from '@mibun/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useAction } from '../../../api/use-resource.ts';
import { Button, ButtonLink, Loading, Page, Problem } from '../../../components/index.ts';
import { bilingual, useText } from '../../../i18n/index.ts';
import { allowOrigin, readSession } from '../agent-api.ts';
import type { Asked, Asker } from '../asker.ts';
import { messages } from '../messages.ts';
import { AllowOrigin } from '../parts/AllowOrigin.tsx';
import { Refused } from '../parts/Outcome.tsx';
import { WhoAsks } from '../parts/WhoAsks.tsx';
import { useHeadingFocus } from '../use-heading-focus.ts';
import { AtCounter } from './AtCounter.tsx';
import { WithMyCard } from './WithMyCard.tsx';

/** The small window: who asks for what; then the ceremony with a card. */
export function AskPage(props: { readonly asker: Asker | undefined }) {
  const t = useText(messages);
  const { asker } = props;
  const [asked, setAsked] = useState<Asked | 'invalid'>();
  const [session, setSession] = useState<AgentSession>();
  const [allowed, setAllowed] = useState(false);
  const { run: read, problem } = useAction(async () => setSession(await readSession()));
  const allow = useAction(async (origin: string) => {
    await allowOrigin(origin);
    setAllowed(true);
  });

  useEffect(() => {
    void asker?.asked.then((got) => setAsked(got ?? 'invalid'));
    void read();
  }, [asker, read]);

  const [away, setAway] = useState(false);
  useEffect(() => asker?.onAway(setAway), [asker]);

  useHeadingFocus(
    `${away} ${asked === undefined} ${session === undefined} ${problem === undefined} ${allowed}`,
  );

  const refuse = useCallback(
    (code: string, message: string) => {
      asker?.refuse(code, message);
      window.close();
    },
    [asker],
  );

  if (asker === undefined) {
    return (
      <Page title={t.none.title} lead={t.none.lead}>
        <ButtonLink to="/">{t.none.wallet}</ButtonLink>
      </Page>
    );
  }
  if (asked === 'invalid') {
    const failure = {
      title: bilingual(messages.invalid.title),
      next: bilingual(messages.invalid.next),
    };
    return <Refused failure={failure} onClose={() => refuse('request-invalid', t.invalid.title)} />;
  }
  if (problem !== undefined && session === undefined) {
    return (
      <Page title={t.silent.title}>
        <Problem problem={problem} onRetry={() => void read()} />
        <Button size="lg" wide variant="outline" onClick={() => refuse('refused', t.silent.title)}>
          {t.close}
        </Button>
      </Page>
    );
  }
  if (asked === undefined || session === undefined) {
    return (
      <Page title={t.waiting}>
        <Loading>{t.waiting}</Loading>
      </Page>
    );
  }
  const { origin, request } = asked;
  // The resident at a counter needs no page beside them: the office's system goes on by itself.
  if (away && request.kind !== 'counter') {
    const failure = {
      title: bilingual(messages.away.title),
      next: bilingual(messages.away.next),
    };
    return <Refused failure={failure} onClose={() => window.close()} />;
  }
  const isKnown = allowed || session.givenOrigins.includes(origin) || session.origins.includes(origin);
  if (!isKnown && !session.mayAllow) {
    const failure = { title: bilingual(messages.onlyGiven.title), next: bilingual(messages.onlyGiven.next) };
    return <Refused failure={failure} onClose={() => refuse('origin-not-allowed', t.onlyGiven.title)} />;
  }
  return (
    <>
      <WhoAsks asked={asked} serverOrigin={session.serverOrigin} />
      {!isKnown ? (
        <AllowOrigin
          origin={origin}
          busy={allow.busy}
          problem={allow.problem}
          onAllow={() => void allow.run(origin)}
          onRefuse={() => refuse('refused', t.allow.no)}
        />
      ) : request.kind === 'counter' ? (
        <AtCounter asker={asker} origin={origin} request={request} refuse={refuse} />
      ) : (
        <WithMyCard asker={asker} origin={origin} request={request} refuse={refuse} />
      )}
    </>
  );
}
