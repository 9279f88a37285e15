import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../production/compose.ts';

/** Folders with ca.pem, cert.pem and key.pem: for an engine on 127.0.0.1, and for who may use it. */
export interface Authority {
  readonly server: string;
  readonly client: string;
}

/** By the commands of docs/operations/production.md, in a new folder within `parent`. */
export async function makeAuthority(parent: string): Promise<Authority> {
  const folder = await mkdtemp(join(parent, 'authority-'));
  const openssl = (...args: readonly string[]): Promise<string> => run('openssl', args);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const [ca, caKey] = [join(folder, 'ca.pem'), join(folder, 'ca-key.pem')];
  const self = ['-x509', '-days', '2', '-subj', '/CN=Assay test authority'];
  await openssl('req', ...key, ...self, '-keyout', caKey, '-out', ca);
  const issue = async (name: string, extensions: string): Promise<string> => {
    const at = join(folder, name);
    await mkdir(at);
    const [request, settings] = [join(at, 'request.pem'), join(at, 'extensions.cnf')];
    await writeFile(settings, extensions);
    const subject = ['-subj', `/CN=${name}`, '-keyout', join(at, 'key.pem'), '-out', request];
    await openssl('req', ...key, ...subject);
    const signed = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2'];
    const files = ['-in', request, '-extfile', settings, '-out', join(at, 'cert.pem')];
    await openssl('x509', '-req', ...signed, ...files);
    await copyFile(ca, join(at, 'ca.pem'));
    return at;
  };
  return {
    server: await issue('server', 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n'),
    client: await issue('client', 'extendedKeyUsage=clientAuth\n'),
  };
}
