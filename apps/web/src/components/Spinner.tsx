/** A turning ring; decoration, the words beside it say what is going on. */
export function Spinner(props: { readonly size?: 'sm' | 'md' | 'lg' }) {
  return (
    <svg className="spinner" data-size={props.size ?? 'md'} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.25" />
      <path d="M12 2.5a9.500 9.500 0 0 1 9.500 9.500" fill="none" stroke="currentColor" strokeWidth="3" />
    </svg>
  );
}
