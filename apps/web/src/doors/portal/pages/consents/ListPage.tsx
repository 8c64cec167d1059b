import type { ConsentView } from '@mibun/server/schemas/services/linking';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSystem } from '../../../../api/use-resource.ts';
import {
  Button,
  ButtonLink,
  Dl,
  ErrorSummary,
  Input,
  Loading,
  Page,
  Problem,
  StatusBadge,
} from '../../../../components/index.ts';
import { useDates, useLanguage, useSay, useText } from '../../../../i18n/index.ts';
import { useResidentResource } from '../../resident.tsx';
import { DEMO_OFFER } from './demo-offer.ts';
import { messages } from './messages.ts';

/** Every consent of the person, what was supplied by it, and the way to a new one (LAT-04, LAT-05). */
export function ListPage() {
  const { list: t } = useText(messages);
  const { data, problem, reload } = useResidentResource('GET /api/portal/consents');
  if (problem) return <Problem problem={problem} onRetry={reload} />;
  if (!data) return <Loading />;
  const given = data.consents.filter(({ state }) => state === 'GIVEN');
  const past = data.consents.filter(({ state }) => state !== 'GIVEN');
  return (
    <Page title={t.title} lead={t.lead}>
      {data.consents.length === 0 && <p>{t.empty}</p>}
      {given.length > 0 && <Consents title={t.now} consents={given} />}
      <EnterCode />
      {past.length > 0 && <Consents title={t.past} consents={past} />}
    </Page>
  );
}

function Consents(props: { readonly title: string; readonly consents: readonly ConsentView[] }) {
  return (
    <section className="stack">
      <h2>{props.title}</h2>
      <ul className="consent-list">
        {props.consents.map((consent) => (
          <Consent key={consent.consentId} consent={consent} />
        ))}
      </ul>
    </section>
  );
}

function Consent({ consent }: { readonly consent: ConsentView }) {
  const { view: t, items: names } = useText(messages);
  const dates = useDates();
  const language = useLanguage();
  const say = useSay();
  const { consentId, service, verifier, items, state, stateLabel, givenAt, from, until, endedAt } = consent;
  const listed = (chosen: ConsentView['items']) =>
    chosen.map((item) => names[item]).join(language === 'ja' ? '、' : ', ');
  return (
    <li className="stack stack-tight">
      <div className="consent-head">
        <h3>{service[language]}</h3>
        <StatusBadge tone={state === 'GIVEN' ? 'success' : 'neutral'}>{say(stateLabel)}</StatusBadge>
      </div>
      <Dl
        items={[
          { term: t.items, description: listed(items) },
          { term: t.period, description: t.periodText(dates.instant(from), dates.instant(until)) },
          { term: t.given, description: dates.instant(givenAt) },
          ...(endedAt ? [{ term: t.ended, description: dates.instant(endedAt) }] : []),
          { term: t.verifier, description: verifier[language] },
          {
            term: t.supplied,
            description:
              consent.supplies.length === 0 ? (
                t.none
              ) : (
                <ul className="portal-list">
                  {consent.supplies.map(({ at, items: supplied }) => (
                    <li key={at}>{t.suppliedAt(dates.instant(at), listed(supplied))}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {consent.mayWithdraw && (
        <div>
          <ButtonLink variant="outline" to={`/consents/${consentId}/withdraw`}>
            {t.withdraw}
          </ButtonLink>
        </div>
      )}
    </li>
  );
}

function EnterCode() {
  const { list: t } = useText(messages);
  const navigate = useNavigate();
  const demo = useSystem()?.mode === 'demo';
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const plain = code.replaceAll(/[^0-9A-Za-z０-９Ａ-Ｚａ-ｚ]/g, '');
  return (
    <section className="stack portal-apart">
      <h2>{t.enter}</h2>
      <p>{t.enterLead}</p>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (plain.length === 12) void navigate(`/consents/offer/${encodeURIComponent(plain)}`);
          else setMissing(true);
        }}
      >
        <ErrorSummary errors={missing ? [{ field: 'code', message: t.missing }] : []} />
        <Input
          name="code"
          label={t.code}
          value={code}
          onValue={setCode}
          width="md"
          code
          {...(missing && { error: t.missing })}
        />
        <div>
          <Button type="submit">{t.open}</Button>
        </div>
      </form>
      {demo && (
        <p className="portal-demo">
          <Link to={`/consents/offer/${DEMO_OFFER}`}>{t.demo}</Link>
        </p>
      )}
    </section>
  );
}
