import type { AuthenticateRequest, SignRequest, WalletCard } from '@mibun/protocol';
import { useCallback, useEffect, useState } from 'react';
import { Loading, Page, Problem } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import type { Asker } from '../asker.ts';
import { isFor, whyNot } from '../card-use.ts';
import { messages } from '../messages.ts';
import { ChooseCard } from '../parts/ChooseCard.tsx';
import { ConfirmDocument } from '../parts/ConfirmDocument.tsx';
import { EnterSecret } from '../parts/EnterSecret.tsx';
import { HeldCard } from '../parts/HeldCard.tsx';
import { Done, Refused, Working } from '../parts/Outcome.tsx';
import { Stop } from '../parts/Stop.tsx';
import { useCards } from '../use-cards.ts';
import { useCeremony } from '../use-ceremony.ts';
import { useHeadingFocus } from '../use-heading-focus.ts';

interface WithMyCardProps {
  readonly asker: Asker;
  readonly origin: string;
  readonly request: AuthenticateRequest | SignRequest;
  readonly refuse: (code: string, message: string) => void;
}

/** A signature is wanted of nobody in particular. */
const NOBODY: Pick<AuthenticateRequest, 'roles' | 'wanted' | 'choose'> = {};

/** Proving one's identity, or signing, with a card of the wallet. */
export function WithMyCard({ asker, origin, request, refuse }: WithMyCardProps) {
  const t = useText(messages);
  const language = useLanguage();
  const ceremony = useCeremony();
  const { list: cards, problem, retry } = useCards(origin);
  const [card, setCard] = useState<WalletCard>();
  const { stage, begin, cancel } = ceremony;
  useHeadingFocus(`${card?.serial} ${stage?.kind} ${ceremony.turn}`);

  const choose = useCallback(
    (chosen: WalletCard) => {
      setCard(chosen);
      const cardSerial = chosen.serial;
      begin(
        request.kind === 'sign'
          ? { kind: 'sign', origin, cardSerial, document: request.document }
          : {
              kind: 'authenticate',
              origin,
              cardSerial,
              nonce: request.nonce,
              statement: request.statement,
            },
      );
    },
    [begin, origin, request],
  );

  const { roles, wanted, choose: choosesAnew } = request.kind === 'authenticate' ? request : NOBODY;

  // Until the person has had a choice: the card of last time, or the only one there is, also when it is put into the
  // reader now. They can still take another.
  const [mayPropose, setMayPropose] = useState(true);
  useEffect(() => {
    if (cards === undefined || !mayPropose) return;
    const usable = cards.cards.filter((one) => whyNot(one, request.kind) === undefined);
    const fitting = usable.filter((one) => isFor(one, roles));
    const likely = choosesAnew
      ? undefined
      : (fitting.find((one) => one.serial === cards.lastUsed) ??
        (usable.length === 1 ? usable[0] : undefined));
    if (usable.length > 0) setMayPropose(false);
    if (likely !== undefined) choose(likely);
  }, [cards, mayPropose, choose, choosesAnew, roles, request.kind]);

  // The page may go on as soon as there is an answer; the person reads on for a moment.
  useEffect(() => {
    if (stage?.kind === 'finished') asker.answer(stage.answer);
  }, [stage, asker]);

  function takeAnother(): void {
    cancel();
    setCard(undefined);
  }
  const close = useCallback(() => window.close(), []);
  const stop = () => {
    cancel();
    refuse('refused', t.cancel);
  };

  if (cards === undefined) {
    return (
      <Page title={t.choose.title}>
        {problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={retry} />}
      </Page>
    );
  }
  if (card === undefined || stage === undefined) {
    if (card !== undefined) return <Working title={t.secret.card}>{t.working[request.kind]}</Working>;
    return (
      <>
        <ChooseCard
          cards={cards.cards}
          readersSilent={cards.readersSilent}
          kind={request.kind}
          lastUsed={cards.lastUsed}
          wanted={wanted}
          roles={roles}
          onChoose={choose}
        />
        <Stop onStop={stop} />
      </>
    );
  }
  switch (stage.kind) {
    case 'secret':
      return (
        <>
          <EnterSecret
            key={ceremony.turn}
            stage={stage}
            purpose={request.kind}
            busy={ceremony.busy}
            onValue={(value) => ceremony.answer({ value })}
          >
            <HeldCard card={card} brief>
              {cards.cards.length > 1 && (
                <button type="button" className="link-button small" onClick={takeAnother}>
                  {t.otherCard}
                </button>
              )}
            </HeldCard>
            {request.kind === 'sign' && (
              <p className="statement">
                <span className="visually-hidden">{t.confirm.document}: </span>
                {request.document.name}
              </p>
            )}
            {request.kind === 'authenticate' && (
              <p className="statement">
                <span className="visually-hidden">{t.secret.confirms}: </span>
                {request.statement}
              </p>
            )}
          </EnterSecret>
          <Stop onStop={stop} />
        </>
      );
    case 'document':
      return (
        <ConfirmDocument
          document={stage.document}
          busy={ceremony.busy}
          onSign={() => ceremony.answer({ agreed: true })}
          onRefuse={stop}
        >
          <HeldCard card={card} brief>
            {cards.cards.length > 1 && (
              <button type="button" className="link-button small" onClick={takeAnother}>
                {t.otherCard}
              </button>
            )}
          </HeldCard>
        </ConfirmDocument>
      );
    case 'finished':
      return <Done kind={request.kind} onClose={close} />;
    case 'failed': {
      // A card that was pulled can be put back.
      const again = stage.failure.code === 'card-removed';
      return (
        <Refused
          failure={stage.failure}
          again={again}
          onOtherCard={again || cards.cards.length > 1 ? takeAnother : undefined}
          onClose={() => refuse(stage.failure.code, stage.failure.title[language])}
        />
      );
    }
    default:
      return <Working title={t.working[request.kind]}>{t.working.stay}</Working>;
  }
}
