import type { Story } from '../story.ts';
import type { World } from '../world.ts';

/** CA certificates and all-in-one CRLs; in demo mode everybody is given them (VAR-01). */
export async function keepRevocationLists(world: World, story: Story): Promise<void> {
  const visitor = world.visitor();
  for (const kind of ['signature', 'authentication'] as const) {
    story.keep(`ca-${kind}.cer`, await visitor.bytes(`/ca/${kind}.cer`), `CA ${kind}`);
    story.keep(`crl-${kind}.crl`, await visitor.bytes(`/crl/${kind}/all.crl`), `CRL ${kind}`);
  }
  story.keep('ca-institution.cer', await visitor.bytes('/ca/institution.cer'), 'CA institution');
}
