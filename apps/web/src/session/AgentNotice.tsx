import { useAgentPresence } from '../api/agent-presence.ts';
import { useSystem } from '../api/use-resource.ts';
import { Button, NotificationBanner } from '../components/index.ts';
import { useText } from '../i18n/index.ts';
import { messages } from './messages.ts';

/**
 * Says when the other window of an act is not what this page would have it be: no agent answers, it answers no more, or it
 * is from before this page was loaded anew. Stands wherever a page waits for a card.
 */
export function AgentNotice() {
  const t = useText(messages).presence;
  const { own, earlier } = useAgentPresence();
  const system = useSystem();
  if (own === 'silent') {
    return (
      <NotificationBanner tone="warning" title={t.silent.title} live>
        <p>{t.silent.text}</p>
        <ul>
          <li>{system?.mode === 'production' ? t.silent.start : t.silent.startDemo}</li>
          <li>{t.silent.again}</li>
          {system !== undefined && <li>{t.silent.address(system.agentOrigin)}</li>}
        </ul>
      </NotificationBanner>
    );
  }
  if (own === 'lost') {
    return (
      <NotificationBanner tone="warning" title={t.lost.title} live>
        <p>{t.lost.text}</p>
      </NotificationBanner>
    );
  }
  // At a counter the earlier window goes on with the server; the case itself tells how far it is.
  if (own === undefined && earlier !== undefined && earlier !== 'counter') {
    return (
      <NotificationBanner tone="info" title={t.earlier.title} live>
        <p>{t.earlier.text}</p>
      </NotificationBanner>
    );
  }
  return null;
}

/** What a page shows while its window is open: what to do there, or that there is nothing to be done in it. */
export function AgentWaiting(props: {
  readonly title: string;
  readonly text: string;
  readonly reopen: string;
  /** Opens the window anew; called in the handler of a click. */
  readonly onReopen: () => void;
}) {
  const { own } = useAgentPresence();
  const reopen = (
    <Button variant="outline" onClick={props.onReopen}>
      {props.reopen}
    </Button>
  );
  if (own === 'silent' || own === 'lost') {
    return (
      <div className="stack">
        <AgentNotice />
        <div>{reopen}</div>
      </div>
    );
  }
  return (
    <NotificationBanner tone="info" title={props.title} live actions={reopen}>
      <p>{props.text}</p>
    </NotificationBanner>
  );
}
