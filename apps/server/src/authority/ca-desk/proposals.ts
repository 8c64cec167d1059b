import { createHash } from 'node:crypto';
import {
  type Act,
  type Actor,
  type Confirmed,
  commonErrors,
  defineProposals,
  type Proposal as ProposalOf,
  type Tx,
} from '../../platform/index.ts';
import type { RolloverEvent } from '../certificates/index.ts';
import { refuseIfInUse } from '../certificates/index.ts';
import type { Context } from './context.ts';
import { certificateToPropose, orderOf } from './request.ts';
import { type ProposalView, type ProposedAct, proposedAct, type RequestCheck } from './schemas.ts';

const LIST = 50;

/** Acts on a CA's key, and certificates that verifiers take as authority. */
const CA_ACTS = defineProposals('ca-desk', {
  kinds: {
    rollover: { ja: '認証局の手続', en: 'a step of a certification authority' },
    certify: { ja: '権限を示す証明書の発行', en: 'the issue of a certificate of authority' },
  },
  who: { action: 'manage-certificates', propose: 'do', confirm: 'do' },
  purpose: 'administration',
  standsMs: 24 * 3_600_000,
  carriedOut: 'by-job',
  content: proposedAct,
  audited: ({ authority, generation, event, certificate }) => ({
    authority,
    generation,
    step: event,
    ...(certificate && { subject: certificate.subject, days: certificate.days }),
  }),
});

/** What has come of it, where that is a certificate. */
interface Issued {
  readonly serial: string;
}
export type Proposal = ProposalOf<ProposedAct, Issued>;

export type Proposals = ReturnType<typeof proposalsOn>;

/** Rollover steps and certificates of authority, by two persons. */
export function proposalsOn(context: Context) {
  const { certificates, platform } = context;
  const { clock, database } = platform;

  /** What the table forbids needs no second person to be refused; the act itself asks again. */
  function demandPossible({ authority, generation, event }: ProposedAct, actor: Actor): void {
    if (event === 'certify') return;
    const known = certificates.generations(authority).find((one) => one.generation === generation);
    if (!known && event !== 'prepare') {
      throw commonErrors.NOT_FOUND({ privateDetail: `generation ${generation} of ${authority}` });
    }
    certificates.judgeRollover(known, event, actor);
    if (known && event === 'retire') refuseIfInUse(known, clock.now());
  }

  async function carryOut(
    { content, proposedBy }: Confirmed<ProposedAct>,
    confirming: Act,
    done: (tx: Tx, issued?: Issued) => Promise<void>,
  ): Promise<void> {
    const { authority, generation, event, certificate } = content;
    const act = { ...confirming, proposedBy };
    if (event !== 'certify') {
      await certificates.rollOver(authority, generation, event, act, done);
      return;
    }
    if (!certificate) throw new Error('a certificate is proposed, and none is there');
    // Done twice is done once: the same key finds the certificate that it has.
    const { serial } = await certificates.issueToInstitution({ ...orderOf(certificate), act });
    await database.transaction((tx) => done(tx, { serial }));
  }

  const { confirm, find, newest, propose, resume, view, withdraw } = platform.twoPersons.conduct<
    'rollover' | 'certify',
    ProposedAct,
    'by-job',
    Issued
  >(CA_ACTS, { demand: (_tx, { content }, actor) => demandPossible(content, actor), carryOut });

  return {
    ...{ confirm, find, resume, withdraw },

    list: () => newest(LIST),

    propose: (
      step: Omit<ProposedAct, 'certificate'> & { readonly event: RolloverEvent; reason: string },
      actor: Actor,
    ) => {
      const { reason, ...wanted } = step;
      const content = { ...wanted, certificate: null };
      return propose('rollover', actor, reason, {
        find: async () => ({ subject: `ca-key:${wanted.authority}`, content }),
      });
    },

    /** A certificate that verifiers take as authority (domain.md §9, 2P): nothing is signed until another confirms it. */
    async proposeCertificate(wanted: RequestCheck, reason: string, actor: Actor): Promise<Proposal> {
      const { generation, certificate } = await certificateToPropose(context, wanted);
      return propose('certify', actor, reason, {
        // Two requests for one name would be a race between two keys.
        find: async () => ({
          subject: `ca-name:${certificate.name.kind} ${certificate.subject}`,
          content: { authority: 'institution', generation, event: 'certify', certificate },
        }),
      });
    },

    async issued(id: string): Promise<{ readonly serial: string; readonly der: Uint8Array }> {
      const { outcome } = await find(id);
      const der = outcome && (await database.query((tx) => certificates.institutionDer(tx, outcome.serial)));
      if (!outcome || !der) throw commonErrors.NOT_FOUND();
      return { serial: outcome.serial, der };
    },

    view(proposal: Proposal, viewer: Actor): ProposalView {
      const { content, outcome } = proposal;
      const { authority, generation, event, certificate } = content;
      return {
        ...view(proposal, viewer),
        ...{ authority, generation, event },
        certificate: certificate && certificateView(certificate),
        serial: outcome?.serial ?? null,
      };
    },
  };
}

function certificateView(
  certificate: NonNullable<ProposedAct['certificate']>,
): NonNullable<ProposalView['certificate']> {
  const { name, publicKey, keySpec, subject, requestedSubject, days, renews } = certificate;
  const keyFingerprint = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return { kind: name.kind, keySpec, keyFingerprint, subject, requestedSubject, days, renews };
}
