import type { DraftAnswer } from '@mibun/server/schemas/issuance/applications';
import { createContext, useContext } from 'react';
import { Outlet } from 'react-router';
import { useResource } from '../../../../api/use-resource.ts';
import { ButtonLink, Loading, Page, Problem } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { continueMessages } from './messages.ts';

/** What the pages behind the personal link share. */
export interface OpenDraft {
  readonly server: DraftAnswer;
  readonly token: string;
  /** Looks again what the server has. */
  readonly reload: () => void;
}

const OpenDraftContext = createContext<OpenDraft | null>(null);

/** The draft that the personal link has opened; for pages below {@link DraftLayout}. */
export function useOpenDraft(): OpenDraft {
  const open = useContext(OpenDraftContext);
  if (open === null) throw new Error('this page needs an open draft around it');
  return open;
}

/** Opens the draft of the personal link, or says why it cannot be opened. */
export function DraftLayout() {
  const t = useText(continueMessages);
  const { token, sent } = useDraft();
  const resource = useResource(
    'GET /api/applications/draft',
    token === '' || sent !== null ? null : { token },
  );
  if (sent !== null) return <AlreadySent />;
  if (token === '') {
    return (
      <Page title={t.noLink.title}>
        <p>{t.noLink.text}</p>
        <div>
          <ButtonLink to="/">{t.noLink.again}</ButtonLink>
        </div>
      </Page>
    );
  }
  if (resource.problem !== undefined) {
    return (
      <Page title={t.noLink.title}>
        <Problem
          problem={resource.problem}
          onRetry={resource.problem.status === 410 ? undefined : resource.reload}
        />
        <div>
          <ButtonLink to="/">{t.expired}</ButtonLink>
        </div>
      </Page>
    );
  }
  if (resource.data === undefined) return <Loading />;
  if (resource.data.state !== 'DRAFT') return <AlreadySent />;
  return (
    <OpenDraftContext value={{ server: resource.data, token, reload: resource.reload }}>
      <Outlet />
    </OpenDraftContext>
  );
}

function AlreadySent() {
  const t = useText(continueMessages).already;
  return (
    <Page title={t.title} lead={t.text}>
      <div>
        <ButtonLink to="/status">{t.status}</ButtonLink>
      </div>
    </Page>
  );
}
