import { glass, ink, Leaf, light, Pane, Plot, roofGrey, Tree, wall, wallShade } from './parts.tsx';

/** The municipal office: the widest house of the street. */
export function OfficeLot() {
  const wings = [26, 62, 98, 274, 310, 346];
  return (
    <Plot width={400}>
      <path d="M14 190V84h372v106" fill={wall} />
      <path d="M6 84V74h388v10z" fill={wallShade} />
      {wings.map((x) => (
        <Pane key={x} x={x} y={98} width={26} height={30} />
      ))}
      {wings.map((x) => (
        <Pane key={x} x={x} y={144} width={26} height={30} lit={x === 62 || x === 310} />
      ))}
      <path d="M136 190V62h128v128" fill={wall} />
      <path d="M126 62 200 26l74 36z" fill="var(--accent)" />
      <circle cx="200" cy="47" r="9" fill="#fff" />
      <path d="M200 41v6l4 3" />
      <path d="M128 62h144v9H128z" fill={wallShade} />
      {[146, 166, 228, 248].map((x) => (
        <path key={x} d={`M${x} 71h8v111h-8z`} fill="#fff" />
      ))}
      <rect x="178" y="80" width="44" height="18" fill="var(--accent-strong)" />
      <path d="M184 89h32" stroke="#fff" strokeWidth="4" />
      <Leaf x={180} width={20} height={74} hinge="left" />
      <Leaf x={200} width={20} height={74} hinge="right" />
      <path d="M132 190v-6h136v6z" fill={wallShade} />
      <path d="M200 26V4" />
      <path d="M200 5c9-4 14 4 26 0v14c-12 4-17-4-26 0z" fill="#fff" />
      <path d="m205 15 4-5 4 5 4-6 5 6" stroke="var(--accent)" strokeWidth="1.5" />
      <Tree x={118} height={62} />
      <Tree x={282} height={62} />
      <path d="M372 190v-26M366 164h12v-8h-12z" fill={light} />
    </Plot>
  );
}

/** Card production: a works with a saw-tooth roof; cards travel through it. */
export function OperatorLot() {
  return (
    <Plot>
      <path d="M12 190V86h176v104" fill={wallShade} />
      {[12, 56, 100, 144].map((x) => (
        <g key={x}>
          <path d={`M${x} 86V52l44 34z`} fill="var(--accent-strong)" />
          <path d={`M${x} 84V60l31 24z`} fill={glass} strokeWidth="1.5" />
        </g>
      ))}
      <rect x="66" y="102" width="112" height="46" fill={light} />
      <path d="M66 136h112" strokeWidth="3" />
      {[74, 104, 134].map((x) => (
        <g key={x}>
          <rect x={x} y="115" width="26" height="16" rx="2" fill="#fff" />
          <rect x={x + 3} y="118" width="7" height="9" fill={roofGrey} stroke="none" />
          <path d={`M${x + 13} 120h9M${x + 13} 125h6`} strokeWidth="1.5" />
        </g>
      ))}
      <path d="M166 102v18M160 120h12l-2 8h-8z" fill={ink} />
      {[72, 88, 104, 120, 136, 152, 168].map((x) => (
        <circle key={x} cx={x + 2} cy="141" r="3.500" fill={wall} strokeWidth="1.500" />
      ))}
      <Leaf x={24} width={32} height={72} />
      <path d="M70 190v-28h104v28M70 171h104M70 180h104" fill={wall} strokeWidth="1.500" />
    </Plot>
  );
}

/** The call centre: open day and night, so it is night behind it. */
export function CallCentreLot() {
  const storeys = [44, 74, 104];
  return (
    <Plot>
      <path d="M150 30a17 17 0 1 0 15 24 14 14 0 0 1-15-24Z" fill={light} />
      <path d="M176 70v6M173 73h6M26 52v6M23 55h6" strokeWidth="1.500" />
      <path d="M44 190V28h96v162" fill={wall} />
      <path d="M38 28v-8h108v8z" fill="var(--accent-strong)" />
      <path d="M92 20V6M86 9q6-5 12 0M82 5q10-8 20 0" />
      {storeys.map((y) =>
        [54, 82, 110].map((x) => (
          <Pane
            key={`${x}-${y}`}
            x={x}
            y={y - 6}
            width={20}
            height={19}
            bars="none"
            lit={(x + y) % 4 !== 0}
          />
        )),
      )}
      <g fill={ink} stroke="none">
        <circle cx="64" cy="106" r="4" />
        <path d="M57 117c0-5 3-7 7-7s7 2 7 7z" />
        <circle cx="92" cy="76" r="4" />
        <path d="M85 87c0-5 3-7 7-7s7 2 7 7z" />
      </g>
      <path d="M59 106a5 5 0 0 1 10 0M87 76a5 5 0 0 1 10 0" stroke="var(--accent)" strokeWidth="2.500" />
      <path d="M140 190v-52h46v52" fill={wallShade} />
      <path d="M140 138v-7h50v7z" fill="var(--accent-strong)" />
      <path
        d="M154 152c4-4 14-4 18 0l-2 5-5-2h-4l-5 2zM156 172l3-11h8l3 11z"
        fill="var(--accent)"
        strokeWidth="1.500"
      />
      <path d="M50 134h84v-6H50z" fill="var(--accent)" />
      <Leaf x={74} width={36} height={54} />
      <path d="M10 190v-16h24v16zM10 180h24" fill={wallShade} />
    </Plot>
  );
}

/** The certification authorities: a strong-house that two people open together, each with a key. */
export function CaLot() {
  return (
    <Plot>
      <path d="M24 190V70h152v120" fill={wallShade} />
      <path d="M14 70 100 30l86 40z" fill="var(--accent-strong)" />
      <path d="M14 70h172v9H14z" fill={wall} />
      {[38, 150].map((x) => (
        <path key={x} d={`M${x} 79h12v111h-12z`} fill="#fff" />
      ))}
      <circle cx="100" cy="132" r="43" fill={roofGrey} />
      <circle cx="100" cy="132" r="35" fill={wall} />
      <circle cx="100" cy="132" r="11" fill={light} />
      {[0, 60, 120].map((angle) => (
        <path key={angle} d="M76 132h48" strokeWidth="3" transform={`rotate(${angle} 100 132)`} />
      ))}
      {[45, 135, 225, 315].map((angle) => (
        <circle key={angle} cx="139" cy="132" r="2.500" fill={ink} transform={`rotate(${angle} 100 132)`} />
      ))}
      <circle cx="100" cy="54" r="7" fill="#fff" />
      <path d="m96 54 3 3 5-6" stroke="var(--accent)" strokeWidth="2" />
      <g fill="var(--accent)" strokeWidth="1.500">
        <path d="M58 100a6 6 0 1 1 0 .1M58 106v16M58 114h6M58 121h5" />
        <path d="M142 100a6 6 0 1 1 0 .1M142 106v16M142 114h-6M142 121h-5" />
      </g>
      <path d="M18 190v-8h164v8z" fill={wall} />
    </Plot>
  );
}
