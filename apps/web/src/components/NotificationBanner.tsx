import type { ReactNode } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';
import type { Tone } from './StatusBadge.tsx';

export interface NotificationBannerProps {
  readonly tone: Exclude<Tone, 'neutral'>;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links under the text. */
  readonly actions?: ReactNode;
  readonly onClose?: (() => void) | undefined;
  /** Read out as soon as it appears (result of an act); leave out for what was there from the start. */
  readonly live?: boolean | undefined;
}

/** Tells something about the page or the result of an act. */
export function NotificationBanner(props: NotificationBannerProps) {
  const t = useText(common);
  const role = props.live === true ? (props.tone === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div className="notification-banner" data-tone={props.tone} role={role}>
      <Icon name={props.tone} />
      <div className="stack stack-tight">
        <p className="notification-banner-title">
          <span className="visually-hidden">{t.status[props.tone]}: </span>
          {props.title}
        </p>
        {props.children !== undefined && <div>{props.children}</div>}
        {props.actions !== undefined && <div className="cluster">{props.actions}</div>}
      </div>
      {props.onClose !== undefined && (
        <button type="button" className="icon-button" onClick={props.onClose} aria-label={t.action.close}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
