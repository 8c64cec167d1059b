import type { OverviewAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { useWidth } from '../use-width.ts';

const UP = 132;
const DOWN = 56;
const AXIS = 26;
const LEFT = 44;
/** Under this width 90 days become 30: bars stay wide enough to be told apart. */
const NARROW = 560;

/** Issued above the line, SIG full and AUTH framed, ended hatched below; by day. */
export function DayChart({ days: all }: { readonly days: OverviewAnswer['days'] }) {
  const t = useText(messages).chart;
  const dates = useDates();
  const language = useLanguage();
  const [box, width] = useWidth<HTMLDivElement>(640);
  const days = width < NARROW ? all.slice(-30) : all;
  const issued = (day: OverviewAnswer['days'][number]) => day.signature + day.authentication;
  const most = Math.max(1, ...days.map(issued));
  const mostEnded = Math.max(1, ...days.map(({ ended }) => ended));
  const step = (width - LEFT) / days.length;
  const bar = Math.max(2, Math.min(14, step - 2));
  const total = days.reduce((sum, day) => sum + issued(day), 0);
  const ended = days.reduce((sum, day) => sum + day.ended, 0);
  const count = (n: number) => formatCount(n, language);
  const summary = t.summary(days.length, count(total), count(ended));
  const every = width < NARROW ? 10 : 15;
  return (
    <div ref={box} className="ca-chart">
      <ul className="ca-legend">
        <li data-mark="full">{t.signature}</li>
        <li data-mark="framed">{t.authentication}</li>
        <li data-mark="hatched">{t.ended}</li>
      </ul>
      <svg width={width} height={UP + DOWN + AXIS} role="img" aria-label={summary}>
        <defs>
          <pattern
            id="hatch"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="5" className="ca-hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="5" className="ca-hatch-line" />
          </pattern>
        </defs>
        <text x={LEFT - 6} y={14} textAnchor="end" className="ca-axis">
          {count(most)}
        </text>
        <text x={LEFT - 6} y={UP + 5} textAnchor="end" className="ca-axis">
          0
        </text>
        {ended > 0 && (
          <text x={LEFT - 6} y={UP + DOWN} textAnchor="end" className="ca-axis">
            {count(mostEnded)}
          </text>
        )}
        {days.map((day, index) => {
          const x = LEFT + index * step + (step - bar) / 2;
          const high = (n: number) => (n / most) * (UP - 10);
          const [signature, authentication] = [high(day.signature), high(day.authentication)];
          const down = (day.ended / mostEnded) * (DOWN - 6);
          return (
            <g key={day.day}>
              <title>
                {t.day(
                  dates.date(day.day),
                  count(day.signature),
                  count(day.authentication),
                  count(day.ended),
                )}
              </title>
              <rect x={x} y={UP - signature} width={bar} height={signature} className="ca-full" />
              <rect
                x={x + 0.5}
                y={UP - signature - authentication + 0.5}
                width={bar - 1}
                height={Math.max(0, authentication - 1)}
                className="ca-framed"
              />
              <rect x={x} y={UP + 1} width={bar} height={down} fill="url(#hatch)" className="ca-ended" />
              {(days.length - 1 - index) % every === 0 && (
                <text
                  x={Math.min(x + bar / 2, width - 18)}
                  y={UP + DOWN + 18}
                  textAnchor="middle"
                  className="ca-axis"
                >
                  {shortDay(day.day)}
                </text>
              )}
            </g>
          );
        })}
        <line x1={LEFT} x2={width} y1={UP + 0.5} y2={UP + 0.5} className="ca-line" />
      </svg>
      <p className="quiet small">{summary}</p>
    </div>
  );
}

/** 11/22: read the same in both languages where a year of context is beside it. */
function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;
}
