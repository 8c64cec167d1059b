/** A passbook from which two leaves grow, and the card that opens it. */
export function Passbook() {
  return (
    <svg className="bank-picture" viewBox="0 0 360 260" aria-hidden="true">
      <ellipse cx="180" cy="240" rx="160" ry="12" fill="#d5e2c4" />
      <g transform="rotate(-7 150 150)">
        <rect x="52" y="84" width="196" height="136" rx="10" fill="#2f6b2f" />
        <rect x="52" y="84" width="196" height="26" rx="10" fill="#255826" />
        <rect x="74" y="130" width="92" height="10" rx="5" fill="#eef5e6" />
        <rect x="74" y="150" width="60" height="8" rx="4" fill="#8db487" />
        <circle cx="214" cy="186" r="16" fill="#f3c14b" />
      </g>
      <g transform="rotate(9 250 180)">
        <rect x="196" y="136" width="132" height="84" rx="8" fill="#fff" stroke="#173d1c" strokeWidth="3" />
        <rect x="208" y="150" width="30" height="38" rx="3" fill="#dfe5d3" />
        <rect x="248" y="152" width="62" height="8" rx="4" fill="#9fb295" />
        <rect x="248" y="168" width="44" height="7" rx="3.5" fill="#c9d4bf" />
        <rect x="208" y="200" width="102" height="7" rx="3.5" fill="#c9d4bf" />
      </g>
      <path
        d="M150 92C150 60 148 50 150 34"
        stroke="#2f6b2f"
        strokeWidth="6"
        strokeLinecap="round"
        fill="none"
      />
      <path d="M150 52C150 22 174 6 206 6c0 28-22 46-56 46Z" fill="#5b9a3c" />
      <path d="M150 74c0-24-18-42-50-42 0 28 18 42 50 42Z" fill="#86b95f" />
    </svg>
  );
}
