import { common, useText } from '../i18n/index.ts';
import { ButtonLink } from './ButtonLink.tsx';
import { Page } from './Page.tsx';

/** For addresses below a door that mean nothing. */
export function NotFound() {
  const t = useText(common);
  return (
    <Page title={t.layout.notFoundTitle}>
      <p>{t.layout.notFoundText}</p>
      <div>
        <ButtonLink to="/">{t.layout.notFoundBack}</ButtonLink>
      </div>
    </Page>
  );
}
