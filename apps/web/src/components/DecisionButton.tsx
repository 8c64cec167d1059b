import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './Button.tsx';
import { DECIDES, isStray } from './steady-hand.ts';

/** So long nothing can be decided on what has just appeared: nobody has looked at it yet. */
const FIRST_MOMENT_MS = 600;

/** Whether somebody can have looked at this item by now; false for a moment whenever it is another one. */
export function useLookedAt(item: string): boolean {
  const [ready, setReady] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setReady(item), FIRST_MOMENT_MS);
    return () => clearTimeout(timer);
  }, [item]);
  return ready === item;
}

export type DecisionButtonProps = ButtonProps & {
  /** What is decided on, with its version: a press belongs to what was on the screen when the hand came down. */
  readonly item: string;
};

/**
 * A button that decides something about one thing among many. It takes no press in the first moment of a thing, and
 * none of a series that began on something else.
 */
export function DecisionButton({ item, disabled, busy, onClick, ...rest }: DecisionButtonProps) {
  const looked = useLookedAt(item);
  const decides = { [DECIDES]: item };
  return (
    <Button
      {...rest}
      {...decides}
      busy={busy}
      disabled={disabled}
      aria-disabled={!looked || undefined}
      onClick={(event) => {
        if (looked && !isStray()) onClick?.(event);
        else event.preventDefault();
      }}
    />
  );
}
