import type { AgentSession, WalletCard } from '@mibun/protocol';
import type { CredentialKind } from '@mibun/rules';
import { useEffect, useState } from 'react';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  CopyableNumber,
  Dl,
  Icon,
  Loading,
  NotificationBanner,
  Page,
  Problem,
  StatusBadge,
} from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { forgetOrigin, readSession } from '../agent-api.ts';
import { isExpired, whyNot } from '../card-use.ts';
import { nameOf } from '../card-view.ts';
import { messages } from '../messages.ts';
import { CardLook } from '../parts/CardLook.tsx';
import { ReadersSilent } from '../parts/ReadersSilent.tsx';
import { useCards } from '../use-cards.ts';
import { useFindCard } from '../use-find-card.tsx';

/** The wallet: which cards are here, where each of them works, and who may ask for them. */
export function WalletPage() {
  const t = useText(messages);
  const { list, problem, retry } = useCards();
  const cards = list?.cards;
  const [origins, setOrigins] = useState<readonly string[]>([]);
  const [given, setGiven] = useState<Pick<AgentSession, 'givenOrigins' | 'mayAllow'>>();

  const forget = useAction(async (origin: string) => setOrigins((await forgetOrigin(origin)).origins));

  const { field, found } = useFindCard(cards ?? []);

  useEffect(() => {
    readSession().then(
      (session) => {
        setOrigins(session.origins);
        const givenOrigins = session.givenOrigins.filter((origin) => origin !== session.serverOrigin);
        setGiven({ givenOrigins, mayAllow: session.mayAllow });
      },
      // The list of cards says that the agent cannot be reached.
      () => undefined,
    );
  }, []);

  return (
    <Page
      title={t.wallet.title}
      lead={t.wallet.lead}
      width="wide"
      caption={cards === undefined ? undefined : t.wallet.cards(cards.length)}
    >
      {field}
      {list?.readersSilent && <ReadersSilent />}
      {problem !== undefined ? (
        <Problem problem={problem} onRetry={retry} />
      ) : cards === undefined ? (
        <Loading />
      ) : cards.length === 0 ? (
        <NotificationBanner tone="info" title={t.choose.none}>
          {t.choose.noneNext}
        </NotificationBanner>
      ) : (
        <ul className="wallet">
          {found.map((card) => (
            <li key={card.serial}>
              <OneCard card={card} />
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">{t.wallet.server}</p>
      <section className="stack stack-tight" aria-labelledby="sites">
        <h2 id="sites">{t.wallet.sitesTitle}</h2>
        {given !== undefined && given.givenOrigins.length > 0 && (
          <>
            <p>{t.wallet.sitesGiven}</p>
            <ul className="allowed-sites">
              {given.givenOrigins.map((origin) => (
                <li key={origin}>
                  <span className="site-address">{origin}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {forget.problem !== undefined && <Problem problem={forget.problem} />}
        {given?.mayAllow === false ? (
          <p>{t.wallet.sitesOnlyGiven}</p>
        ) : origins.length === 0 ? (
          <p>{t.wallet.sitesNone}</p>
        ) : (
          <ul className="allowed-sites">
            {origins.map((origin) => (
              <li key={origin}>
                <span className="site-address">{origin}</span>
                <Button
                  variant="outline"
                  size="sm"
                  aria-label={t.wallet.forgetOf(origin)}
                  onClick={() => void forget.run(origin)}
                >
                  {t.wallet.forget}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Page>
  );
}

function OneCard(props: { readonly card: WalletCard }) {
  const t = useText(messages);
  const dates = useDates();
  const { card } = props;
  const { facts } = card;
  const name = nameOf(card, t.choose);
  return (
    <article className="wallet-card" aria-label={name}>
      <CardLook card={card} />
      <div className="stack stack-tight">
        <h2 className="wallet-name">{name}</h2>
        {facts === undefined ? (
          <>
            {card.reader !== undefined && <p className="quiet reader-name">{card.reader}</p>}
            {card.trouble === 'foreign' ? (
              <p>{t.choose.not.foreign}</p>
            ) : (
              <NotificationBanner
                tone={card.trouble === 'unreadable' ? 'warning' : 'info'}
                title={t.choose.not[whyNot(card, 'authenticate') ?? 'inUse']}
              />
            )}
          </>
        ) : (
          <>
            <Dl
              layout="columns"
              items={[
                { term: t.wallet.expires, description: dates.date(facts.expiry) },
                ...(facts.certificatesUntil === undefined
                  ? []
                  : [{ term: t.wallet.certificates, description: dates.date(facts.certificatesUntil) }]),
                {
                  term: t.wallet.serial,
                  description: <CopyableNumber value={card.serial} label={t.wallet.serial} groups={5} />,
                },
                ...(card.reader === undefined
                  ? []
                  : [
                      {
                        term: t.wallet.reader,
                        description: <span className="reader-name">{card.reader}</span>,
                      },
                    ]),
              ]}
            />
            <div className="wallet-facts">
              <Uses card={card} />
              <Pins triesLeft={facts.triesLeft} hasSignature={facts.certificates.signature} />
            </div>
          </>
        )}
      </div>
    </article>
  );
}

type Use = keyof typeof messages.wallet.use;

const USES: readonly { readonly use: Use; readonly needs?: 'authentication' | 'signature' }[] = [
  { use: 'identity' },
  { use: 'portal', needs: 'authentication' },
  { use: 'kiosk', needs: 'authentication' },
  { use: 'service', needs: 'authentication' },
  { use: 'sign', needs: 'signature' },
];

function Uses(props: { readonly card: WalletCard }) {
  const t = useText(messages);
  return (
    <div>
      <h3 className="wallet-part">{t.wallet.uses}</h3>
      <p className="small quiet">{t.wallet.usesNote}</p>
      <ul className="wallet-uses">
        {USES.map(({ use, needs }, index) => {
          const reason = whyUseless(props.card, needs);
          const next = USES[index + 1];
          // Said once, after the last of those that it concerns.
          const isLast = next === undefined || whyUseless(props.card, next.needs) !== reason;
          return (
            <li key={use} data-can={reason === undefined ? '' : undefined}>
              <Icon name={reason === undefined ? 'neutral' : 'close'} />
              <span>
                <span className="visually-hidden">
                  {reason === undefined ? t.wallet.can : t.wallet.cannot}:{' '}
                </span>
                {t.wallet.use[use]}
                {reason !== undefined && isLast && <span className="wallet-reason">{t.wallet[reason]}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function whyUseless(
  card: WalletCard,
  needs: 'authentication' | 'signature' | undefined,
): 'expired' | 'missing' | 'locked' | undefined {
  if (isExpired(card)) return 'expired';
  if (needs === undefined || card.facts === undefined) return undefined;
  if (!card.facts.certificates[needs]) return 'missing';
  return card.facts.triesLeft[needs] === 0 ? 'locked' : undefined;
}

function Pins(props: {
  readonly triesLeft: Readonly<Record<CredentialKind, number>>;
  readonly hasSignature: boolean;
}) {
  const t = useText(messages);
  const kinds = (['authentication', 'signature', 'registry', 'text'] as const).filter(
    (kind) => kind !== 'signature' || props.hasSignature,
  );
  return (
    <div>
      <h3 className="wallet-part">{t.wallet.pins}</h3>
      <ul className="wallet-pins">
        {kinds.map((kind) => {
          const left = props.triesLeft[kind];
          return (
            <li key={kind}>
              <span>{t.wallet.pinNames[kind]}</span>
              {left > 1 ? (
                <span className="quiet">{t.wallet.tries(left)}</span>
              ) : (
                <StatusBadge tone={left === 0 ? 'error' : 'warning'}>{t.wallet.tries(left)}</StatusBadge>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
