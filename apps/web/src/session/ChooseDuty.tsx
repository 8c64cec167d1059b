import { ROLES, type Role } from '@mibun/rules';
import type { DutyView } from '@mibun/server/schemas/services/login';
import { call } from '../api/call.ts';
import { setAudience } from '../api/client.ts';
import { useAction } from '../api/use-resource.ts';
import { Button, NotificationBanner, Page, Problem } from '../components/index.ts';
import { useLanguage, useText } from '../i18n/index.ts';
import { messages } from './staff-messages.ts';

interface Held {
  readonly role?: string | undefined;
  readonly officeName?: DutyView['officeName'] | undefined;
}

/** A duty as its holder calls it: the role, and where it is held. Empty for a session without one. */
export function useDutyName(duty: Held | undefined): string {
  const language = useLanguage();
  const { dutyAt } = useText(messages);
  return dutyName(duty, language, dutyAt);
}

function dutyName(
  duty: Held | undefined,
  language: 'ja' | 'en',
  dutyAt: (role: string, office: string) => string,
): string {
  const { role, officeName } = duty ?? {};
  if (role === undefined) return '';
  const name = role in ROLES ? ROLES[role as Role][language] : role;
  return officeName === undefined ? name : dutyAt(name, officeName[language]);
}

/** Somebody with several duties works in one at a time, and says in which before anything is open to them (ROL-01). */
export function ChooseDuty(props: {
  readonly name: string;
  readonly duties: readonly DutyView[];
  /** The roles that this door is for; their duties come first. */
  readonly roles: readonly Role[];
  readonly onChosen: () => void;
}) {
  const t = useText(messages);
  const language = useLanguage();
  const choose = useAction(async (dutyId: string) => {
    await call('POST /api/session/duty', { body: { dutyId } });
    // The duty has a session of its own; this window goes over into it.
    setAudience('staff');
    props.onChosen();
  });
  const opens = ({ role }: DutyView) => props.roles.some((one) => one === role);
  const duties = props.duties.toSorted((a, b) => Number(opens(b)) - Number(opens(a)));
  return (
    <Page title={t.chooseTitle} lead={t.chooseLead(props.name)}>
      {choose.problem !== undefined && <Problem problem={choose.problem} />}
      {!duties.some(opens) && <NotificationBanner tone="info" title={t.noneOpens} />}
      <ul className="stack plain-list">
        {duties.map((duty) => (
          <li key={duty.dutyId}>
            <Button
              size="lg"
              variant={opens(duty) ? 'solid' : 'outline'}
              busy={choose.busy}
              onClick={() => void choose.run(duty.dutyId)}
            >
              {dutyName(duty, language, t.dutyAt)}
            </Button>
          </li>
        ))}
      </ul>
      <p className="quiet">{t.chooseOther}</p>
    </Page>
  );
}
