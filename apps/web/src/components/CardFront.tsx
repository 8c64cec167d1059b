import { CardBackground, Emblem } from './CardBackground.tsx';
import { cardHeight, cardWidth } from './card-art.ts';
import type { CardFaceProps } from './card-data.ts';
import { printed } from './card-data.ts';
import { wrapText } from './wrap-text.ts';

/** The front: four attributes, photo, dates, security code, addendum field (domain.md CARD-02). */
export function CardFront({ data, label, country }: CardFaceProps) {
  const address = wrapText(data.address, 23).slice(0, 2);
  const name = data.otherName === undefined ? data.name : `${data.name}（${data.otherName}）`;
  const addendum = (data.addendum ?? []).flatMap((line) => wrapText(line, 27)).slice(0, 3);
  return (
    <svg
      className="card-art"
      viewBox={`0 0 ${cardWidth} ${cardHeight}`}
      role="img"
      aria-label={label}
      lang="ja"
    >
      <CardBackground face="front" />
      <Emblem shapes={country?.emblem} x={34} y={26} size={52} />
      <text x="98" y="50" className="card-title">
        {printed.title}
      </text>
      <text x="98" y="72" className="card-latin">
        {printed.titleLatin}
      </text>
      <text x="822" y="46" className="card-state" textAnchor="end">
        {country?.ja}
      </text>
      <text x="822" y="70" className="card-latin" textAnchor="end">
        {country?.latin}
      </text>

      <text x="290" y="116" className="card-label">
        {printed.name}
      </text>
      <text
        x="290"
        y="150"
        className="card-name"
        textLength={name.length > 17 ? 530 : undefined}
        lengthAdjust="spacingAndGlyphs"
      >
        {name}
      </text>
      <text x="290" y="182" className="card-label">
        {printed.address}
      </text>
      {address.map((line, index) => (
        <text key={line} x="290" y={208 + index * 27} className="card-text">
          {line}
        </text>
      ))}
      <text x="290" y="268" className="card-label">
        {printed.birthDate}
      </text>
      <text x="290" y="296" className="card-text">
        {data.birthDateText}
      </text>
      <text x="600" y="268" className="card-label">
        {printed.sex}
      </text>
      <text x="600" y="296" className="card-text">
        {printed.sexes[data.sex]}
      </text>
      <text x="660" y="268" className="card-label">
        {printed.securityCode}
      </text>
      <text x="660" y="296" className="card-code">
        {data.securityCode ?? ''}
      </text>
      <text x="290" y="334" className="card-strong">
        {printed.expires(data.expiresText)}
      </text>
      <text x="290" y="362" className="card-label">
        {printed.certificates}
      </text>
      <text x="480" y="362" className="card-small">
        {data.certificatesExpireText ?? printed.certificatesBlank}
      </text>

      {/* 22.0 × 27.5 mm (CARD-05) */}
      <rect x="36" y="100" width="220" height="275" fill="#e8ecec" stroke="#9aa5a0" strokeWidth="1" />
      {data.photo !== null ? (
        <image
          href={data.photo}
          x="36"
          y="100"
          width="220"
          height="275"
          preserveAspectRatio="xMidYMid slice"
        />
      ) : (
        <text x="146" y="242" className="card-label" textAnchor="middle">
          {printed.noPhoto}
        </text>
      )}

      <rect
        x="36"
        y="394"
        width="560"
        height="112"
        rx="6"
        fill="#ffffff"
        fillOpacity="0.75"
        stroke="#9aa5a0"
      />
      <text x="46" y="412" className="card-label">
        {printed.addendum}
      </text>
      {addendum.map((line, index) => (
        <text key={line} x="46" y={438 + index * 25} className="card-small">
          {line}
        </text>
      ))}
      <rect
        x="612"
        y="394"
        width="210"
        height="56"
        rx="6"
        fill="#ffffff"
        fillOpacity="0.75"
        stroke="#9aa5a0"
      />
      <text x="622" y="412" className="card-label">
        {printed.organ}
      </text>
      <text x="822" y="500" className="card-issuer" textAnchor="end">
        {data.issuer ?? ''}
      </text>
    </svg>
  );
}
