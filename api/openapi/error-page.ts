import { ERROR_CODES } from '../http/error-codes.ts';
import { escapeHtml } from '../http/escape-html.ts';

const code = (text: string): string =>
  escapeHtml(text).replaceAll(/`([^`]+)`/g, (_match, inner: string) => `<code>${inner}</code>`);

const section = ([name, { status, title, explanation }]: [
  string,
  (typeof ERROR_CODES)[keyof typeof ERROR_CODES],
]): string => `<section id="${name}">
<h2><code>${name}</code> (${status})</h2>
<p><strong>${code(title)}.</strong> ${code(explanation)}</p>
</section>`;

/** What the `type` of every problem document points to: one section a code. */
export const errorPage = (): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Assay: errors</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>Errors of the Assay API</h1>
<p>Every error is a problem document (RFC 9457, <code>application/problem+json</code>). Branch on its <code>code</code>.</p>
${Object.entries(ERROR_CODES).map(section).join('\n')}
</body>
</html>
`;
