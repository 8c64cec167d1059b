// Policies and name constraints along a path (RFC 5280 §4.2.1.10 to §4.2.1.14, §6.1).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AT,
  altName,
  certify,
  directory,
  dn,
  dns,
  entity,
  inhibitAny,
  ip,
  mail,
  mappings,
  nameConstraints,
  other,
  policyConstraints,
  selfSigned,
  uri,
  type Wish,
} from '../../testing/paths.ts';
import type { Certificate } from '../certificate/read.ts';
import { OID } from '../oids.ts';
import { type PathExpectation, validatePath } from './validate.ts';

const root = entity('Root');
const [first, second] = [entity('First'), entity('Second')];
const holder = entity('Holder');
const anchor = selfSigned(root);
const [A, B, C] = ['1.2.3.1', '1.2.3.2', '1.2.3.3'] as const;
const ANY = OID.anyPolicy;

const pathOf = (one: Wish, two: Wish, last: Wish) => [
  certify(root, first, { ca: true, ...one }),
  certify(first, second, { ca: true, ...two }),
  certify(second, holder, last),
];

function policiesOf(path: readonly Certificate[], expectation: Partial<PathExpectation> = {}): string {
  const { ok, policies, checks } = validatePath(path, anchor, { at: AT, ...expectation });
  return ok ? policies.toSorted().join(' ') : `no: ${checks.find((check) => !check.ok)?.check}`;
}

const explicit = { explicitPolicy: true } as const;

test('policies: what every certificate has is valid', () => {
  const all = (...list: string[]) => pathOf({ policies: list }, { policies: list }, { policies: list });
  assert.equal(policiesOf(all(A)), A);
  assert.equal(policiesOf(all(A, B)), `${A} ${B}`);
  assert.equal(policiesOf(pathOf({ policies: [A] }, { policies: [A, B] }, { policies: [B] })), '');
  assert.equal(
    policiesOf(pathOf({ policies: [A] }, { policies: [A, B] }, { policies: [B] }), explicit),
    'no: policies',
  );
  assert.equal(policiesOf(pathOf({ policies: [A] }, {}, { policies: [A] })), '');
  assert.equal(policiesOf(pathOf({ policies: [A] }, {}, { policies: [A] }), explicit), 'no: policies');
  assert.equal(policiesOf(all(A), { policies: [B] }), '');
  assert.equal(policiesOf(all(A), { policies: [B], explicitPolicy: true }), 'no: policy-wanted');
  assert.equal(policiesOf(all(A, B), { policies: [B, C], explicitPolicy: true }), B);
});

test('anyPolicy stands for every policy, until it is inhibited', () => {
  const any = { policies: [ANY] };
  assert.equal(policiesOf(pathOf(any, any, { policies: [A] }), explicit), A);
  assert.equal(policiesOf(pathOf(any, any, any), explicit), ANY);
  assert.equal(policiesOf(pathOf({ policies: [A] }, any, any), explicit), A);
  assert.equal(policiesOf(pathOf(any, any, any), { ...explicit, policies: [B] }), B);
  assert.equal(policiesOf(pathOf(any, any, any), { ...explicit, inhibitAnyPolicy: true }), 'no: policies');
  const inhibited = (count: number) => ({ policies: [A], more: [inhibitAny(count)] });
  assert.equal(policiesOf(pathOf(inhibited(0), any, { policies: [A] }), explicit), 'no: policies');
  assert.equal(policiesOf(pathOf(inhibited(1), any, { policies: [A] }), explicit), A);
  assert.equal(policiesOf(pathOf(inhibited(1), any, any), explicit), 'no: policies');
  assert.equal(policiesOf(pathOf(inhibited(2), any, any), explicit), A);
  // it still counts in a certificate that a CA has issued to itself
  const next = { ...first, key: entity('First', 'First 2').key };
  const linked = [
    certify(root, first, { ca: true, ...inhibited(0) }),
    certify(first, next, { ca: true, ...any }),
    certify(next, holder, { policies: [A] }),
  ];
  assert.equal(policiesOf(linked, explicit), A);
});

test('requireExplicitPolicy: after so many certificates one policy must be valid', () => {
  const demands = (count: number) => ({ policies: [A], more: [policyConstraints(count)] });
  const none = { policies: [B] };
  assert.equal(policiesOf(pathOf(demands(0), none, none)), 'no: policies');
  assert.equal(policiesOf(pathOf(demands(1), none, none)), 'no: policies');
  assert.equal(policiesOf(pathOf(demands(2), none, none)), 'no: policy-wanted');
  assert.equal(policiesOf(pathOf(demands(3), none, none)), '');
  assert.equal(policiesOf(pathOf({}, {}, { more: [policyConstraints(0)] })), 'no: policy-wanted');
  assert.equal(policiesOf(pathOf(demands(5), demands(0), none)), 'no: policies');
});

test('mappings: one CA’s policy goes on under another’s name, unless that is inhibited', () => {
  const mapped = (...pairs: (readonly [string, string])[]) => ({ policies: [A], more: [mappings(...pairs)] });
  assert.equal(policiesOf(pathOf(mapped([A, B]), { policies: [B] }, { policies: [B] }), explicit), A);
  assert.equal(
    policiesOf(pathOf(mapped([A, B]), { policies: [A] }, { policies: [A] }), explicit),
    'no: policies',
  );
  const twice = pathOf(mapped([A, B]), { policies: [B], more: [mappings([B, C])] }, { policies: [C] });
  assert.equal(policiesOf(twice, explicit), A);
  assert.equal(policiesOf(twice, { ...explicit, policies: [C] }), 'no: policy-wanted');
  const both = pathOf(mapped([A, B], [A, C]), { policies: [C] }, { policies: [C] });
  assert.equal(policiesOf(both, explicit), A);
  assert.equal(policiesOf(both, { ...explicit, inhibitPolicyMapping: true }), 'no: policies');
  for (const pair of [
    [ANY, A],
    [A, ANY],
  ] as const) {
    assert.equal(
      policiesOf(pathOf(mapped(pair), { policies: [A] }, { policies: [A] })),
      'no: policy-mappings',
    );
  }
  const fromAny = pathOf({ policies: [ANY], more: [mappings([A, B])] }, { policies: [B] }, { policies: [B] });
  assert.equal(policiesOf(fromAny, explicit), A);
  const inhibits = { policies: [A], more: [policyConstraints(undefined, 0)] };
  const inhibited = pathOf(inhibits, { policies: [A], more: [mappings([A, B])] }, { policies: [B] });
  assert.equal(policiesOf(inhibited, explicit), 'no: policies');
});

test('many mappings over many certificates cost no more than their number (RFC 9618)', () => {
  const list = Array.from({ length: 40 }, (_, index) => `1.2.4.${index}`);
  const every = mappings(...list.flatMap((from) => list.map((to) => [from, to] as const)));
  const entities = Array.from({ length: 9 }, (_, index) => entity(`Level ${index}`, `Level ${index % 2}`));
  const cas = [root, ...entities];
  const path = entities.map((subject, index) =>
    certify(cas[index] ?? root, subject, { ca: true, policies: list, more: [every] }),
  );
  const last = certify(entities.at(-1) ?? root, holder, { policies: [list[0] ?? A] });
  assert.equal(policiesOf([...path, last], explicit).split(' ').length, list.length);
});

/** Whether a certificate with these names is permitted below a CA with these constraints. */
function permits(permitted: Uint8Array[], excluded: Uint8Array[], ...names: Uint8Array[]): boolean {
  const more = [nameConstraints(permitted, excluded)];
  const path = pathOf({}, { more }, names.length > 0 ? { more: [altName(...names)] } : {});
  const { ok, checks } = validatePath(path, anchor, { at: AT });
  if (!ok) assert.equal(checks.find((check) => !check.ok)?.check, 'names-permitted');
  return ok;
}

test('names: directory names by whole RDNs, in the subject and in alternative names', () => {
  const country = directory(dn(['C', 'JP']));
  const organisation = directory(dn(['C', 'jp'], ['O', 'PATHS']));
  const elsewhere = directory(dn(['C', 'JP'], ['O', 'Elsewhere']));
  assert.ok(permits([country], []));
  assert.ok(permits([organisation], []));
  assert.ok(!permits([elsewhere], []));
  assert.ok(permits([elsewhere, organisation], []));
  assert.ok(!permits([], [organisation]));
  assert.ok(permits([], [elsewhere]));
  assert.ok(!permits([country], [organisation]));
  assert.ok(!permits([organisation], [], directory(dn(['C', 'JP'], ['O', 'Elsewhere'], ['CN', 'x']))));
  assert.ok(!permits([directory(dn(['C', 'JP'], ['O', 'Pat']))], []));
});

test('names: mail, hosts, addresses and networks, each by its own rule', () => {
  const cases: readonly (readonly [constraint: Uint8Array, within: Uint8Array[], outside: Uint8Array[]])[] = [
    [
      mail('mihon.example'),
      [mail('a@mihon.example'), mail('A@MIHON.example')],
      [mail('a@x.mihon.example'), mail('a@amihon.example')],
    ],
    [mail('.mihon.example'), [mail('a@x.mihon.example')], [mail('a@mihon.example')]],
    [mail('a@mihon.example'), [mail('a@mihon.example')], [mail('b@mihon.example')]],
    [
      dns('mihon.example'),
      [dns('mihon.example'), dns('a.b.mihon.example')],
      [dns('amihon.example'), dns('example')],
    ],
    [
      uri('.mihon.example'),
      [uri('https://a.mihon.example:8443/x?y')],
      [uri('https://mihon.example/'), uri('http://a.mihon.example.evil/')],
    ],
    [
      uri('mihon.example'),
      [uri('https://me@mihon.example/')],
      [uri('https://a.mihon.example/'), uri('https://mihon.example@evil/')],
    ],
    [ip(192, 0, 2, 0, 255, 255, 255, 0), [ip(192, 0, 2, 77)], [ip(192, 0, 3, 77)]],
  ];
  for (const [constraint, within, outside] of cases) {
    for (const name of within) {
      assert.ok(permits([constraint], [], name));
      assert.ok(!permits([], [constraint], name));
    }
    for (const name of outside) {
      assert.ok(!permits([constraint], [], name));
      assert.ok(permits([], [constraint], name));
    }
    assert.ok(!permits([constraint], [], ...within, ...outside), 'every name must be permitted');
  }
  assert.ok(
    permits([dns('mihon.example')], [], mail('a@elsewhere.example')),
    'other forms are not constrained',
  );
});

test('names: what nobody can place is in no permitted subtree and in every excluded one', () => {
  for (const name of [other('1.2.3')]) {
    assert.ok(!permits([other('1.2.3')], [], name));
    assert.ok(!permits([], [other('1.2.4')], name));
  }
  for (const odd of ['urn:isbn:1', 'https://192.0.2.1/', 'https://[2001:db8::1]/', 'mihon.example']) {
    assert.ok(!permits([uri('mihon.example')], [], uri(odd)), odd);
    assert.ok(!permits([], [uri('elsewhere.example')], uri(odd)), odd);
  }
});

test('names: a mail address in the subject counts where no alternative name has one', () => {
  const named = { ...holder, name: dn(['C', 'JP'], ['emailAddress', 'a@evil.example']) };
  const more = [nameConstraints([mail('mihon.example')])];
  const below = (wish: Wish) => [certify(root, first, { ca: true, more }), certify(first, named, wish)];
  const ok = (wish: Wish) => validatePath(below(wish), anchor, { at: AT }).ok;
  assert.ok(!ok({}));
  assert.ok(ok({ more: [altName(mail('a@mihon.example'))] }));
});

test('names: constraints add up along the path, and self-issued certificates in between are let through', () => {
  const inner = { ...second, name: dn(['C', 'JP'], ['O', 'Paths'], ['OU', 'inner'], ['CN', 'Second']) };
  const paths = nameConstraints([directory(dn(['C', 'JP'], ['O', 'Paths']))]);
  const narrow = nameConstraints([directory(dn(['C', 'JP'], ['O', 'Paths'], ['OU', 'inner']))]);
  const check = (subject: typeof holder, ...between: Certificate[]) =>
    validatePath(
      [certify(root, first, { ca: true, more: [paths] }), ...between, certify(inner, subject)],
      anchor,
      { at: AT },
    ).ok;
  const named = (...tail: (readonly ['OU' | 'CN', string])[]) => ({
    ...holder,
    name: dn(['C', 'JP'], ['O', 'Paths'], ...tail),
  });
  const between = certify(first, inner, { ca: true, more: [narrow] });
  assert.ok(check(named(['OU', 'inner'], ['CN', 'x']), between));
  assert.ok(!check(named(['CN', 'x']), between));
  const next = { ...first, key: entity('First', 'First 2').key };
  const strict = nameConstraints([], [directory(first.name)]);
  const linked = [
    certify(root, first, { ca: true, more: [strict] }),
    certify(first, next, { ca: true }),
    certify(next, holder),
  ];
  assert.ok(validatePath(linked, anchor, { at: AT }).ok);
});
