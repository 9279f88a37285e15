import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SqlDialectName } from '../exercise/modes/sql.ts';
import { copyText } from './copy-text.ts';

interface MarkdownProps {
  readonly text: string;
  /** Of its code blocks in SQL. */
  readonly dialect?: SqlDialectName | null;
}

/**
 * An author's Markdown. DOMPurify gives nodes, never a string to parse again, and its policy is the
 * only one that the page's Content-Security-Policy allows. Styles, forms and media stay out.
 */
export default function Markdown({ text, dialect = null }: MarkdownProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const nodes = DOMPurify.sanitize(marked.parse(text, { async: false, gfm: true }), {
      USE_PROFILES: { html: true },
      FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'audio', 'video'],
      FORBID_ATTR: ['style', 'id', 'name'],
      RETURN_DOM_FRAGMENT: true,
    });
    demoteHeadings(nodes);
    for (const table of nodes.querySelectorAll('table')) wrapTable(table);
    for (const block of nodes.querySelectorAll('pre')) furnishCode(block, dialect);
    place.current?.replaceChildren(nodes);
  }, [text, dialect]);
  return <div class="markdown" ref={place} />;
}

/** The page has its title already; the statement's own would be a second. */
function demoteHeadings(nodes: DocumentFragment): void {
  nodes.querySelector('h1')?.remove();
  for (const title of nodes.querySelectorAll('h1')) {
    const smaller = document.createElement('h2');
    smaller.replaceChildren(...title.childNodes);
    title.replaceWith(smaller);
  }
}

/** A wide table scrolls by itself, by keyboard too; the page does not. */
function wrapTable(table: HTMLTableElement): void {
  const scroller = frame('table-scroll');
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', 'Table');
  table.replaceWith(scroller);
  scroller.append(table);
}

/** Within a keyboard's reach, to be copied, and coloured once its language's parser has come. */
function furnishCode(block: HTMLPreElement, dialect: SqlDialectName | null): void {
  block.tabIndex = 0;
  const around = frame('copyable');
  block.replaceWith(around);
  around.append(block, copyButton(block));
  const code = block.querySelector('code');
  const language = /(?:^|\s)language-(\S+)/.exec(code?.className ?? '')?.[1];
  if (code === null || language === undefined) return;
  void import('./highlight-code.ts')
    .then(({ highlighted }) => highlighted(code.textContent, language, dialect))
    .then((nodes) => {
      if (nodes !== null) code.replaceChildren(nodes);
    });
}

function copyButton(block: HTMLPreElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', () => {
    void copyText(block.textContent, block).then((told) => {
      button.textContent = told;
    });
  });
  button.addEventListener('blur', () => {
    button.textContent = 'Copy';
  });
  return button;
}

function frame(className: string): HTMLDivElement {
  const made = document.createElement('div');
  made.className = className;
  return made;
}
