import { ButtonLink } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { startMessages } from '../pages/start/messages.ts';

/** The way out where there is an application already. */
export function StatusLink() {
  const t = useText(startMessages).landing;
  return (
    <ButtonLink to="/status" variant="outline" size="lg">
      {t.status}
    </ButtonLink>
  );
}
