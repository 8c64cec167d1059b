import type { OcspView } from '@mibun/server/schemas/authority/ca-desk';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { useWidth } from '../use-width.ts';

const HEIGHT = 96;
const AXIS = 24;
const LEFT = 44;
const MINUTES = 60;

/** Status questions of the last hour, and how the answers of this process came about. */
export function TrafficChart({ ocsp, at }: { readonly ocsp: OcspView; readonly at: string }) {
  const t = useText(messages).traffic;
  const dates = useDates();
  const language = useLanguage();
  const [box, width] = useWidth<HTMLDivElement>(640);
  const count = (n: number) => formatCount(n, language);
  const minutes = lastHour(ocsp, at);
  const most = Math.max(1, ...minutes.map(({ answers }) => answers));
  const step = (width - LEFT) / MINUTES;
  const share = ocsp.answers === 0 ? 0 : Math.round((ocsp.cached / ocsp.answers) * 100);
  const summary = t.summary(count(minutes.reduce((sum, { answers }) => sum + answers, 0)), count(most));
  return (
    <div ref={box} className="ca-chart">
      <svg width={width} height={HEIGHT + AXIS} role="img" aria-label={summary}>
        <text x={LEFT - 6} y={14} textAnchor="end" className="ca-axis">
          {count(most)}
        </text>
        <text x={LEFT - 6} y={HEIGHT + 4} textAnchor="end" className="ca-axis">
          0
        </text>
        {minutes.map(({ minute, answers }, index) => (
          <rect
            key={minute}
            x={LEFT + index * step + 1}
            y={HEIGHT - (answers / most) * (HEIGHT - 8)}
            width={Math.max(1, step - 2)}
            height={(answers / most) * (HEIGHT - 8)}
            className="ca-full"
          >
            <title>{`${dates.time(minute)} ${count(answers)}`}</title>
          </rect>
        ))}
        {[0, 20, 40].map((index) => (
          <text key={index} x={LEFT + index * step} y={HEIGHT + 18} className="ca-axis">
            {dates.time(minutes[index]?.minute ?? at)}
          </text>
        ))}
        <line x1={LEFT} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="ca-line" />
      </svg>
      <p className="quiet small">{summary}</p>
      <p className="small">
        {t.since(
          dates.instant(ocsp.sinceStart),
          count(ocsp.answers),
          share,
          count(ocsp.live),
          count(ocsp.refused),
        )}
      </p>
    </div>
  );
}

/** Every minute of the last hour, also those without a question. */
function lastHour({ perMinute }: OcspView, at: string): OcspView['perMinute'] {
  const known = new Map(
    perMinute.map(({ minute, answers }) => [Math.floor(Date.parse(minute) / 60_000), answers]),
  );
  const now = Math.floor(Date.parse(at) / 60_000);
  return Array.from({ length: MINUTES }, (_, index) => {
    const minute = now - MINUTES + 1 + index;
    return { minute: new Date(minute * 60_000).toISOString(), answers: known.get(minute) ?? 0 };
  });
}
