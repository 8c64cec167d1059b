import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningProgram, startProgram } from '../harness/running-program.ts';
import type { TlsIdentity } from '../harness/tls-certificates.ts';

/** The TLS proxy in front of the server, and plain HTTP for what stands in certificates. Debian package: nginx. */
export async function startNginx(
  folder: string,
  on: {
    readonly identity: TlsIdentity;
    readonly https: number;
    readonly http: number;
    readonly server: number;
  },
): Promise<RunningProgram> {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  // Its workers put long requests into files of that folder, which is closed to other users.
  const asOneself = process.getuid?.() === 0 ? 'user root; ' : '';
  const conf = join(folder, 'nginx.conf');
  writeFileSync(
    conf,
    `${asOneself}daemon off; pid ${folder}/pid; error_log stderr info; worker_processes 1;
events {}
http {
  access_log off; ${folders.join(' ')}
  client_max_body_size 24m;
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_http_version 1.1;
  server {
    listen 127.0.0.1:${on.https} ssl;
    server_name localhost;
    ssl_certificate ${on.identity.certificate};
    ssl_certificate_key ${on.identity.key};
    location / { proxy_pass http://127.0.0.1:${on.server}; }
  }
  server {
    listen 127.0.0.1:${on.http};
    location / { return 404; }
    location ~ ^/(ocsp|crl|ca)/ { proxy_pass http://127.0.0.1:${on.server}; }
  }
}
`,
  );
  const running = startProgram('/usr/sbin/nginx', ['-p', folder, '-e', 'stderr', '-c', conf]);
  await running.said(/start worker process \d/);
  return running;
}
