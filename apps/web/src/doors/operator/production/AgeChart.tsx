import type { OverviewAnswer } from '@mibun/server/schemas/issuance/production';
import { useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

const ROW = 34;
const LABEL = 104;
const WIDTH = 420;
const BAR = WIDTH - LABEL - 44;

/** How long approved applications have been waiting: one bar an age, labelled directly. */
export function AgeChart({ ages }: { readonly ages: OverviewAnswer['ages'] }) {
  const t = useText(messages).overview;
  const most = Math.max(1, ...ages.map(({ count }) => count));
  const label = (index: number): string => {
    const upToDays = ages[index]?.upToDays;
    const before = ages[index - 1]?.upToDays;
    if (upToDays === null || upToDays === undefined) return t.over(before ?? 0);
    return before === null || before === undefined ? t.within : t.upTo(before + 1, upToDays);
  };
  const rows = ages.map(({ count }, index) => ({ count, label: label(index), y: index * ROW }));
  const summary = rows.map((row) => `${row.label}: ${row.count}`).join(', ');
  return (
    <svg
      className="age-chart"
      viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`}
      role="img"
      aria-label={`${t.agesLead}: ${summary}`}
    >
      {rows.map(({ count, label: text, y }) => (
        <g key={text}>
          <text x={LABEL - 12} y={y + 22} textAnchor="end" className="age-chart-label">
            {text}
          </text>
          <rect x={LABEL} y={y + 6} width={BAR} height={ROW - 12} rx="3" className="age-chart-track" />
          <rect
            x={LABEL}
            y={y + 6}
            width={(BAR * count) / most}
            height={ROW - 12}
            rx="3"
            className="age-chart-bar"
          />
          <text x={LABEL + (BAR * count) / most + 8} y={y + 22} className="age-chart-value">
            {count}
          </text>
        </g>
      ))}
    </svg>
  );
}
