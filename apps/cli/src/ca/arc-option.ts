import { Option } from 'commander';

/** Whose object identifiers are expected: those of the demo, or a country's own. */
export function arcOption(): Option {
  return new Option('--arc <oid>', "the country's arc of object identifiers, if not the demo's").env(
    'MIBUN_OID_ARC',
  );
}
