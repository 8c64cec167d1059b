/** The form as it comes by post, with the two things that matter marked. `alt` says it in words. */
export function FormSketch(props: { readonly alt: string; readonly label: string }) {
  return (
    <svg className="form-sketch" viewBox="0 0 320 150" role="img" aria-label={props.alt}>
      <path d="M8 6h304v144H8Z" fill="#fff" stroke="#949494" />
      <path d="M8 6h304v5H8Z" fill="var(--accent)" />
      <g fill="#dcdcdc">
        <path d="M24 24h110v8H24ZM24 40h270v4H24ZM24 50h240v4H24Z" />
        <path d="M24 142h270v4H24Z" />
      </g>
      <path d={modules} transform="translate(28 66) scale(2.4)" fill="#1a1a1a" />
      <path d="M102 68h90v6h-90Z" fill="#dcdcdc" />
      <rect x="98" y="82" width="202" height="44" rx="6" fill="none" stroke="var(--error)" strokeWidth="3" />
      <text x="108" y="98" fontSize="11" fill="#333">
        {props.label}
      </text>
      <text
        x="108"
        y="116"
        fontSize="12.5"
        fontFamily="var(--font-mono)"
        textLength="182"
        lengthAdjust="spacingAndGlyphs"
        fill="#1a1a1a"
      >
        1234 5678 9012 3456 7890 123
      </text>
    </svg>
  );
}

// A pattern that looks like a QR code and is none: nobody should scan the drawing.
const modules = pattern();

function pattern(): string {
  const size = 25;
  let d = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (dark(x, y, size)) d += `M${x} ${y}h1v1h-1z`;
  }
  return d;
}

function dark(x: number, y: number, size: number): boolean {
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    const ring = Math.max(Math.abs(x - cx), Math.abs(y - cy));
    if (ring <= 4) return ring === 3 || ring <= 1;
  }
  return (x * 7 + y * 11 + x * y * 3) % 5 < 2;
}
