import { useNavigate } from 'react-router';
import { DoorLayout } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { messages } from './messages.ts';
import { useResidentSession } from './resident.tsx';
import { serviceMessages } from './service-messages.ts';

/** Residents may read easy Japanese; services' texts come in the two languages alone. */
const LANGUAGES = ['ja', 'easy', 'en'] as const;

/** Around every page of the portal. The menu is there for those who are logged in. */
export function PortalFrame() {
  const t = useText(messages);
  const { session, logOut } = useResidentSession();
  const navigate = useNavigate();
  if (!session) return <DoorLayout door="portal" languages={LANGUAGES} />;
  return (
    <DoorLayout
      door="portal"
      languages={LANGUAGES}
      signedIn={{
        name: session.name,
        onSignOut: () => {
          logOut().then(
            () => navigate('/login'),
            () => undefined,
          );
        },
      }}
      navigation={[
        { to: '/', label: t.nav.home },
        { to: '/log', label: t.nav.log },
        { to: '/sign', label: t.nav.sign },
        { to: '/consents', label: t.nav.consents },
        { to: '/lost', label: t.nav.lost },
      ]}
    />
  );
}

/** Around the log-in to another company's service. */
export function ServiceFrame() {
  return <DoorLayout door="portal" name={useText(serviceMessages).service.title} />;
}
