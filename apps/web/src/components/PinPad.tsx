import { useId, useState } from 'react';
import { common, toHalfWidth, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { NotificationBanner } from './NotificationBanner.tsx';

export interface PinPadProps {
  /** Which PIN it is, in words. */
  readonly label: string;
  /** `digits`: four digits with a pad; `mixed`: 6 to 16 capital letters and digits. */
  readonly kind: 'digits' | 'mixed';
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly onSubmit: () => void;
  /** Shown before typing; the last one warns; 0 locks the pad. */
  readonly triesLeft?: number | undefined;
  readonly error?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly submitLabel?: string | undefined;
}

/** Where a PIN is typed: only in the agent and on the resident's screen at the counter (UX.md). */
export function PinPad(props: PinPadProps) {
  const t = useText(common);
  const id = useId();
  const [visible, setVisible] = useState(false);
  const { kind, value, onValue, triesLeft } = props;
  const locked = triesLeft === 0;
  const max = kind === 'digits' ? 4 : 16;
  const complete = kind === 'digits' ? value.length === 4 : value.length >= 6;

  function change(typed: string): void {
    const ascii = toHalfWidth(typed);
    onValue(
      (kind === 'digits'
        ? ascii.replaceAll(/\D/g, '')
        : ascii.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
      ).slice(0, max),
    );
  }

  return (
    <form
      className="pin-pad"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && !locked && props.busy !== true) props.onSubmit();
      }}
    >
      {locked ? (
        <NotificationBanner tone="error" title={t.pin.locked} />
      ) : triesLeft === 1 ? (
        <NotificationBanner tone="warning" title={t.pin.lastTry} />
      ) : (
        triesLeft !== undefined && <p className="pin-tries">{t.pin.tries(triesLeft)}</p>
      )}
      {props.error !== undefined && <NotificationBanner tone="error" title={props.error} live />}
      <label className="pin-label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="control pin-input"
        data-kind={kind}
        type={visible ? 'text' : 'password'}
        inputMode={kind === 'digits' ? 'numeric' : 'text'}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the window exists for this one field
        autoFocus
        value={value}
        disabled={locked || props.busy === true}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {kind === 'digits' && (
        <div className="pin-keys">
          {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
            <button type="button" key={digit} disabled={locked} onClick={() => change(value + digit)}>
              {digit}
            </button>
          ))}
          <button type="button" disabled={locked} onClick={() => onValue('')}>
            {t.action.clear}
          </button>
          <button type="button" disabled={locked} onClick={() => change(`${value}0`)}>
            0
          </button>
          <button
            type="button"
            disabled={locked}
            aria-label={t.pin.delete}
            onClick={() => onValue(value.slice(0, -1))}
          >
            <Icon name="delete" />
          </button>
        </div>
      )}
      <label className="pin-visible">
        <input
          type="checkbox"
          checked={visible}
          onChange={(event) => setVisible(event.currentTarget.checked)}
        />
        {t.pin.showPin}
      </label>
      <Button type="submit" size="lg" wide busy={props.busy} disabled={!complete || locked}>
        {props.submitLabel ?? t.pin.enter}
      </Button>
    </form>
  );
}
