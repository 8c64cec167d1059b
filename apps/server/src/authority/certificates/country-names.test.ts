// Certificates of an installation bear the names that its country has in pki.yaml.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { profileWith, readCertificate } from '@mibun/pki';
import { issueRequest, subjectKey, testMunicipality } from '../../../testing/certificates.ts';
import { testCountry } from '../../../testing/country.ts';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { ConfigurationError, type Platform } from '../../platform/index.ts';
import { certificatesMigrations, createCertificates } from './index.ts';

const { pki } = testCountry();
const PRACTICE = 'https://www.reikoku.example/practice';

let platform: TestPlatform;
let ofReikoku: Platform;
before(async () => {
  platform = await openTestPlatform({ migrations: certificatesMigrations });
  const certificateProfile = profileWith(pki.layout, pki.arc, pki.names);
  ofReikoku = {
    ...platform,
    config: { ...platform.config, certificateProfile, practiceStatement: PRACTICE },
  };
});
after(() => platform.close());

test('CAs, responders, time stamps and holders are named as pki.yaml says, and the practice statement is where it says', async () => {
  const certificates = createCertificates(ofReikoku, { municipality: testMunicipality }).api;
  await certificates.open();
  assert.equal(certificates.ca('signature').certificate.subject, 'C=ZZ, O=Reikoku, CN=Reikoku Signature CA');
  const { certificate: stamper } = await certificates.timeStamper();
  assert.equal(stamper.subject, 'C=ZZ, O=Reikoku, CN=Reikoku time-stamp authority');
  const { certificate: responder } = await certificates.responder('authentication', 1);
  assert.equal(responder.subject, 'C=ZZ, O=Reikoku, CN=Reikoku User Identification CA status responder');
  const name = { kind: 'time-stamp', unit: 7 } as const;
  const { subject } = await certificates.draftForInstitution({ name, publicKey: subjectKey(), days: 30 });
  assert.deepEqual(subject, { organisation: 'Reikoku', commonName: 'Reikoku time-stamp unit 7' });
  const { der } = await certificates.issue(issueRequest('authentication', 'card-reikoku'));
  const holder = readCertificate(der);
  assert.match(holder.subject, /^C=ZZ, CN=/);
  assert.ok(Buffer.from(der).includes(PRACTICE));
  assert.ok(Buffer.from(stamper.der).includes(PRACTICE));
});

test('CA-03 names are chosen once: other ones in the folder of the same installation are refused with what to write', async () => {
  const other = createCertificates(platform, { municipality: testMunicipality }).api;
  await assert.rejects(
    other.open(),
    (error) =>
      error instanceof ConfigurationError &&
      /pki\.yaml names .*"C=ZZ, O=Reikoku, CN=Reikoku .* CA": write the names as its roots have them/.test(
        error.problems.join(),
      ),
  );
});
