import type { AuthorityView } from '@mibun/server/schemas/authority/ca-desk';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { useWidth } from '../use-width.ts';

const ROW = 28;
const LEFT = 78;
const AXIS = 24;
/** Room for the word above today's line. */
const TOP = 18;
const YEAR_MS = 365.25 * 86_400_000;

/** The lives of the generations of one CA, one line each, with today across them. */
export function Lifelines({ authority, at }: { readonly authority: AuthorityView; readonly at: string }) {
  const t = useText(messages).generations;
  const [box, width] = useWidth<HTMLDivElement>(900);
  const { generations } = authority;
  const now = Date.parse(at);
  const from = Math.min(...generations.map(({ notBefore }) => Date.parse(notBefore)), now) - YEAR_MS / 4;
  const to = Math.max(...generations.map(({ notAfter }) => Date.parse(notAfter)), now) + YEAR_MS / 4;
  const x = (time: number) => LEFT + ((time - from) / (to - from)) * (width - LEFT - 8);
  const height = TOP + generations.length * ROW;
  const every = width < 560 ? 3 : 1;
  const first = new Date(from).getUTCFullYear() + 1;
  const years = Array.from({ length: Math.ceil((to - from) / YEAR_MS) }, (_, index) => first + index).filter(
    (year, index) => index % every === 0 && Date.UTC(year, 0) < to,
  );
  const summary = generations
    .map(({ generation, notBefore, notAfter }) =>
      t.life(generation, notBefore.slice(0, 10), notAfter.slice(0, 10)),
    )
    .join(' ');
  return (
    <div ref={box} className="ca-chart">
      <svg width={width} height={height + AXIS} role="img" aria-label={summary}>
        {years.map((year) => (
          <g key={year}>
            <line
              x1={x(Date.UTC(year, 0))}
              x2={x(Date.UTC(year, 0))}
              y1={TOP}
              y2={height}
              className="ca-grid"
            />
            <text x={x(Date.UTC(year, 0))} y={height + 17} textAnchor="middle" className="ca-axis">
              {year}
            </text>
          </g>
        ))}
        {generations.map(({ generation, state, notBefore, notAfter }, index) => {
          const [begin, end] = [x(Date.parse(notBefore)), x(Date.parse(notAfter))];
          return (
            <g key={generation}>
              <text x={0} y={TOP + index * ROW + 18} className="ca-life-name">
                {t.number(generation)}
              </text>
              <rect
                x={begin}
                y={TOP + index * ROW + 5}
                width={Math.max(2, end - begin)}
                height={ROW - 12}
                rx="3"
                className="ca-life"
                data-state={state}
              />
            </g>
          );
        })}
        <line x1={x(now)} x2={x(now)} y1={TOP} y2={height} className="ca-today" />
        <text x={x(now)} y={TOP - 5} textAnchor="middle" className="ca-life-name">
          {t.today}
        </text>
      </svg>
    </div>
  );
}
