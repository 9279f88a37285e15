import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';
import type { OidcProvider } from '../../platform/config/oidc-providers.ts';

/** An OpenID Connect provider on loopback: the real package, and a person who never hesitates. */
export interface TestProvider {
  readonly settings: OidcProvider;
  /** Who sits in front of the browser, by `sub`; null: somebody who refuses. */
  person: string | null;
  /** What the provider knows of each, by `sub`. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>;
  /** Publishes a key that it does not sign with. */
  liesAboutKeys: boolean;
  /** Answers everything with 503, as it does before `serve`. */
  isDown: boolean;
  /** Begins to answer, for the Assay at these origins. */
  serve(...origins: readonly string[]): void;
  close(): Promise<void>;
}

const SECRET = 'a secret of the client: +/%';
const CALLBACK = (origin: string, id: string): string =>
  `${origin}/api/v1/auth/providers/${id}/callback`;

const newKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kty, ...numbers } = privateKey.export({ format: 'jwk' }) as JWK;
  return { kty: String(kty), ...numbers, use: 'sig', alg: 'RS256', kid: 'the-key' };
};
const publicPart = ({ kty, n, e, use, alg, kid }: JWK) => ({ kty, n, e, use, alg, kid });

const makeProvider = (
  { settings, people }: Pick<TestProvider, 'settings' | 'people'>,
  redirectUris: string[],
): Provider =>
  new Provider(settings.issuer.origin, {
    clients: [{ client_id: settings.clientId, client_secret: SECRET, redirect_uris: redirectUris }],
    jwks: { keys: [newKey()] },
    cookies: { keys: ['for a test'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'email', 'groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...people.get(sub) }),
    }),
  });

/** What a person does at the provider: signs in, and agrees. */
const decide = async (
  provider: Provider,
  person: string | null,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  const { prompt, params, session } = await provider.interactionDetails(req, res);
  const answer = async () => {
    if (person === null) return { error: 'access_denied' };
    if (prompt.name === 'login') return { login: { accountId: person, remember: false } };
    const grant = new provider.Grant({
      accountId: String(session?.accountId),
      clientId: String(params['client_id']),
    });
    grant.addOIDCScope(String(params['scope']));
    return { consent: { grantId: await grant.save() } };
  };
  await provider.interactionFinished(req, res, await answer());
};

/** `changes` to what the operator's file would say of it. */
export const startProvider = async (
  id: string,
  changes: Partial<OidcProvider> = {},
): Promise<TestProvider> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const test: TestProvider = {
    settings: {
      ...{ id, title: `Account of ${id}`, issuer: new URL(`http://127.0.0.1:${port}`) },
      ...{ clientId: 'assay', clientSecret: SECRET, clientAuthentication: 'client_secret_basic' },
      ...{ scopes: ['profile'], usernameClaim: 'preferred_username', roles: null },
      ...changes,
    },
    ...{ person: null, people: new Map(), liesAboutKeys: false, isDown: true },
    serve: (...origins) => {
      const provider = makeProvider(
        test,
        origins.map((origin) => CALLBACK(origin, id)),
      );
      const handle = provider.callback();
      server.on('request', (req, res) => {
        const path = req.url ?? '/';
        if (test.isDown) res.writeHead(503).end();
        else if (path.startsWith('/interaction/')) void decide(provider, test.person, req, res);
        else if (path === '/jwks' && test.liesAboutKeys) {
          res.setHeader('Content-Type', 'application/jwk-set+json');
          res.end(JSON.stringify({ keys: [publicPart(newKey())] }));
        } else void handle(req, res);
      });
      test.isDown = false;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return test;
};

/** A browser without pages: it keeps cookies, by host alone as browsers do, and follows redirects. */
export class FetchBrowser {
  readonly #cookies = new Map<string, string>();

  /** One request, as a browser that is led there makes it. */
  async open(url: string | URL): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { Accept: 'text/html', Cookie: cookie },
    });
    this.keep(response.headers);
    return response;
  }

  keep(headers: Headers): void {
    for (const header of headers.getSetCookie()) {
      const [name = '', value = ''] = (header.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** Follows redirects until one leads to `origin`, and gives that address without opening it. */
  async follow(url: string, origin: string): Promise<URL> {
    let next = new URL(url);
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      if (next.origin === origin) return next;
      const response = await this.open(next);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${next.href}: ${await response.text()}`);
      next = new URL(location, next);
    }
    throw new Error(`${url} leads round in circles.`);
  }
}
const MAX_STEPS = 12;
