import type { ServiceLoginAnswer, ServiceLoginView } from '@mibun/server/schemas/services/login';
import { useState } from 'react';
import { useParams } from 'react-router';
import { call } from '../../../api/call.ts';
import { useAction, useResource } from '../../../api/use-resource.ts';
import {
  Button,
  CheckboxGroup,
  Loading,
  NotificationBanner,
  Page,
  Problem,
} from '../../../components/index.ts';
import { textIn, useLanguage, useText } from '../../../i18n/index.ts';
import { CardLoginPanel } from '../../../session/CardLoginPanel.tsx';
import { useCardLogin } from '../../../session/use-card-login.ts';
import { serviceMessages } from '../service-messages.ts';

type Attribute = ServiceLoginView['attributes'][number];

/** Another company asks who somebody is: what it gets, what it never gets, and the card (USE-10, USE-11). */
export function ServiceLoginPage() {
  const { uid = '' } = useParams();
  const { service: t } = useText(serviceMessages);
  const asked = useResource('GET /api/service-login/:uid/request', { params: { uid } });
  if (asked.data) return <Consent uid={uid} asked={asked.data} />;
  if (asked.problem) {
    return (
      <Page title={t.title}>
        <Problem problem={asked.problem} />
      </Page>
    );
  }
  return <Loading />;
}

function Consent({ uid, asked }: { readonly uid: string; readonly asked: ServiceLoginView }) {
  const { service: t } = useText(serviceMessages);
  const language = useLanguage();
  const [chosen, setChosen] = useState<readonly Attribute[]>(asked.attributes);
  const [leaving, setLeaving] = useState(false);
  const name = asked.service.name[language];

  function goTo({ returnTo }: ServiceLoginAnswer): void {
    setLeaving(true);
    window.location.assign(returnTo);
  }
  const decline = useAction(async () =>
    goTo(await call('POST /api/service-login/:uid/decline', { params: { uid } })),
  );
  const login = useCardLogin<ServiceLoginAnswer>({
    // What was agreed to is inside what the card signs: another choice is another challenge.
    key: chosen.join(' '),
    challenge: () =>
      call('POST /api/service-login/:uid/challenge', {
        params: { uid },
        body: {
          attributes: asked.attributes.filter((attribute) => chosen.includes(attribute)),
        },
      }),
    finish: (proof) => call('POST /api/service-login/:uid/approve', { params: { uid }, body: proof }),
    onDone: goTo,
    purpose: {
      ja: textIn(serviceMessages, 'ja').service.purpose(asked.service.name.ja),
      en: textIn(serviceMessages, 'en').service.purpose(asked.service.name.en),
    },
  });

  return (
    <Page title={t.wants(name)}>
      <p>
        {t.host}: <strong>{asked.service.host}</strong>
      </p>
      <section className="stack stack-tight">
        <h2>{t.gets}</h2>
        <p>
          <strong>{t.pairwise}</strong>
          <br />
          {t.pairwiseText}
        </p>
        {asked.attributes.length > 0 && (
          <CheckboxGroup
            name="attributes"
            label={t.agree}
            support={t.agreeText}
            options={asked.attributes.map((attribute) => ({
              value: attribute,
              label: t.attributes[attribute],
            }))}
            values={chosen}
            onValues={setChosen}
          />
        )}
      </section>
      <section className="stack stack-tight">
        <h2>{t.never}</h2>
        <p>{t.neverText}</p>
      </section>
      {leaving ? (
        <NotificationBanner tone="success" title={t.leaving(name)} live />
      ) : (
        <CardLoginPanel
          login={login}
          label={chosen.length > 0 ? t.buttonWith : t.button}
          other={
            <Button variant="outline" size="lg" busy={decline.busy} onClick={decline.run}>
              {t.decline}
            </Button>
          }
        />
      )}
      {decline.problem && <Problem problem={decline.problem} />}
    </Page>
  );
}
