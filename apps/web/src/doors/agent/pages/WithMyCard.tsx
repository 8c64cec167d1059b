import { useCallback, useEffect, useState } from 'react';
import type { AuthenticateRequest, CertificateReply, SignRequest } from '../../../api/agent-protocol.ts';
import { Loading, Page, Problem } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import type { Stage, WalletCard } from '../agent-api.ts';
import type { Asker } from '../asker.ts';
import { isFor, whyNot } from '../card-use.ts';
import { messages } from '../messages.ts';
import { ChooseCard } from '../parts/ChooseCard.tsx';
import { ConfirmDocument, sha256OfBase64 } from '../parts/ConfirmDocument.tsx';
import { EnterSecret } from '../parts/EnterSecret.tsx';
import { HeldCard } from '../parts/HeldCard.tsx';
import { Done, Refused, Working } from '../parts/Outcome.tsx';
import { Stop } from '../parts/Stop.tsx';
import { readCertificateReply } from '../request.ts';
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
          ? { kind: 'sign', origin, cardSerial }
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
    case 'bytes':
      return (
        <Bytes
          key={ceremony.turn}
          asker={asker}
          stage={stage}
          document={request.kind === 'sign' ? request.document : { name: '', sha256: '', pages: 0 }}
          busy={ceremony.busy}
          onBytes={(toBeSigned) => ceremony.answer({ toBeSigned })}
          onStop={stop}
          refuse={(code, message) => {
            cancel();
            refuse(code, message);
          }}
        />
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

/** Asks the page which bytes belong to the certificate, then the person. */
function Bytes(props: {
  readonly asker: Asker;
  readonly stage: Extract<Stage, { kind: 'bytes' }>;
  readonly document: SignRequest['document'];
  readonly busy: boolean;
  readonly onBytes: (toBeSigned: string) => void;
  readonly onStop: () => void;
  readonly refuse: (code: string, message: string) => void;
}) {
  const t = useText(messages);
  const [reply, setReply] = useState<CertificateReply | 'changed' | 'broken'>();
  const { asker, document, stage } = props;
  useEffect(() => {
    let current = true;
    asker.question({ kind: 'certificate', certificate: stage.certificate }).then(async (raw) => {
      const got = await checkReply(raw, document.sha256);
      if (current) setReply(got);
    });
    return () => {
      current = false;
    };
  }, [asker, document.sha256, stage.certificate]);

  if (reply === undefined) return <Working title={t.working.page}>{t.working.stay}</Working>;
  if (reply === 'changed' || reply === 'broken') {
    const both = (key: 'Title' | 'Next') => ({
      ja: messages.ja.confirm[`${reply}${key}`],
      en: messages.en.confirm[`${reply}${key}`],
    });
    return (
      <Refused
        failure={{ title: both('Title'), next: both('Next') }}
        onClose={() => props.refuse('request-invalid', t.confirm[`${reply}Title`])}
      />
    );
  }
  return (
    <ConfirmDocument
      document={document}
      reply={reply}
      busy={props.busy}
      onSign={() => props.onBytes(reply.toBeSigned)}
      onRefuse={props.onStop}
    />
  );
}

/** What both windows show must be the document of the request, or what is about to be signed. */
async function checkReply(raw: unknown, sha256: string): Promise<CertificateReply | 'changed' | 'broken'> {
  const reply = readCertificateReply(raw);
  if (reply === undefined) return 'broken';
  const exact = await sha256OfBase64(reply.toBeSigned).catch(() => undefined);
  if (exact === undefined) return 'broken';
  return reply.digestShown === sha256 || reply.digestShown === exact ? reply : 'changed';
}
