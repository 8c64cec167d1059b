import { groupDigits } from '../i18n/index.ts';

/** A long number or fingerprint in groups, each in an element of its own so that lines break between them. */
export function Groups(props: {
  readonly value: string;
  readonly groups?: number | readonly number[] | undefined;
}) {
  return groupDigits(props.value, props.groups).map((group, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal; the place of one is its identity
    <span key={index}>{group}</span>
  ));
}
