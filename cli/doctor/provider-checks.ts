import { discover } from '../../api/oidc/discover.ts';
import { ConfigError } from '../../platform/config/config-error.ts';
import { loadOidcProviders, type OidcProvider } from '../../platform/config/oidc-providers.ts';
import { errorCode } from '../../platform/error-code.ts';
import { fail, ok, warn, type Check, type Finding } from './check.ts';

/** What is missing of a provider, and what to do about it. */
interface Fault {
  readonly found: string;
  readonly remedy: string;
}

/** The OpenID Connect providers that people may sign in with, each asked for its addresses. */
const providers: Check = {
  name: 'providers',
  run: async ({ config: { oidcProvidersFile, publicUrl } }) => {
    if (oidcProvidersFile === null) return ok('none: people sign in with passwords');
    const found = readProviders(oidcProvidersFile);
    if (!Array.isArray(found)) return found;
    const faults = (await Promise.all(found.map(faultOf))).flat();
    const [first] = faults;
    if (first !== undefined) {
      return fail(
        faults.map((fault) => fault.found).join('\n'),
        [...new Set(faults.map(({ remedy }) => remedy))].join(' '),
      );
    }
    const names = found.map(({ id, issuer }) => `${id} (${issuer.host})`).join(', ');
    if (publicUrl !== null) return ok(`${names}: each tells its addresses`);
    return warn(
      `${names}; ASSAY_PUBLIC_URL is not set`,
      'Set it to the address that browsers use: providers send people back to no other.',
    );
  },
};

const readProviders = (file: string): OidcProvider[] | Finding => {
  try {
    return [...loadOidcProviders(file)];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return fail(error.problems.join('\n'), 'docs/operations/openid-connect.md has every key.');
  }
};

const faultOf = async (provider: OidcProvider): Promise<Fault[]> => {
  const { id, issuer } = provider;
  try {
    await discover(provider);
    return [];
  } catch (error) {
    const { found, remedy } = explain(error);
    return [{ found: `${id}, ${issuer.href}: ${found}`, remedy }];
  }
};

/** openid-client wraps what `fetch` says, which wraps what the system says. */
interface Link {
  readonly message?: string;
  readonly cause?: unknown;
  /** Of an answer that is no document. */
  readonly status?: number;
  /** Of a document that names another issuer. */
  readonly body?: { readonly issuer?: unknown };
}
const LINKS = 4;

const linksOf = (error: unknown): readonly Link[] => {
  const links: Link[] = [];
  for (let link = error; typeof link === 'object' && link !== null && links.length < LINKS;) {
    links.push(link);
    link = (link as Link).cause;
  }
  return links;
};

const explain = (error: unknown): Fault => {
  const links = linksOf(error);
  const status = links.find((link) => typeof link.status === 'number')?.status;
  if (status !== undefined) {
    return {
      found: `it answers ${status} where its addresses should be`,
      remedy:
        'Correct the issuer, or mend the provider: ISSUER/.well-known/openid-configuration is asked for.',
    };
  }
  const code = links.map(errorCode).findLast((one) => one !== null) ?? null;
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
    return {
      found: `it names itself ${String(links.find(({ body }) => body)?.body?.issuer)}`,
      remedy: 'Write the issuer exactly as the provider names itself.',
    };
  }
  if (code !== null && /CERT|SIGNATURE|ISSUER/.test(code)) {
    return {
      found: `its certificate is not trusted (${code})`,
      remedy: 'Name a file with the certificate of its authority in NODE_EXTRA_CA_CERTS.',
    };
  }
  return {
    found: `it does not answer (${code ?? links[0]?.message ?? String(error)})`,
    remedy: 'Start it, open the way to it from the API, or correct the issuer.',
  };
};

export const PROVIDER_CHECKS: readonly Check[] = [providers];
