import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { makeVisible } from '../../grading/text/visible-text.ts';
import { layoutColumns, wrap, type Colors } from './terminal-style.ts';

/** Quotes and lists within one another: deeper ones are shown as their source. */
const MAX_DEPTH = 8;
/** Stands for a space of code in a line until the line is wrapped: of private use, so no text has it. */
const UNBREAKABLE_SPACE = '\u{e000}';
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** Markdown for a terminal: wrapped prose, code as it stands, tables in columns. */
export function renderMarkdown(markdown: string, width: number, colors: Colors): string {
  const tokens = lexer(makeVisible(markdown));
  const text = new MarkdownRenderer(colors).blocks(tokens, width, 0).join('\n\n');
  return text.replaceAll(UNBREAKABLE_SPACE, ' ');
}

class MarkdownRenderer {
  readonly #colors: Colors;

  constructor(colors: Colors) {
    this.#colors = colors;
  }

  blocks(tokens: readonly Token[], width: number, depth: number): string[] {
    if (depth > MAX_DEPTH) return tokens.map(({ raw }) => raw);
    return tokens
      .map((token) => this.#block(token as MarkedToken, width, depth))
      .filter((text) => text !== '');
  }

  #block(token: MarkedToken, width: number, depth: number): string {
    switch (token.type) {
      case 'space':
      case 'def':
        return '';
      case 'heading':
        return this.#heading(token, width);
      case 'code':
        return indentBy(token.text, '    ');
      case 'list':
        return this.#list(token, width, depth);
      case 'table':
        return this.#table(token);
      case 'blockquote':
        return indentBy(this.blocks(token.tokens, width - 2, depth + 1).join('\n\n'), '│ ');
      case 'hr':
        return this.#colors.dim('─'.repeat(Math.min(width, 40)));
      case 'paragraph':
        return wrap(this.#inline(token.tokens), width);
      case 'text':
        return wrap(token.tokens ? this.#inline(token.tokens) : decode(token.text), width);
      default:
        return token.raw.trim();
    }
  }

  #heading({ depth, tokens }: Tokens.Heading, width: number): string {
    const text = wrap(this.#inline(tokens), width);
    return depth <= 2 ? this.#colors.bold(this.#colors.underline(text)) : this.#colors.bold(text);
  }

  #list({ items, ordered, start, loose }: Tokens.List, width: number, depth: number): string {
    const first = start === '' ? 1 : start;
    const texts = items.map((item, index) => {
      const marker = ordered ? `${first + index}. ` : '- ';
      const body = this.blocks(item.tokens, width - marker.length, depth + 1);
      return (
        marker + body.join(loose ? '\n\n' : '\n').replaceAll('\n', `\n${' '.repeat(marker.length)}`)
      );
    });
    return texts.join(loose ? '\n\n' : '\n');
  }

  #table({ header, rows, align }: Tokens.Table): string {
    const cells = (row: readonly Tokens.TableCell[]): string[] =>
      row.map((cell) => this.#inline(cell.tokens));
    const alignments = align.map((side) => (side === 'right' ? 'right' : 'left'));
    const titles = cells(header).map((title) => this.#colors.bold(title));
    return layoutColumns([titles, ...rows.map(cells)], alignments).join('\n');
  }

  #inline(tokens: readonly Token[]): string {
    return tokens.map((token) => this.#span(token as MarkedToken)).join('');
  }

  /** Without colours the backticks tell code from prose. */
  #code(text: string): string {
    return this.#colors.isColorSupported ? this.#colors.cyan(text) : `\`${text}\``;
  }

  #span(token: MarkedToken): string {
    switch (token.type) {
      case 'strong':
        return this.#colors.bold(this.#inline(token.tokens));
      case 'em':
        return this.#colors.italic(this.#inline(token.tokens));
      case 'codespan':
        return this.#code(token.text.replaceAll(' ', UNBREAKABLE_SPACE));
      case 'link': {
        const text = this.#inline(token.tokens);
        return text === token.href ? text : `${text} (${token.href})`;
      }
      case 'image':
        return `[${token.text}]`;
      case 'br':
        return ' ';
      case 'text':
        return token.tokens ? this.#inline(token.tokens) : decode(token.text);
      case 'escape':
        return decode(token.text);
      default:
        return token.raw;
    }
  }
}

const decode = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);

const indentBy = (text: string, indent: string): string =>
  text
    .split('\n')
    .map((line) => (indent + line).trimEnd())
    .join('\n');
