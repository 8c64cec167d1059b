import type { CounterRequest, WalletCard } from '@mibun/protocol';
import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/problem.ts';
import { Button, Loading, Page } from '../../../components/index.ts';
import { bilingual, groupDigits, useLanguage, useText } from '../../../i18n/index.ts';
import { readCounterCard } from '../agent-api.ts';
import type { Asker } from '../asker.ts';
import { messages } from '../messages.ts';
import { EnterSecret } from '../parts/EnterSecret.tsx';
import { HeldCard } from '../parts/HeldCard.tsx';
import { Done, Refused, Working } from '../parts/Outcome.tsx';
import { SetSecrets } from '../parts/SetSecrets.tsx';
import { Stop } from '../parts/Stop.tsx';
import { useCeremony } from '../use-ceremony.ts';
import { useHeadingFocus } from '../use-heading-focus.ts';

/** The resident's own screen at a counter: what the clerk must not see (PIN-03). */
export function AtCounter(props: {
  readonly asker: Asker;
  readonly origin: string;
  readonly request: CounterRequest;
  readonly refuse: (code: string, message: string) => void;
}) {
  const t = useText(messages);
  const language = useLanguage();
  const ceremony = useCeremony();
  const [card, setCard] = useState<WalletCard | 'not-here'>();
  const { asker, origin, request, refuse } = props;
  const { stage } = ceremony;
  useHeadingFocus(`${stage?.kind} ${ceremony.turn} ${ceremony.busy}`);

  useEffect(() => {
    readCounterCard(request.cardSerial).then(setCard, (reason: unknown) => {
      if (!(reason instanceof ApiProblem)) throw reason;
      setCard('not-here');
    });
  }, [request.cardSerial]);

  useEffect(() => {
    if (stage?.kind === 'finished') asker.answer(stage.answer);
  }, [stage, asker]);

  const close = useCallback(() => window.close(), []);
  const stop = () => {
    ceremony.cancel();
    refuse('refused', t.cancel);
  };

  if (card === 'not-here') {
    const failure = {
      title: bilingual(messages.counter.notHere),
      next: bilingual(messages.counter.notHereNext),
    };
    return <Refused failure={failure} onClose={() => refuse('no-card', t.counter.notHere)} />;
  }
  if (stage === undefined && !ceremony.busy) {
    return (
      <Page title={t.counter.title} lead={t.counter.lead}>
        <section className="stack stack-tight" aria-label={t.counter.forYou}>
          <p className="strong">{t.counter.forYou}</p>
          {card === undefined ? (
            <Loading />
          ) : (
            <HeldCard card={card}>
              <p className="small">
                {t.counter.serial}{' '}
                <span className="number nowrap">{groupDigits(card.serial, 5).join(' ')}</span>
              </p>
            </HeldCard>
          )}
        </section>
        <div className="ask-actions">
          <Button
            size="lg"
            wide
            disabled={card === undefined}
            onClick={() =>
              ceremony.begin({
                kind: 'counter',
                origin,
                cardSerial: request.cardSerial,
                relayUrl: request.relayUrl,
                relayToken: request.relayToken,
              })
            }
          >
            {t.counter.begin}
          </Button>
          <Button size="lg" wide variant="outline" onClick={() => refuse('refused', t.cancel)}>
            {t.cancel}
          </Button>
        </div>
      </Page>
    );
  }
  if (ceremony.busy) return <Working title={t.working.counter}>{t.working.counterNext}</Working>;
  switch (stage?.kind) {
    case 'new-secrets':
      return (
        <>
          <SetSecrets key={ceremony.turn} stage={stage} onValues={(values) => ceremony.answer({ values })} />
          <Stop onStop={stop} />
        </>
      );
    case 'secret':
      return (
        <>
          <EnterSecret
            key={ceremony.turn}
            stage={stage}
            purpose="counter"
            onValue={(value) => ceremony.answer({ value })}
          >
            {card !== undefined && <HeldCard card={card} brief />}
          </EnterSecret>
          <Stop onStop={stop} />
        </>
      );
    case 'finished':
      return <Done kind="counter" onClose={close} />;
    case 'failed':
      return (
        <Refused
          failure={stage.failure}
          onClose={() => refuse(stage.failure.code, stage.failure.title[language])}
        />
      );
    default:
      return <Working title={t.working.counter}>{t.working.counterNext}</Working>;
  }
}
