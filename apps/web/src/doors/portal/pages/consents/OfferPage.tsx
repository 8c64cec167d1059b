import type { AttributeItemName, BegunAnswer, OfferView } from '@mibun/server/schemas/services/linking';
import { useCallback, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { call } from '../../../../api/call.ts';
import { useAction } from '../../../../api/use-resource.ts';
import {
  Button,
  ButtonLink,
  CheckboxGroup,
  Loading,
  NotificationBanner,
  Page,
  Problem,
} from '../../../../components/index.ts';
import { bilingual, useLanguage, useText } from '../../../../i18n/index.ts';
import { useResidentResource } from '../../resident.tsx';
import { Done } from './Done.tsx';
import { messages } from './messages.ts';
import { SignText } from './SignText.tsx';

/** A company asks for consent: the screen of LAT-03, then the signature, then what follows. */
export function OfferPage() {
  const { code = '' } = useParams();
  const { list: t } = useText(messages);
  const { data, problem } = useResidentResource('GET /api/portal/consent-offers/:code', { params: { code } });
  if (data) return <Offer offer={data} code={code} />;
  if (!problem) return <Loading />;
  return (
    <Page title={t.title}>
      <Problem problem={problem} />
      <div>
        <ButtonLink variant="outline" to="/consents">
          {t.enter}
        </ButtonLink>
      </div>
    </Page>
  );
}

function Offer({ offer, code }: { readonly offer: OfferView; readonly code: string }) {
  const { sign: t, done } = useText(messages);
  const language = useLanguage();
  const [begun, setBegun] = useState<BegunAnswer>();
  const [signed, setSigned] = useState(false);
  const onDone = useCallback(() => setSigned(true), []);
  const service = offer.service[language];
  if (signed) return <Done title={done.gave(service)} next={done.gaveNext} />;
  if (begun) {
    return (
      <SignText
        title={t.giveTitle}
        begun={begun}
        name={t.giveName(service)}
        purpose={bilingual(messages.sign.givePurpose)}
        onDone={onDone}
        onCancel={() => setBegun(undefined)}
      />
    );
  }
  return <Screen offer={offer} code={code} onBegun={setBegun} />;
}

function Screen(props: {
  readonly offer: OfferView;
  readonly code: string;
  readonly onBegun: (begun: BegunAnswer) => void;
}) {
  const { offer: t, items: names } = useText(messages);
  const { offer, code, onBegun } = props;
  const language = useLanguage();
  const navigate = useNavigate();
  const [items, setItems] = useState<readonly AttributeItemName[]>(offer.items);
  const [missing, setMissing] = useState(false);
  const { run, busy, problem } = useAction(async () => {
    onBegun(
      await call('POST /api/portal/consent-offers/:code/ceremony', {
        params: { code },
        body: { language, items: [...items] },
      }),
    );
  });
  function agree(): void {
    setMissing(items.length === 0);
    if (items.length > 0) void run();
  }
  return (
    <Page
      title={offer.title[language]}
      caption={t.caption(offer.service[language])}
      lead={offer.gist[language]}
    >
      {offer.replaces && <NotificationBanner tone="info" title={t.replaces} />}
      <CheckboxGroup
        name="items"
        label={t.itemsLabel}
        support={t.itemsSupport}
        options={offer.items.map((item) => ({ value: item, label: names[item] }))}
        values={items}
        onValues={setItems}
        {...(missing && { error: t.itemsMissing })}
      />
      <section className="stack">
        <h2>{t.explained}</h2>
        <ol className="consent-explanations">
          {offer.explanations.map(({ id, heading, text }) => (
            <li key={id}>
              <h3 className="heading-small">{heading[language]}</h3>
              <p>{text[language]}</p>
            </li>
          ))}
        </ol>
      </section>
      {problem && <Problem problem={problem} />}
      <p>
        <strong>{t.free}</strong>
      </p>
      <div className="cluster">
        <Button size="lg" busy={busy} onClick={agree}>
          {t.agree}
        </Button>
        {/* The same size as its neighbour: refusing is as easy as agreeing (LAT-03). */}
        <Button size="lg" variant="outline" onClick={() => navigate('/consents')}>
          {t.refuse}
        </Button>
      </div>
    </Page>
  );
}
