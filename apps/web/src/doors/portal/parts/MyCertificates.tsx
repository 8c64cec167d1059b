import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import { Dl, StatusBadge } from '../../../components/index.ts';
import { dateInJapan, useDates, useText } from '../../../i18n/index.ts';
import { homeMessages } from '../home-messages.ts';
import { saysItsEnd, TONES } from '../standings.ts';

/** Both certificates with how they stand and how long. */
export function MyCertificates({ certificates }: Pick<MeAnswer, 'certificates'>) {
  const { certificate: t, home } = useText(homeMessages);
  const dates = useDates();
  return (
    <Dl
      items={certificates.map(({ kind, standing, since, expiresOn }) => ({
        term: t[kind],
        description: (
          <span className="cluster cluster-tight">
            <StatusBadge tone={TONES[standing]}>{t.standings[standing]}</StatusBadge>
            {saysItsEnd(standing) && expiresOn && <span>{home.validThrough(dates.date(expiresOn))}</span>}
            {since && <span>{t.since(dates.date(dateInJapan(since)))}</span>}
          </span>
        ),
      }))}
    />
  );
}
