import type { ReactNode } from 'react';
import { common, useText } from '../i18n/index.ts';

export interface EmergencyBannerProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** When it was written, as the page shows it. */
  readonly issued?: string | undefined;
  readonly link?: { readonly href: string; readonly label: string } | undefined;
}

/** Something everybody must know now (a disaster, a service that stands still), on top of every page. */
export function EmergencyBanner(props: EmergencyBannerProps) {
  const t = useText(common);
  return (
    <section className="emergency-banner" aria-label={t.emergency}>
      <p className="emergency-banner-title">{props.title}</p>
      {props.issued !== undefined && <p className="small">{props.issued}</p>}
      {props.children !== undefined && <div>{props.children}</div>}
      {props.link !== undefined && (
        <a className="button" data-variant="danger" data-size="lg" href={props.link.href}>
          <span>{props.link.label}</span>
        </a>
      )}
    </section>
  );
}
