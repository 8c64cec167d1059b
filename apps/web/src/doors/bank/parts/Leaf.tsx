/** The bank's mark: two young leaves. */
export function Leaf() {
  return (
    <svg className="bank-leaf" viewBox="0 0 40 40" aria-hidden="true">
      <path d="M20 38V18" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <path d="M20 22C20 10 28 3 38 3c0 12-7 19-18 19Z" fill="currentColor" />
      <path d="M20 28c0-8-6-14-16-14 0 9 6 14 16 14Z" fill="currentColor" opacity="0.65" />
    </svg>
  );
}
