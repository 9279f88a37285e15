/** The page's policy allows the style sheets that CodeMirror makes only with its nonce. */
export const cspNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
