import type { CeremonyAnswer } from '@mibun/server/schemas/services/signing';

import { ButtonLink, Icon, Loading, Page, Problem } from '../../../../components/index.ts';
import { dateInJapan, useDates, useText } from '../../../../i18n/index.ts';
import { useResidentResource } from '../../resident.tsx';
import { messages } from './messages.ts';

/** What the person has signed, newest first. */
export function ListPage() {
  const t = useText(messages);
  const list = useResidentResource('GET /api/signing');
  if (list.problem) return <Problem problem={list.problem} onRetry={list.reload} />;
  if (!list.data) return <Loading />;
  const { documents } = list.data;
  return (
    <Page title={t.list.title} lead={t.list.lead}>
      {documents.length === 0 ? (
        <p>{t.list.empty}</p>
      ) : (
        <ul className="signed-list">
          {documents.map((document) => (
            <SignedDocument key={document.ceremonyId} document={document} />
          ))}
        </ul>
      )}
      <div>
        <ButtonLink variant={documents.length === 0 ? 'solid' : 'outline'} to="/sign">
          {t.list.sign}
        </ButtonLink>
      </div>
    </Page>
  );
}

function SignedDocument({ document }: { readonly document: CeremonyAnswer }) {
  const t = useText(messages);
  const dates = useDates();
  const { name, signedAt, documentUrl, expiresAt } = document;
  return (
    <li>
      <Icon name="file" />
      <div className="signed-list-text">
        <p className="strong">{name}</p>
        {signedAt && <p className="quiet small">{t.list.signedAt(dates.instant(signedAt))}</p>}
      </div>
      {documentUrl ? (
        <div className="signed-list-get">
          <a href={documentUrl} aria-label={t.list.downloadOf(name)}>
            {t.list.download}
          </a>
          <span className="quiet small">{t.list.until(dates.date(dateInJapan(expiresAt)))}</span>
        </div>
      ) : (
        <p className="quiet small signed-list-get">{t.list.gone}</p>
      )}
    </li>
  );
}
