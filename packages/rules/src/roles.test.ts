import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ACTIONS,
  type Action,
  entitled,
  isStaffRole,
  MATRIX,
  may,
  mayLook,
  maySamePersonDo,
  needsOffice,
  needsTwoPersons,
  type Right,
  ROLES,
  type Role,
  STAFF_ROLES,
} from './roles.ts';

const EVERY_ROLE = Object.keys(ROLES) as Role[];
const EVERY_ACTION = Object.keys(ACTIONS) as Action[];

// The matrix of domain.md §9 once more, row by row in the order of its columns:
// D do, Q request, A approve, P propose, C comment, O operate, R read, 2 two persons, - never.
const EXPECTED = `
  apply                  D  D  D  D  -  -  -  D  -  -  -  R
  screen                 -  -  RC D  D  -  -  -  -  -  -  R
  see-status             R  R  R  R  R  R  -  -  -  -  -  R
  read-number            R  R  R  R  R  -  -  -  -  R  -  R
  produce-or-destroy     -  -  D2 A2 D2 -  -  -  -  -  -  R
  hand-over              -  -  D  A  -  -  -  -  -  -  -  R
  set-pins               D  DQ D  A  -  -  -  -  D  -  -  R
  manage-certificates    Q  Q  Q  A  -  -  D2 -  -  -  -  R
  suspend                DQ DQ D  D  D  D  -  -  -  -  -  R
  lift-suspension        Q  Q  D  A  -  -  -  -  -  -  -  R
  abolish-or-reissue     Q  Q  D  A  D  -  -  -  -  -  -  R
  give-receipt-number    -  -  D  -  -  -  -  -  -  -  D  R
  validate-certificates  D  -  D  -  -  -  D  -  D  D  -  R
  issue-at-kiosk         D  -  O  OA O  -  -  -  O  -  -  R
  register-municipal-use D  D  D  A  D  -  -  -  -  -  -  R
  change-parameters      -  -  P  D2 D2 -  -  -  -  -  -  R
  read-audit-trail       R  R  R  R  R  R  R  R  R  R  -  R
`;
const LETTERS: Readonly<Record<string, Right>> = {
  D: 'do',
  Q: 'request',
  A: 'approve',
  P: 'propose',
  C: 'comment',
  O: 'operate',
  R: 'read',
};

test('§9 every cell of the matrix is as written, and nothing else is allowed', () => {
  const rows = EXPECTED.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  assert.deepEqual(rows.map(([action]) => action).toSorted(), EVERY_ACTION.toSorted());
  for (const [action, ...cells] of rows) {
    assert.equal(cells.length, EVERY_ROLE.length, action);
    EVERY_ROLE.forEach((role, column) => {
      const letters = cells[column] ?? '';
      for (const [letter, right] of Object.entries(LETTERS)) {
        assert.equal(
          may(role, action as Action, right),
          letters.includes(letter),
          `${role} ${action} ${right}`,
        );
      }
      assert.equal(
        needsTwoPersons(role, action as Action),
        letters.includes('2'),
        `${role} ${action} two persons`,
      );
    });
  }
});

test('§9 appendix B 7: the call centre may suspend and may never lift', () => {
  assert.equal(may('call-centre', 'suspend'), true);
  assert.equal(MATRIX['lift-suspension']['call-centre'], undefined);
});

test('ROL-01 auditors change nothing', () => {
  for (const action of EVERY_ACTION) {
    assert.deepEqual(MATRIX[action].auditor?.rights, ['read'], action);
  }
});

test('ROL-01 the call centre can only reduce capability', () => {
  const changes = EVERY_ACTION.filter((action) => may('call-centre', action));
  assert.deepEqual(changes, ['suspend']);
});

test('ROL-01 nobody both screens and hands over, or both approves a proxy and executes it', () => {
  assert.equal(maySamePersonDo(['screen'], 'hand-over'), false);
  assert.equal(maySamePersonDo(['hand-over'], 'screen'), false);
  assert.equal(maySamePersonDo(['approve-proxy'], 'hand-over'), false);
  assert.equal(maySamePersonDo(['propose'], 'confirm'), false);
  assert.equal(maySamePersonDo(['screen'], 'approve-proxy'), true);
  assert.equal(maySamePersonDo([], 'hand-over'), true);
});

test('ROL-01 who took an application in neither screens it nor hands over, and who approved does not make', () => {
  assert.equal(maySamePersonDo(['open-application'], 'screen'), false);
  assert.equal(maySamePersonDo(['open-application'], 'hand-over'), false);
  assert.equal(maySamePersonDo(['screen'], 'produce'), false);
  assert.equal(maySamePersonDo(['open-application'], 'produce'), true);
});

test('§9 municipal roles are held at an office, national ones at none', () => {
  assert.deepEqual(STAFF_ROLES.filter(needsOffice), ['clerk', 'supervisor']);
  assert.equal(isStaffRole('resident'), false);
});

test('§9 whoever does, approves or comments may look; whoever only operates the service does not', () => {
  assert.equal(mayLook('supervisor', 'screen'), true);
  assert.equal(mayLook('clerk', 'screen'), true);
  assert.equal(mayLook('clerk', 'issue-at-kiosk'), false);
  assert.equal(mayLook('call-centre', 'hand-over'), false);
  assert.equal(entitled('supervisor', 'hand-over', ['do', 'approve']), true);
  assert.equal(entitled('supervisor', 'hand-over', 'do'), false);
  assert.equal(entitled('auditor', 'screen', 'look'), true);
});
