import Bowser from 'bowser';

/** What is kept of the header: enough for every browser's, which its sender could make any length. */
const MAX_USER_AGENT = 300;

/** As it is stored: printable ASCII, since the header may hold any byte. */
export const trimUserAgent = (header: string | undefined): string | null => {
  const text = (header ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, MAX_USER_AGENT);
  return text.trim() === '' ? null : text.trim();
};

/** `Firefox 140 on Windows`: so that somebody knows it again. Null where the header says nothing known. */
export const describeClient = (userAgent: string | null): string | null => {
  if (userAgent === null) return null;
  const { browser, os } = Bowser.parse(userAgent);
  const major = browser.version?.split('.')[0] ?? '';
  const name = [browser.name ?? '', major].filter((part) => part !== '').join(' ');
  const parts = [name, os.name ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(' on ');
};
