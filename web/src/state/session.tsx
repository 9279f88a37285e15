import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { SessionResource, UserResource } from '../../../grading/resource/resources.ts';
import { ApiProblem, call, setCsrfToken } from '../api-client.ts';

/** Who is signed in. `user` is undefined until that is known, and null for nobody. */
export interface Session {
  readonly user: UserResource | null | undefined;
  /** The password was given out by an admin: the API answers nothing until there is another. */
  readonly mustChangePassword: boolean;
  readonly signIn: (username: string, password: string) => Promise<void>;
  readonly register: (username: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** After something about the user was changed. */
  readonly refresh: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('There is no SessionProvider.');
  return session;
};

const UNAUTHORIZED = 401;

async function currentSession(): Promise<SessionResource | null> {
  try {
    return await call<SessionResource>('GET', 'sessions/current');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === UNAUTHORIZED) return null;
    throw error;
  }
}

export function SessionProvider({ children }: { readonly children: ComponentChildren }) {
  const [user, setUser] = useState<UserResource | null | undefined>(undefined);
  const [mustChangePassword, setMustChange] = useState(false);
  const take = useCallback((found: SessionResource | null): void => {
    setCsrfToken(found?.csrfToken ?? null);
    setUser(found?.user ?? null);
    setMustChange(found?.mustChangePassword ?? false);
  }, []);
  useEffect(() => {
    // Where the server does not answer, the pages that need it say so; this is nobody's session.
    currentSession().then(take, () => take(null));
  }, [take]);

  const session = useMemo<Session>(() => {
    const signIn: Session['signIn'] = async (username, password) => {
      take(await call<SessionResource>('POST', 'sessions', { body: { username, password } }));
    };
    return {
      user,
      mustChangePassword,
      signIn,
      register: async (username, password) => {
        await call('POST', 'users', { body: { username, password } });
        await signIn(username, password);
      },
      refresh: async () => take(await currentSession()),
      signOut: async () => {
        await call('DELETE', 'sessions/current');
        take(null);
      },
    };
  }, [user, mustChangePassword, take]);

  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}
