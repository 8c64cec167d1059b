import type { ComponentProps } from 'react';
import { common, useText } from '../i18n/index.ts';
import type { IconName } from './Icon.tsx';
import { Icon } from './Icon.tsx';
import { Spinner } from './Spinner.tsx';

/** How a button looks; `danger` is for acts that cannot be undone easily. */
export interface ButtonLook {
  readonly variant?: 'solid' | 'outline' | 'text' | 'danger' | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  readonly icon?: IconName | undefined;
  readonly iconSide?: 'start' | 'end' | undefined;
  /** Takes the full width of its place. */
  readonly wide?: boolean | undefined;
}

export type ButtonProps = ButtonLook &
  Omit<ComponentProps<'button'>, 'className'> & {
    /** The act is under way: shows a spinner, keeps the focus and ignores clicks. */
    readonly busy?: boolean | undefined;
  };

/** Does something on this page. For going somewhere use {@link ButtonLink}. */
export function Button({
  variant,
  size,
  icon,
  iconSide,
  wide,
  busy,
  children,
  onClick,
  type,
  ...rest
}: ButtonProps) {
  const t = useText(common);
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className="button"
      data-variant={variant ?? 'solid'}
      data-size={size ?? 'md'}
      data-icon-side={iconSide ?? 'start'}
      data-wide={wide === true ? '' : undefined}
      aria-disabled={busy === true ? true : rest['aria-disabled']}
      aria-busy={busy === true ? true : undefined}
      onClick={(event) => {
        // aria-disabled keeps the focus where it is, so the click has to be stopped by hand.
        if (busy === true) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy === true ? <Spinner size="sm" /> : icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
      {busy === true && <span className="visually-hidden">{t.working}</span>}
    </button>
  );
}
