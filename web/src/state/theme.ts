/**
 * The theme is kept in a cookie, so that the server sends the page with it (api/routes/web) and
 * nothing flashes in the other one.
 */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const COOKIE = 'assay_theme';
const YEAR_S = 365 * 24 * 3600;

export const readTheme = (): Theme =>
  THEMES.find((theme) => theme === document.documentElement.dataset['theme']) ?? 'system';

export function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  const age = theme === 'system' ? 0 : YEAR_S;
  document.cookie = `${COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
