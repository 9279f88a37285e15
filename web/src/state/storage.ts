/**
 * The browser's storage, which may be forbidden, full, or hold what somebody else wrote. What it
 * does not take stays in memory, so that nothing is lost on the way to another page of ours; only a
 * reload loses it.
 */
const PREFIX = 'assay:';
const inMemory = new Map<string, string>();

/** Null where there is nothing. */
export function readStored(key: string): string | null {
  const kept = inMemory.get(key);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** False: it survives no reload. */
export function writeStored(key: string, value: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, value);
    inMemory.delete(key);
    return true;
  } catch {
    inMemory.set(key, value);
    return false;
  }
}

export function removeStored(key: string): void {
  inMemory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Forbidden: then nothing was kept either.
  }
}

/**
 * Calls when another tab of this browser wrote under the key, or may have while this page slept: a
 * page that comes back from the cache or the background has missed the browser's events.
 */
export function watchStored(key: string, changed: () => void): () => void {
  const onStorage = (event: StorageEvent): void => {
    // `clear` has no key.
    if (event.key === null || event.key === PREFIX + key) changed();
  };
  const onReturn = (): void => {
    if (document.visibilityState === 'visible') changed();
  };
  window.addEventListener('storage', onStorage);
  window.addEventListener('pageshow', onReturn);
  document.addEventListener('visibilitychange', onReturn);
  return () => {
    window.removeEventListener('storage', onStorage);
    window.removeEventListener('pageshow', onReturn);
    document.removeEventListener('visibilitychange', onReturn);
  };
}
