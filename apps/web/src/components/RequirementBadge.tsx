import { common, useText } from '../i18n/index.ts';

/** Whether an answer is needed. */
export type Requirement = 'required' | 'optional';

/** Says beside a label whether an answer is needed. */
export function RequirementBadge(props: { readonly requirement: Requirement }) {
  const t = useText(common);
  return (
    <span className="requirement-badge" data-requirement={props.requirement}>
      {t.field[props.requirement]}
    </span>
  );
}
