import {
  glass,
  ink,
  Leaf,
  leaf,
  light,
  Pane,
  Plot,
  roofGrey,
  Tiles,
  Tree,
  wall,
  wallShade,
} from './parts.tsx';

/** The application: a photo booth with its curtain. */
export function ApplyLot() {
  return (
    <Plot>
      <path d="M18 190V62h164v128" fill={wall} />
      <path d="M10 62V44h180v18z" fill="var(--accent)" />
      <path d="M60 53h80" stroke="#fff" strokeWidth="5" />
      <rect x="30" y="78" width="58" height="112" fill={light} />
      <path d="M30 78h58v74q-5 6-10 0t-10 0-10 0-10 0-9 0-9 0z" fill="var(--accent)" />
      <path d="M44 80v70M58 80v70M73 80v70" stroke="#fff" strokeOpacity="0.5" />
      <path d="M44 190v-22h30v22M40 168h38" fill={wallShade} />
      <g fill="#fff">
        <rect x="104" y="78" width="26" height="32" />
        <rect x="140" y="78" width="26" height="32" />
      </g>
      <g fill={roofGrey} stroke="none">
        <circle cx="117" cy="90" r="6" />
        <path d="M107 109c0-8 4-11 10-11s10 3 10 11z" />
        <circle cx="153" cy="90" r="6" />
        <path d="M143 109c0-8 4-11 10-11s10 3 10 11z" />
      </g>
      <rect x="106" y="124" width="58" height="34" rx="3" fill={glass} />
      <path d="M114 134h26M114 142h42M114 150h18" />
      <path d="M122 168h28v8h-28z" fill={ink} />
    </Plot>
  );
}

/** The resident portal: a house of one's own, with a cat on the wall. */
export function PortalLot() {
  return (
    <Plot>
      <path d="M28 190v-84h144v84" fill={wall} />
      <path d="M56 106V66h88v40" fill={wallShade} />
      <path d="M44 66 64 38h72l20 28z" fill="var(--accent-strong)" />
      <Tiles x={58} y={47} width={84} rows={2} />
      <path d="M12 108 30 86h140l18 22z" fill="var(--accent-strong)" />
      <Tiles x={28} y={94} width={144} rows={1} />
      <Pane x={76} y={70} width={48} height={16} bars="upright" />
      <Pane x={108} y={124} width={46} height={36} />
      <path d="M104 164h54" />
      <path d="M116 164q-3-12 3-16 5 5 1 16M140 164q4-9 9-8-1 7-6 8" fill={leaf} />
      <Leaf x={48} width={36} height={66} />
      <rect x="90" y="138" width="8" height="14" fill="#fff" />
      <path d="M166 190v-24h30v24M166 174h30M180 166v8M172 174v8M188 174v8" fill={wallShade} />
      <path d="M174 166c-1-10 2-13 6-14l-1-7 4 3h4l4-3v7c2 4 1 10-1 14zM190 163q7-1 5-9" fill={ink} />
    </Plot>
  );
}

/** Card and PIN: a room with a desk, a computer and a card reader in its window. */
export function AgentLot() {
  return (
    <Plot>
      <path d="M22 190V72h156v118" fill={wallShade} />
      <path d="M14 72 40 44h120l26 28z" fill={roofGrey} />
      <Tiles x={34} y={54} width={132} rows={2} />
      <rect x="82" y="92" width="84" height="68" fill={light} />
      <path d="M76 160h96" strokeWidth="4" />
      <path d="M90 144h68M96 144v16M152 144v16" strokeWidth="3" />
      <path d="M98 116h34v22H98zM94 144l4-6h34l4 6z" fill="#fff" />
      <rect x="104" y="121" width="22" height="12" fill={glass} strokeWidth="1.5" />
      <path d="M142 144v-10h14v10z" fill={ink} />
      <path d="M144 134v-18h10v18z" fill="#fff" />
      <path d="M146 120h3v4h-3z" fill="#dcc98a" strokeWidth="1" />
      <path d="M124 92v8M118 108c0-5 3-8 6-8s6 3 6 8z" fill="#fff" />
      <Leaf x={36} width={34} height={74} />
    </Plot>
  );
}

/** The post box: round, red, as they stood at every corner. */
export function MailboxLot() {
  return (
    <Plot>
      <path d="M0 190v-48h64v48M0 152h64" fill={wallShade} />
      <path d="M0 152h64M16 152v38M32 142v10M48 152v38M32 171v19M0 171h64" strokeWidth="1.5" />
      <path d="M70 190v-12h62v12z" fill={roofGrey} />
      <path d="M76 178V88h50v90z" fill="var(--accent)" />
      <path d="M70 88c0-16 12-26 31-26s31 10 31 26z" fill="var(--accent)" />
      <path d="M70 88h62v7H70z" fill="var(--accent-strong)" />
      <path d="M86 104h30v7H86z" fill={ink} />
      <rect x="86" y="124" width="30" height="38" fill="#fff" fillOpacity="0.12" stroke="#fff" />
      <path d="M93 134h16M93 141h16M101 141v14" stroke="#fff" strokeWidth="3" />
      <path d="m104 100 22-14 7 11-20 12z" fill="#fff" />
      <path d="m126 86-3 12-19 2" strokeWidth="1.5" />
      <Tree x={170} height={112} />
    </Plot>
  );
}
