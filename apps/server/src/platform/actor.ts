import type { ActorKind } from '@mibun/rules';

/** Who does something: a resident, a member of staff in a role, a device, or the system itself. */
export interface Actor {
  readonly kind: ActorKind;
  /** A person id, a device id or the name of a part of the system. */
  readonly id: string;
  /** The name that the resident sees in the access log. */
  readonly name: string;
  /** The office (municipality code) for which staff act. */
  readonly office?: string;
}

export function systemActor(part: string): Actor {
  return { kind: 'system', id: `system:${part}`, name: 'Mibun' };
}
