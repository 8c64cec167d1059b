import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentSettings, ServerView } from '@mibun/agent/program';
import { greeting } from './greeting.ts';

const SERVER = 'https://card.reikoku.example';
const settings: AgentSettings = {
  serverOrigin: SERVER,
  origin: 'http://localhost:8701',
  port: 8701,
  readers: [],
  sites: [],
  mayAllow: true,
};
const server: ServerView = { fictitious: false, origin: SERVER, agentOrigin: settings.origin };
const readers = { running: true, silent: false, list: () => [{ name: 'ACS 00 00', card: 'none' } as const] };
const said = (situation: Partial<Parameters<typeof greeting>[0]> = {}) =>
  greeting({ settings, server, trusted: true, readers, ...situation }).join('\n');

test('the first words of an agent: where it is, for whom, why it is trusted, how it ends', () => {
  const words = said();
  assert.match(words, /running, for https:\/\/card\.reikoku\.example/);
  assert.match(words, /its origin +http:\/\/localhost:8701/);
  assert.match(words, /readers +ACS 00 00/);
  assert.match(words, /the server +answers, and its pages look for the agent here/);
  assert.match(words, /Browsers trust this origin without a certificate/);
  assert.match(words, /Ctrl-C stops it/);
});

test('a server that looks for the agent elsewhere, or is called otherwise, is told with what to do', () => {
  const elsewhere = said({ server: { ...server, agentOrigin: 'http://localhost:9000' } });
  assert.match(elsewhere, /would not find this one: start it with --origin http:\/\/localhost:9000/);
  const renamed = said({ server: { ...server, origin: 'https://id.example' } });
  assert.match(
    renamed,
    /calls itself https:\/\/id\.example: start the agent with --server https:\/\/id\.example/,
  );
  assert.match(said({ server: { silent: 'its name is not known here' } }), /does not answer: its name/);
});

test('readers that are not there yet, and why', () => {
  assert.match(said({ readers: { ...readers, list: () => [] } }), /none is plugged in; one that is plugged/);
  assert.match(said({ readers: { ...readers, running: false } }), /\(PC\/SC\) does not run/);
  assert.match(said({ readers: { ...readers, running: false, silent: true } }), /does not answer/);
  const only = { settings: { ...settings, readers: ['Yubi'] } };
  assert.doesNotMatch(said(only), /ACS/, 'a reader that is not used is not named');
});

test('which sites may ask', () => {
  const withSites = (more: Partial<AgentSettings>) => said({ settings: { ...settings, ...more } });
  assert.match(withSites({}), /that one; about others the person is asked once, until it stops/);
  assert.match(withSites({ sitesFile: 'sites.json' }), /kept in sites\.json/);
  const bank = { sites: ['https://bank.example'], mayAllow: false };
  assert.match(withSites(bank), /that one, https:\/\/bank\.example, and no other/);
});

test('a certificate is worth what the trust store says', () => {
  const tls = { cert: '', key: '', names: 'localhost', validTo: new Date(0), fingerprint: 'AB:CD' };
  const secure = { settings: { ...settings, origin: 'https://localhost:8701', tls } };
  assert.match(said(secure), /for localhost, until 1970-01-01,\n +SHA-256 AB:CD/);
  assert.match(said(secure), /knows it\. Browsers with a store of their own/);
  assert.match(said({ ...secure, trusted: false }), /does not know it: browsers will show a warning/);
});
