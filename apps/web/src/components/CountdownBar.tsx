import { useEffect, useRef, useState } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { formatDuration } from './duration.ts';

export interface CountdownBarProps {
  readonly seconds: number;
  /** Called once when the time is over. */
  readonly onEnd: () => void;
  /** Offers more time: the bar starts anew (WCAG 2.2.1). */
  readonly onExtend?: (() => void) | undefined;
  /** Stands still while something is under way. */
  readonly paused?: boolean | undefined;
}

/** Time that runs out, as a shrinking bar. Changing `seconds` or a new `key` starts it anew. */
export function CountdownBar(props: CountdownBarProps) {
  const t = useText(common);
  const [left, setLeft] = useState(props.seconds);
  const end = useRef(props.onEnd);
  end.current = props.onEnd;
  useEffect(() => setLeft(props.seconds), [props.seconds]);
  useEffect(() => {
    if (props.paused === true || left <= 0) return;
    const timer = setTimeout(() => {
      setLeft(left - 1);
      if (left - 1 <= 0) end.current();
    }, 1000);
    return () => clearTimeout(timer);
  }, [left, props.paused]);
  const share = props.seconds > 0 ? left / props.seconds : 0;
  // Read out only at moments that matter, not every second.
  const spoken = left === 0 || left === 10 || left === 30 || left === 60;
  const words = left === 0 ? t.countdown.ended : t.countdown.left(formatDuration(left, t.duration));
  return (
    <div className="countdown" data-late={share <= 0.25 ? '' : undefined}>
      <div className="countdown-track" aria-hidden="true">
        <div className="countdown-bar" style={{ transform: `scaleX(${share})` }} />
      </div>
      <div className="countdown-text">
        <span>{words}</span>
        {props.onExtend !== undefined && (
          <Button
            variant="text"
            size="sm"
            onClick={() => {
              setLeft(props.seconds);
              props.onExtend?.();
            }}
          >
            {t.countdown.more}
          </Button>
        )}
      </div>
      <span className="visually-hidden" role="status">
        {spoken && words}
      </span>
    </div>
  );
}
