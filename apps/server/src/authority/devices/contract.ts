import { contract, staffAt } from '../../platform/index.ts';
import {
  confirmRequest,
  deviceParams,
  devicesAnswer,
  doneAnswer,
  keyAnswer,
  keyRequest,
  registerAnswer,
  registerRequest,
  withdrawRequest,
} from './schemas.ts';

/** Hub operations (domain.md §9). */
const OPERATORS = staffAt('hub', 'issue-at-kiosk', 'operate', 'national');

export const devicesContract = contract('devices', {
  'GET /api/devices': {
    who: staffAt('hub', 'issue-at-kiosk', ['operate', 'read'], 'national'),
    summary: 'The enrolled devices',
    answer: devicesAnswer,
  },
  'POST /api/devices': {
    who: OPERATORS,
    summary: 'Register a device; the answer is the one-time code with which it shows its key',
    body: registerRequest,
    answer: registerAnswer,
  },
  'POST /api/devices/key': {
    who: 'public',
    perMinute: 20,
    summary: 'A device shows its public key; the request is signed with it (RFC 9421)',
    body: keyRequest,
    answer: keyAnswer,
  },
  'POST /api/devices/:id/confirm': {
    who: OPERATORS,
    summary: 'Confirm a device’s key after comparing its thumbprint; not by who registered it',
    params: deviceParams,
    body: confirmRequest,
    answer: doneAnswer,
  },
  'POST /api/devices/:id/withdraw': {
    who: OPERATORS,
    summary: 'Withdraw a device, at once',
    params: deviceParams,
    body: withdrawRequest,
    answer: doneAnswer,
  },
});
