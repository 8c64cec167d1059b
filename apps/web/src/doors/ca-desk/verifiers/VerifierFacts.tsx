import type { RegistrationView } from '@mibun/server/schemas/authority/verifiers';
import { CopyableNumber, Dl, type DlItem } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { verifierMessages } from './messages.ts';

/** What a registration says; `more` comes first. */
export function VerifierFacts(props: {
  readonly registration: RegistrationView;
  readonly more?: readonly DlItem[];
}) {
  const t = useText(verifierMessages);
  const dates = useDates();
  const language = useLanguage();
  const { registration, more = [] } = props;
  const { verifierId, decision, validFrom, validUntil, services, credentials } = registration;
  return (
    <Dl
      items={[
        ...more,
        { term: t.id, description: <span className="number">{verifierId}</span> },
        { term: t.decision, description: <span lang="ja">{decision}</span> },
        { term: t.validity, description: t.range(dates.date(validFrom), dates.date(validUntil)) },
        {
          term: t.rate,
          description: t.rateOf(formatCount(registration.ratePerSecond, language), registration.nonces),
        },
        {
          term: t.services,
          description:
            services.length === 0
              ? t.noServices
              : services.map(({ name }) => name[language]).join(language === 'ja' ? '、' : ', '),
        },
        ...credentials.map((credential) => {
          const [kind = '', hash = ''] = credential.split(':');
          const label = kind === 'cert' ? t.credential.cert : t.credential.key;
          return { term: label, description: <CopyableNumber label={label} value={hash} /> };
        }),
      ]}
    />
  );
}
