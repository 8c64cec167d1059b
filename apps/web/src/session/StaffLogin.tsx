import { ROLES, type Role } from '@mibun/rules';
import type { Proof, SessionAnswer } from '@mibun/server/schemas/services/login';
import { useLocation } from 'react-router';
import { call } from '../api/call.ts';
import { useSystem } from '../api/use-resource.ts';
import { Dl, NotificationBanner, Page } from '../components/index.ts';
import { castFor } from '../guide/demo-cast.ts';
import { sceneIn } from '../guide/scenes.ts';
import { bilingual, textIn, useLanguage, useText } from '../i18n/index.ts';
import { CardLoginPanel } from './CardLoginPanel.tsx';
import { messages } from './staff-messages.ts';
import { useCardLogin } from './use-card-login.ts';

export interface StaffLoginProps {
  /** The roles that this door is for. */
  readonly roles: readonly Role[];
  /** The session that was here has ended. */
  readonly ended?: boolean | undefined;
  readonly onLoggedIn: () => void;
}

/** The log-in page of every door for staff (ROL-02). */
export function StaffLogin({ roles, ended, onLoggedIn }: StaffLoginProps) {
  const t = useText(messages);
  const system = useSystem();
  const { pathname, search } = useLocation();
  const demoCast = system?.mode === 'demo' ? castFor(roles, pathname, sceneIn(search)) : undefined;
  const language = useLanguage() === 'en' ? 'en' : 'ja';
  const login = useCardLogin<SessionAnswer>({
    challenge: () => call('POST /api/login/challenge', { body: { audience: 'staff' } }),
    finish: (proof: Proof) => call('POST /api/login', { body: { audience: 'staff', ...proof } }),
    onDone: onLoggedIn,
    purpose: bilingual(messages.purpose),
    wanted: {
      ja: demoCast?.name.ja ?? roles.map((role) => ROLES[role].ja).join(textIn(messages, 'ja').or),
      en: demoCast?.name.en ?? roles.map((role) => ROLES[role].en).join(textIn(messages, 'en').or),
    },
    roles,
  });
  return (
    <Page title={t.title} lead={t.lead}>
      {ended === true && login.problem === undefined && (
        <NotificationBanner tone="warning" title={t.ended}>
          <p>{t.endedText}</p>
        </NotificationBanner>
      )}
      {demoCast !== undefined && (
        <NotificationBanner tone="info" title={t.youAre(demoCast.name[language], demoCast.post[language])}>
          <p>{t.youAreText(demoCast.name[language])}</p>
        </NotificationBanner>
      )}
      <CardLoginPanel login={login} label={t.button} />
      <Dl
        items={[
          { term: t.rolesTitle, description: t.rolesText(useRoleNames(roles)) },
          { term: t.recordTitle, description: t.recordText },
          ...(system?.mode === 'demo' ? [{ term: t.demoTitle, description: t.demoText }] : []),
        ]}
      />
    </Page>
  );
}

/** Roles in the reader's language, as one text. */
export function useRoleNames(roles: readonly string[]): string {
  const language = useLanguage();
  const { and } = useText(messages);
  return roles.map((role) => (role in ROLES ? ROLES[role as Role][language] : role)).join(and);
}
