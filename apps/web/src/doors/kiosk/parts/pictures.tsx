/** A4 with the ground and seal of a certificate, as small as a thumb. */
export function SheetPicture() {
  return (
    <svg className="kiosk-sheet" viewBox="0 0 84 119" aria-hidden="true">
      <rect
        x="0.75"
        y="0.75"
        width="82.5"
        height="117.5"
        rx="1.5"
        fill="#fff"
        stroke="#8a9c97"
        strokeWidth="1.5"
      />
      <rect x="6" y="6" width="72" height="107" fill="#eef5f2" stroke="#7fa79d" strokeWidth="1" />
      <circle cx="42" cy="60" r="22" fill="none" stroke="#c5dcd5" strokeWidth="5" />
      <path d="M26 17h32" stroke="#243b53" strokeWidth="4" />
      <path
        d="M13 32h14M33 32h34M13 43h14M33 43h22M13 54h14M33 54h38M13 65h14M33 65h30"
        stroke="#6b7f8c"
        strokeWidth="2.2"
      />
      <path d="M36 88h20" stroke="#243b53" strokeWidth="3" />
      <rect x="56" y="80" width="15" height="15" rx="1.5" fill="none" stroke="#c2311f" strokeWidth="2.4" />
      <path d="M60 84v7M64 84v7M68 84v7" stroke="#c2311f" strokeWidth="1.8" />
      <path d="M13 84h13v13H13Z" fill="#243b53" />
      <path d="M16 87h3v3h-3Zm5 5h3v3h-3Z" fill="#fff" />
    </svg>
  );
}

/** The reader with a card that comes down onto it. */
export function ReaderPicture({ waiting }: { readonly waiting: boolean }) {
  return (
    <svg
      className="kiosk-reader"
      data-waiting={waiting ? '' : undefined}
      viewBox="0 0 420 300"
      aria-hidden="true"
    >
      <path d="M40 196 96 150h228l56 46v60a18 18 0 0 1-18 18H58a18 18 0 0 1-18-18Z" fill="#3b434b" />
      <path d="M58 194 104 158h212l46 36-18 36H76Z" fill="#252b31" />
      <path
        d="M96 190 120 170h180l24 20-10 22H106Z"
        fill="none"
        stroke="#ffb86b"
        strokeWidth="3"
        strokeDasharray="9 7"
      />
      <circle className="kiosk-reader-light" cx="210" cy="250" r="7" fill="#7fe3a1" />
      <g className="kiosk-reader-card">
        <rect
          x="112"
          y="30"
          width="196"
          height="124"
          rx="11"
          fill="#fdfbf5"
          stroke="#a9b3a7"
          strokeWidth="2"
        />
        <rect x="112" y="30" width="196" height="26" rx="11" fill="#d7e6e0" />
        <rect
          x="128"
          y="76"
          width="34"
          height="27"
          rx="4"
          fill="#d9b65c"
          stroke="#9a7c2f"
          strokeWidth="1.5"
        />
        <path d="M139 76v27M151 76v27M128 89.500h34" stroke="#9a7c2f" strokeWidth="1.500" />
        <path d="M178 74h72M178 90h56M178 106h64" stroke="#93a39c" strokeWidth="5" />
        <rect x="262" y="70" width="32" height="42" rx="3" fill="#e5ddd0" />
        <circle cx="278" cy="85" r="8" fill="#a5978a" />
        <path d="M265 112c1-12 6-16 13-16s12 4 13 16Z" fill="#a5978a" />
        <path d="M128 124h84M128 138h52" stroke="#c8d1cb" strokeWidth="5" />
      </g>
      <path
        className="kiosk-reader-arrow"
        d="M350 60v56m-16-16 16 18 16-18"
        fill="none"
        stroke="#b25000"
        strokeWidth="7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The printer's slot with a sheet that comes out of it. */
export function PrinterPicture({ moving }: { readonly moving: boolean }) {
  return (
    <div className="kiosk-printer" data-moving={moving ? '' : undefined} aria-hidden="true">
      <div className="kiosk-printer-body">
        <span className="kiosk-printer-light" />
      </div>
      <div className="kiosk-printer-way">
        <div className="kiosk-printer-sheet">
          <SheetPicture />
        </div>
      </div>
    </div>
  );
}
