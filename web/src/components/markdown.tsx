import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * An author's Markdown. DOMPurify gives nodes, never a string to parse again, and its policy is the
 * only one that the page's Content-Security-Policy allows. Styles, forms and media stay out.
 */
export default function Markdown({ text }: { readonly text: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const nodes = DOMPurify.sanitize(marked.parse(text, { async: false, gfm: true }), {
      USE_PROFILES: { html: true },
      FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'audio', 'video'],
      FORBID_ATTR: ['style', 'id', 'name'],
      RETURN_DOM_FRAGMENT: true,
    });
    demoteHeadings(nodes);
    // What scrolls sideways must be within a keyboard's reach.
    for (const block of nodes.querySelectorAll('pre')) block.tabIndex = 0;
    place.current?.replaceChildren(nodes);
  }, [text]);
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
