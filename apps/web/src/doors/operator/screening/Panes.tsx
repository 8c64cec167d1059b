import type { ScreeningAnswer } from '@mibun/server/schemas/issuance/applications';
import { Dl, type DlItem, NotificationBanner } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { useLabels } from '../labels.ts';
import { messages } from './messages.ts';

/** What the applicant asked for. */
export function FormPane({ screening }: { readonly screening: ScreeningAnswer }) {
  const t = useText(messages).page;
  const dates = useDates();
  const labels = useLabels();
  const { form, registry } = screening;
  const wanted = (yes: boolean) => (yes ? t.wanted : t.declined);
  return (
    <Dl
      layout="stacked"
      items={[
        {
          term: t.fields.applicationId,
          description: <span className="number">…{form.applicationIdEnd}</span>,
        },
        { term: t.fields.cause, description: labels.cause(form.cause) },
        { term: t.fields.channel, description: labels.channel(form.channel) },
        ...given(t.fields.receivedAt, form.receivedAt && dates.instant(form.receivedAt, { weekday: true })),
        {
          term: t.fields.signature,
          description:
            registry.age < 15 ? (
              <>
                {wanted(form.wantsSignature)}
                <p className="small quiet">{t.under15}</p>
              </>
            ) : (
              wanted(form.wantsSignature)
            ),
        },
        { term: t.fields.authentication, description: wanted(form.wantsAuthentication) },
        ...given(t.fields.contactName, form.contactName),
        ...given(t.fields.contactEmail, form.contactEmail),
        ...given(t.fields.phone, form.phone),
      ]}
    />
  );
}

/** The person as the registry has them: what the card will say. */
export function RegistryPane({ screening }: { readonly screening: ScreeningAnswer }) {
  const t = useText(messages).page;
  const dates = useDates();
  const say = useSay();
  const { registry } = screening;
  // Nationals' dates of birth are printed in the era, foreigners' in the Western calendar (CARD-04).
  const birth = dates.date(registry.birthDate, { era: registry.nationality === 'JPN' });
  return (
    <Dl
      layout="stacked"
      items={[
        { term: t.fields.name, description: <span className="screening-name">{registry.name}</span> },
        { term: t.fields.kana, description: registry.nameKana },
        { term: t.fields.romaji, description: registry.nameRomaji },
        ...given(t.fields.formerSurname, registry.formerSurname),
        ...given(t.fields.commonName, registry.commonName),
        {
          term: t.fields.birthDate,
          description: (
            <>
              {birth} <span className="quiet">({t.age(registry.age)})</span>
            </>
          ),
        },
        { term: t.fields.sex, description: t.sexes[registry.sex] },
        { term: t.fields.address, description: registry.address },
        { term: t.fields.municipality, description: say(registry.municipality) },
        { term: t.fields.nationality, description: registry.nationality },
        ...given(t.fields.residence, registry.residenceStatus),
        ...given(t.fields.stayUntil, registry.stayUntil && dates.date(registry.stayUntil)),
      ]}
    />
  );
}

/** What stands against approving, and what the machine noticed. */
export function Hints({ screening }: { readonly screening: ScreeningAnswer }) {
  const t = useText(messages).page;
  const say = useSay();
  const { bars, hints } = screening;
  return (
    <>
      {bars.length > 0 && (
        <NotificationBanner tone="error" title={t.barsTitle}>
          <ul>
            {bars.map((bar) => (
              <li key={bar.en}>{say(bar)}</li>
            ))}
          </ul>
        </NotificationBanner>
      )}
      {hints.length > 0 ? (
        <NotificationBanner tone="warning" title={t.hintsTitle}>
          <ul>
            {hints.map((hint) => (
              <li key={hint.id}>{say(hint)}</li>
            ))}
          </ul>
        </NotificationBanner>
      ) : (
        <p className="quiet">{t.noHints}</p>
      )}
    </>
  );
}

function given(term: string, description: string | null): readonly DlItem[] {
  return description === null || description === '' ? [] : [{ term, description }];
}
