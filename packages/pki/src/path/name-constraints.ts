import type { Certificate } from '../certificate/read.ts';
import { type DerElement, DerReader, onlyElement } from '../der/read.ts';
import { contextTag, primitiveContextTag } from '../der/tags.ts';
import { explicit } from '../der/write.ts';
import { OID } from '../oids.ts';
import type { NameConstraints, Subtree } from './extensions.ts';
import { comparableName, isWithin } from './name.ts';

const FORM = {
  rfc822: primitiveContextTag(1),
  dns: primitiveContextTag(2),
  directory: contextTag(4),
  uri: primitiveContextTag(6),
  ip: primitiveContextTag(7),
} as const;

const text = ({ content }: DerElement): string => Buffer.from(content).toString('latin1').toLowerCase();

/** A host, or with a point in front every host below it. */
function hostFits(host: string, constraint: string): boolean {
  return constraint.startsWith('.') ? host.endsWith(constraint) : host === constraint;
}

function mailFits(address: string, constraint: string): boolean {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return constraint.includes('@') ? address === constraint : hostFits(host, constraint);
}

/** RFC 5280 §4.2.1.10: labels may be added to the left. */
function dnsFits(name: string, constraint: string): boolean {
  return constraint === '' || name === constraint || name.endsWith(constraint.replace(/^\.?/, '.'));
}

/** undefined: no host is named, so nobody can say. */
function hostOf(uri: string): string | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^:/?#[\]]+)(?::\d*)?(?:[/?#]|$)/.exec(uri);
  const host = match?.[1];
  return host === undefined || /^[\d.]+$/.test(host) ? undefined : host;
}

function ipFits(address: Uint8Array, constraint: Uint8Array): boolean {
  if (constraint.length !== address.length * 2) return false;
  return address.every((octet, index) => {
    const mask = constraint[address.length + index] ?? 0;
    return (octet & mask) === ((constraint[index] ?? 0) & mask);
  });
}

/** Whether a name lies in a subtree of its form. */
function fits(name: DerElement, base: Subtree): boolean {
  switch (name.tag) {
    case FORM.directory:
      return isWithin(comparableName(name.content), comparableName(base.content));
    case FORM.rfc822:
      return mailFits(text(name), text(base));
    case FORM.dns:
      return dnsFits(text(name), text(base));
    case FORM.uri: {
      const host = hostOf(text(name));
      return host !== undefined && hostFits(host, text(base));
    }
    case FORM.ip:
      return ipFits(name.content, base.content);
    default:
      return false;
  }
}

const DECIDABLE: ReadonlySet<number> = new Set(Object.values(FORM));

/** A name whose place nobody can tell: it is in no permitted subtree, and may be in an excluded one. */
function isUndecidable(name: DerElement): boolean {
  return !DECIDABLE.has(name.tag) || (name.tag === FORM.uri && hostOf(text(name)) === undefined);
}

/** The names of a certificate: its subject, its alternative names, and mail addresses in the subject. */
function namesOf(certificate: Certificate): readonly DerElement[] {
  const value = certificate.extensions.find(({ oid }) => oid === OID.subjectAltName)?.value;
  const alternative = value ? [...DerReader.sequence(value)] : [];
  const subject =
    certificate.subjectAttributes.length > 0 ? [onlyElement(explicit(4, certificate.subjectDer))] : [];
  // RFC 5280 §4.2.1.10: where there is no alternative name of that form
  const mails = alternative.some(({ tag }) => tag === FORM.rfc822)
    ? []
    : certificate.subjectAttributes
        .filter(({ type }) => type === 'emailAddress')
        .map((one) => onlyElement(mailName(one.value)));
  return [...subject, ...alternative, ...mails];
}

function mailName(address: string): Uint8Array {
  const content = Buffer.from(address, 'utf8');
  return Buffer.concat([Uint8Array.of(FORM.rfc822, content.length), content]);
}

/** Why the names of a certificate are not what the CAs above it may certify; undefined: they are. */
export function whyNotPermitted(
  certificate: Certificate,
  constraints: readonly NameConstraints[],
): string | undefined {
  for (const name of namesOf(certificate)) {
    for (const { permitted, excluded } of constraints) {
      const ofForm = (subtrees: readonly Subtree[]) => subtrees.filter(({ tag }) => tag === name.tag);
      const [allowed, forbidden] = [ofForm(permitted), ofForm(excluded)];
      if (forbidden.length > 0 && (isUndecidable(name) || forbidden.some((base) => fits(name, base)))) {
        return 'a name is excluded';
      }
      if (allowed.length > 0 && !allowed.some((base) => fits(name, base))) return 'a name is not permitted';
    }
  }
  return undefined;
}
