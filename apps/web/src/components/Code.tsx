import { codeOf } from './codes.ts';
import { Groups } from './Groups.tsx';

/** What people read out or compare of an id: grouped, without the system's own word in front. */
export function Code(props: { readonly id: string }) {
  return (
    <span className="number reference">
      <Groups value={codeOf(props.id)} />
    </span>
  );
}
