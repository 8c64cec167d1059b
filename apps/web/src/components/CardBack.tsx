import { groupDigits } from '../i18n/index.ts';
import { CardBackground, Emblem } from './CardBackground.tsx';
import { cardHeight, cardWidth } from './card-art.ts';
import type { CardFaceProps } from './card-data.ts';
import { printed } from './card-data.ts';

/**
 * The back: chip, Individual Number, name, date of birth, code (domain.md CARD-03). A screen shows the number
 * masked, so the code is drawn under its cover and encodes nothing.
 */
export function CardBack({ data, label, country }: CardFaceProps) {
  const masked = groupDigits(data.maskedNumber ?? '************')
    .join('  ')
    .replaceAll('*', '•');
  return (
    <svg
      className="card-art"
      viewBox={`0 0 ${cardWidth} ${cardHeight}`}
      role="img"
      aria-label={label}
      lang="ja"
    >
      <CardBackground face="back" />
      <text x="300" y="74" className="card-label">
        {printed.number}
      </text>
      <text x="300" y="122" className="card-number">
        {masked}
      </text>
      <text x="300" y="166" className="card-label">
        {printed.name}
      </text>
      <text x="300" y="198" className="card-name">
        {data.name}
      </text>
      <text x="300" y="232" className="card-label">
        {printed.birthDate}
      </text>
      <text x="300" y="262" className="card-text">
        {data.birthDateText}
      </text>
      <Chip x={84} y={178} />
      <Cover x={652} y={318} size={150} />
      <Emblem shapes={country?.emblem} x={86} y={420} size={64} />
      <text x="166" y="450" className="card-state">
        {country?.ja}
      </text>
      <text x="166" y="474" className="card-latin">
        {country?.latin}
      </text>
    </svg>
  );
}

/** The eight contacts of ISO/IEC 7816-2. */
function Chip(props: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${props.x} ${props.y})`} stroke="#7d6a35" strokeWidth="2" fill="#dcc98a">
      <rect width="130" height="112" rx="16" />
      <path
        d="M0 28h42v56H0M0 56h42M130 28H88v56h42M130 56H88M42 28 50 0M88 28 80 0M42 84l8 28M88 84l-8 28"
        fill="none"
      />
      <rect x="42" y="22" width="46" height="68" rx="10" />
    </g>
  );
}

/** The place of the QR code, covered as by the sleeve that is handed out with the card (CARD-06). */
function Cover(props: { readonly x: number; readonly y: number; readonly size: number }) {
  const { size } = props;
  const lines = Array.from({ length: 12 }, (_, i) => (i + 1) * (size / 6.5));
  return (
    <g transform={`translate(${props.x} ${props.y})`}>
      <rect width={size} height={size} rx="6" fill="#cdd5d6" stroke="#7f8c8d" />
      <g stroke="#aab6b7" strokeWidth="4">
        {lines.map((at) => (
          <path
            key={at}
            d={`M${Math.min(at, size)} ${Math.max(0, at - size)}L${Math.max(0, at - size)} ${Math.min(at, size)}`}
          />
        ))}
      </g>
      <text x={size / 2} y={size / 2 + 8} className="card-label" textAnchor="middle">
        {printed.specimen}
      </text>
    </g>
  );
}
