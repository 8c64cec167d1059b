import { glass, ink, Leaf, leaf, light, Pane, Plot, roofGrey, Tree, wall, wallShade } from './parts.tsx';

/** The kiosk: in a shop that never closes, a machine by the window. */
export function KioskLot() {
  return (
    <Plot>
      <path d="M10 190V76h180v114" fill={wall} />
      <path d="M6 76V48h188v28z" fill="#fff" />
      <path d="M6 55h188M6 69h188" stroke="var(--accent)" strokeWidth="5" strokeLinecap="butt" />
      <path d="M6 76V48h188v28z" />
      <path d="M12 76h176l6 18H6z" fill="#fff" />
      {[30, 66, 102, 138, 174].map((x) => (
        <path key={x} d={`M${x - 10} 76h18l1 18h-20z`} fill="var(--accent)" strokeWidth="1.500" />
      ))}
      <rect x="22" y="104" width="78" height="74" fill={light} />
      <path d="M34 178v-46h32v46z" fill="#fff" />
      <path d="M38 126h24l4 16H34z" fill={glass} />
      <path d="M38 150h24M40 156h20v8H40z" fill={wallShade} />
      <path d="M74 118h18M74 128h18M74 138h18" strokeWidth="3" stroke={roofGrey} />
      <path d="M74 178v-30h20v30M74 158h20M74 168h20" strokeWidth="1.500" />
      <Leaf x={112} width={30} height={86} hinge="left" />
      <Leaf x={142} width={30} height={86} hinge="right" />
    </Plot>
  );
}

/** The identity check: a shop counter behind a short curtain, card and face side by side. */
export function VerifyLot() {
  return (
    <Plot>
      <path d="M24 190V84h152v106" fill={wallShade} />
      <path d="M12 84 32 58h136l20 26z" fill={roofGrey} />
      <path d="M24 72h152" stroke="#fff" strokeOpacity="0.6" strokeWidth="1.500" />
      <path d="M58 58V36h84v22z" fill={wall} />
      <path d="M70 47h60" stroke="var(--accent)" strokeWidth="5" />
      <rect x="84" y="96" width="82" height="62" fill={light} />
      <path d="M78 158h94v32H78z" fill={wall} />
      <path d="M94 158v32M110 158v32M126 158v32M142 158v32M158 158v32" strokeWidth="1.500" />
      <rect x="92" y="126" width="32" height="21" rx="2" fill="#fff" />
      <circle cx="100" cy="134" r="3.500" fill={roofGrey} stroke="none" />
      <path d="M95 144c0-4 2-6 5-6s5 2 5 6z" fill={roofGrey} stroke="none" />
      <path d="M110 133h9M110 139h6" strokeWidth="1.500" />
      <path d="m128 137 4 4 7-8" stroke="var(--accent)" strokeWidth="3" />
      <circle cx="150" cy="126" r="9" fill={wall} />
      <path d="M141 125c0-12 18-12 18 0-4-1-7-3-9-5-2 3-5 4-9 5Z" fill={ink} />
      <path d="M136 158c0-14 5-22 14-22s14 8 14 22z" fill={roofGrey} />
      <Leaf x={36} width={36} height={84} />
      <path d="M80 96h90v16q-7 3-15 0-7 3-15 0-7 3-15 0-7 3-15 0-7 3-15 0-8 3-15 0z" fill="var(--accent)" />
      <path d="M110 96v15M140 96v15" stroke="#fff" strokeOpacity="0.7" strokeWidth="1.500" />
    </Plot>
  );
}

/** The sample bank: another company, another taste. */
export function BankLot() {
  return (
    <Plot>
      <path d="M20 190V74h160v116" fill="#fff" />
      <path d="M10 74 100 30l90 44z" fill={wallShade} />
      <path
        d="M100 66c-13-3-15-15-8-22 10 2 15 11 8 22Zm0 0c2-9 7-14 14-15 2 8-4 15-14 15Z"
        fill="var(--accent)"
        strokeWidth="1.500"
      />
      <path d="M14 74h172v11H14z" fill={wallShade} />
      {[28, 58, 128, 158].map((x) => (
        <g key={x}>
          <path d={`M${x} 94h14v84h-14z`} fill={wall} />
          <path d={`M${x - 3} 85h20v9h-20zM${x - 3} 178h20v6h-20z`} fill="#fff" />
          <path d={`M${x + 5} 96v80M${x + 9} 96v80`} strokeWidth="1" />
        </g>
      ))}
      <path d="M80 190v-70a20 20 0 0 1 40 0v70z" fill={glass} />
      <Leaf x={80} width={20} height={66} hinge="left" />
      <Leaf x={100} width={20} height={66} hinge="right" />
      <path d="M10 190v-6h180v6z" fill={wallShade} />
    </Plot>
  );
}

/** The gallery: a workshop with its parts in the window. */
export function GalleryLot() {
  return (
    <Plot>
      <path d="M14 190V70h130v120" fill={wall} />
      <path d="M8 70V58h142v12z" fill={roofGrey} />
      <rect x="58" y="86" width="76" height="78" fill={light} />
      <rect x="66" y="94" width="34" height="12" rx="4" fill="var(--accent)" />
      <rect x="106" y="94" width="20" height="12" rx="6" fill="#fff" />
      <circle cx="120" cy="100" r="4" fill="var(--accent)" strokeWidth="1.500" />
      <rect x="66" y="114" width="60" height="13" fill="#fff" />
      <path d="M70 118v5" strokeWidth="1.500" />
      <circle cx="72" cy="140" r="5" fill="#fff" />
      <circle cx="72" cy="140" r="2" fill="var(--accent)" stroke="none" />
      <path d="M82 140h16" />
      <rect x="106" y="135" width="10" height="10" fill="var(--accent)" />
      <path d="m108 140 2 3 4-5" stroke="#fff" strokeWidth="1.500" />
      <path d="M66 155h60" strokeWidth="4" stroke={leaf} />
      <path d="M66 155h34" strokeWidth="4" stroke="var(--accent)" />
      <Leaf x={22} width={28} height={78} />
      <Pane x={22} y={80} width={28} height={22} bars="upright" />
      <path d="M54 190v-18h84v18" fill={wallShade} />
      <Tree x={172} height={100} />
    </Plot>
  );
}
