import type { Failure } from '@mibun/protocol';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Button, Icon, Page, ProgressIndicator } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

type Kind = 'authenticate' | 'sign' | 'counter';

/** The card or the page is busy; nothing to do but wait. */
export function Working(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Page title={props.title}>
      <div role="status">
        <ProgressIndicator label={props.children} />
      </div>
    </Page>
  );
}

/** How long the good news stays before the window closes by itself. */
const READ_MS = 1600;

/** It worked. At a counter the window stays, because people are told something. */
export function Done(props: { readonly kind: Kind; readonly onClose: () => void }) {
  const t = useText(messages);
  const { kind, onClose } = props;
  useEffect(() => {
    if (kind === 'counter') return;
    const timer = setTimeout(onClose, READ_MS);
    return () => clearTimeout(timer);
  }, [kind, onClose]);
  return (
    <Page title={t.done[kind]}>
      <div className="outcome-mark">
        <Icon name="success" />
      </div>
      {kind === 'counter' ? (
        <>
          <p className="strong">{t.done.counterNext}</p>
          <p>{t.done.keepSecret}</p>
        </>
      ) : (
        <p role="status">{t.done.back}</p>
      )}
      <Button variant="outline" wide onClick={onClose}>
        {t.close}
      </Button>
    </Page>
  );
}

/** It did not work: why, and what to do. */
export function Refused(props: {
  readonly failure: Pick<Failure, 'title' | 'next'>;
  /** To the choice of a card. */
  readonly onOtherCard?: (() => void) | undefined;
  /** The way there is to begin again with this card, not to take another. */
  readonly again?: boolean;
  readonly onClose: () => void;
}) {
  const t = useText(messages);
  const language = useLanguage();
  const { title, next } = props.failure;
  return (
    <Page title={title[language]}>
      <div role="alert" className="refusal">
        <p className="strong">{t.failed.next}</p>
        <p>{next[language]}</p>
      </div>
      <div className="ask-actions">
        {props.onOtherCard !== undefined && (
          <Button size="lg" wide onClick={props.onOtherCard}>
            {props.again === true ? t.startAgain : t.otherCard}
          </Button>
        )}
        <Button size="lg" wide variant="outline" onClick={props.onClose}>
          {t.close}
        </Button>
      </div>
      <p className="small quiet">{t.failed.origin}</p>
    </Page>
  );
}
