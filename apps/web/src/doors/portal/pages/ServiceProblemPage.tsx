import { useSearchParams } from 'react-router';
import { Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { serviceMessages } from '../service-messages.ts';

/** The OpenID Provider could not even send the browser back to the service. */
export function ServiceProblemPage() {
  const { serviceProblem: t } = useText(serviceMessages);
  const [search] = useSearchParams();
  const code = (search.get('code') ?? '').replaceAll(/[^\w-]/g, '').slice(0, 60);
  return (
    <Page title={t.title} lead={t.lead}>
      <p>{t.next}</p>
      {code !== '' && (
        <p>
          <code>{code}</code>
        </p>
      )}
    </Page>
  );
}
