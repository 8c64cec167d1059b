import type { Migration } from '../../platform/index.ts';

export const signingMigrations: readonly Migration[] = [
  {
    name: '0090_signing',
    statements: [
      `create table signing_ceremonies (
         id text primary key, person_id text not null, name text not null, sha256 text not null,
         pages integer not null, state text not null, created_at timestamptz not null,
         expires_at timestamptz not null, stamp_page integer not null, stamp_x double precision not null,
         stamp_y double precision not null, stamp_width double precision not null,
         stamp_height double precision not null, certificate bytea, serial text, signing_time timestamptz,
         digest bytea, signature bytea, signed_sha256 text, signed_at timestamptz)`,
      'create index signing_ceremonies_by_person on signing_ceremonies (person_id, created_at desc)',
      `create table signing_files (
         ceremony text not null references signing_ceremonies on delete cascade, role text not null,
         bytes bytea not null, primary key (ceremony, role))`,
    ],
  },
  {
    name: '0091_signing_by_card',
    statements: [
      // Signatures by card have one place for all that is signed (`card-signature/`); their history keeps its words.
      `insert into card_signatures
       select id, 'signing', person_id, case state when 'uploaded' then 'begun' else state end,
         jsonb_strip_nulls(jsonb_build_object('name', name, 'sha256', sha256, 'pages', pages,
           'stamp', jsonb_build_object('page', stamp_page, 'x', stamp_x, 'y', stamp_y, 'width', stamp_width,
             'height', stamp_height),
           'signedSha256', signed_sha256)),
         created_at, expires_at, certificate, serial, signing_time, digest, signature, signed_at
       from signing_ceremonies`,
      `insert into card_signature_files
       select ceremony, case role when 'uploaded' then 'content' else 'result' end, bytes from signing_files`,
      'drop table signing_files',
      'drop table signing_ceremonies',
    ],
  },
];
