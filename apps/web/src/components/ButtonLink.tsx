import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ButtonLook } from './Button.tsx';
import { Icon } from './Icon.tsx';

export type ButtonLinkProps = ButtonLook & {
  readonly children: ReactNode;
} & (
    | { /** A page of this door. */ readonly to: string; readonly href?: undefined }
    | { /** Another door or site. */ readonly href: string; readonly to?: undefined }
  );

/** A link that looks like a button: goes somewhere. */
export function ButtonLink({ variant, size, icon, iconSide, wide, to, href, children }: ButtonLinkProps) {
  const look = {
    className: 'button',
    'data-variant': variant ?? 'solid',
    'data-size': size ?? 'md',
    'data-icon-side': iconSide ?? 'start',
    'data-wide': wide === true ? '' : undefined,
  };
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  return to !== undefined ? (
    <Link to={to} {...look}>
      {content}
    </Link>
  ) : (
    <a href={href} {...look}>
      {content}
    </a>
  );
}
