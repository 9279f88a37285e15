import type { SqlEngine } from '../../../grading/kinds/sql/types.ts';

/** One statement of a file, without its semicolon. */
export interface SqlStatement {
  readonly text: string;
  /** Of its first word, from 1. */
  readonly line: number;
}

/** What a dialect's lexer knows beside '...', "...", -- and slash-star comments. */
interface Dialect {
  readonly dollarQuotes: boolean;
  readonly nestedComments: boolean;
  /** Backslashes in '...': always, or in E'...' alone. */
  readonly backslashes: 'always' | 'after-e' | 'never';
  readonly backticks: boolean;
  readonly hashComments: boolean;
  readonly brackets: boolean;
  /** `CREATE TRIGGER ... BEGIN ...; END` is one statement. */
  readonly bodies: 'atomic' | 'always';
}

const DIALECTS: Readonly<Record<SqlEngine, Dialect>> = {
  postgresql: {
    ...{ dollarQuotes: true, nestedComments: true, backslashes: 'after-e', backticks: false },
    ...{ hashComments: false, brackets: false, bodies: 'atomic' },
  },
  mysql: {
    ...{ dollarQuotes: false, nestedComments: false, backslashes: 'always', backticks: true },
    ...{ hashComments: true, brackets: false, bodies: 'always' },
  },
  sqlite: {
    ...{ dollarQuotes: false, nestedComments: false, backslashes: 'never', backticks: true },
    ...{ hashComments: false, brackets: true, bodies: 'always' },
  },
};

/**
 * Splits a file at the semicolons that end statements, in one pass. Malformed text (a quote that
 * nothing closes) ends up in the last statement, for the engine to complain of. Statements of
 * white space and comments alone are left out.
 */
export function splitStatements(sql: string, engine: SqlEngine): SqlStatement[] {
  const scanner = new Scanner(sql, DIALECTS[engine]);
  const statements: SqlStatement[] = [];
  for (let next = scanner.next(); next !== null; next = scanner.next()) statements.push(next);
  return statements;
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const SPACE = /\s/;

class Scanner {
  readonly #sql: string;
  readonly #dialect: Dialect;
  #at = 0;
  #line = 1;
  /** Where the lines have been counted up to. */
  #counted = 0;

  constructor(sql: string, dialect: Dialect) {
    this.#sql = sql;
    this.#dialect = dialect;
  }

  next(): SqlStatement | null {
    let start = -1;
    const body = new BodyDepth(this.#dialect.bodies);
    while (this.#at < this.#sql.length) {
      const character = this.#sql.charAt(this.#at);
      if (SPACE.test(character)) this.#at += 1;
      else if (this.#isComment()) this.#skipComment();
      else if (character === ';' && body.depth === 0) {
        this.#at += 1;
        if (start >= 0) return this.#statement(start, this.#at - 1);
      } else {
        if (start < 0) start = this.#at;
        body.take(this.#token());
      }
    }
    return start < 0 ? null : this.#statement(start, this.#at);
  }

  #statement(start: number, end: number): SqlStatement {
    for (; this.#counted < start; this.#counted += 1) {
      if (this.#sql.charAt(this.#counted) === '\n') this.#line += 1;
    }
    return { text: this.#sql.slice(start, end).trimEnd(), line: this.#line };
  }

  #isComment(): boolean {
    const two = this.#sql.slice(this.#at, this.#at + 2);
    return two === '--' || two === '/*' || (this.#dialect.hashComments && two.startsWith('#'));
  }

  #skipComment(): void {
    if (!this.#sql.startsWith('/*', this.#at)) {
      const end = this.#sql.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#sql.length : end + 1;
      return;
    }
    let depth = 0;
    do {
      if (this.#sql.startsWith('/*', this.#at) && (depth === 0 || this.#dialect.nestedComments)) {
        depth += 1;
        this.#at += 2;
      } else if (this.#sql.startsWith('*/', this.#at)) {
        depth -= 1;
        this.#at += 2;
      } else this.#at += 1;
    } while (depth > 0 && this.#at < this.#sql.length);
  }

  /** Passes over one token; a word comes back in upper case, anything else as null. */
  #token(): string | null {
    const { dollarQuotes, backslashes, backticks, brackets } = this.#dialect;
    const character = this.#sql.charAt(this.#at);
    if (character === "'") return this.#skipQuoted("'", backslashes === 'always');
    if (character === '"') return this.#skipQuoted('"', backslashes === 'always');
    if (character === '`' && backticks) return this.#skipQuoted('`', false);
    if (character === '[' && brackets) return this.#skipTo(']');
    const tag = dollarQuotes && character === '$' ? this.#match(DOLLAR_TAG) : null;
    if (tag !== null) {
      this.#at += tag.length;
      return this.#skipTo(tag);
    }
    const word = this.#match(WORD);
    this.#at += word?.length ?? 1;
    if (word === null) return null;
    const escapes = backslashes === 'after-e' && word.toUpperCase() === 'E';
    if (escapes && this.#sql.charAt(this.#at) === "'") return this.#skipQuoted("'", true);
    return word.toUpperCase();
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#sql)?.[0] ?? null;
  }

  #skipTo(end: string): null {
    const found = this.#sql.indexOf(end, this.#at);
    this.#at = found < 0 ? this.#sql.length : found + end.length;
    return null;
  }

  /** A doubled quote is two quoted texts side by side: no more need be known of it. */
  #skipQuoted(quote: string, backslashes: boolean): null {
    this.#at += 1;
    while (this.#at < this.#sql.length && this.#sql.charAt(this.#at) !== quote) {
      this.#at += backslashes && this.#sql.charAt(this.#at) === '\\' ? 2 : 1;
    }
    this.#at += 1;
    return null;
  }
}

/**
 * Where BEGIN ... END holds statements that belong to the one around them: in what starts with
 * CREATE FUNCTION, PROCEDURE, TRIGGER or EVENT (as psql has it); in PostgreSQL after ATOMIC alone.
 */
class BodyDepth {
  depth = 0;
  readonly #bodies: Dialect['bodies'];
  #creates = false;
  #hasBody = false;
  #previous: string | null = null;

  constructor(bodies: Dialect['bodies']) {
    this.#bodies = bodies;
  }

  take(word: string | null): void {
    if (word === null) return;
    if (this.#previous === null) this.#creates = word === 'CREATE';
    const ends = this.#previous === 'END';
    const begun = this.#previous === 'BEGIN';
    this.#previous = word;
    if (!this.#creates) return;
    if (WITH_BODY.has(word)) this.#hasBody = true;
    if (!this.#hasBody) return;
    if (this.#bodies === 'atomic') {
      if (begun && word === 'ATOMIC') this.depth += 1;
      else if (word === 'CASE' && this.depth > 0) this.depth += 1;
    } else if (word === 'BEGIN') this.depth += 1;
    // IF, LOOP and their kin begin and end with their own names: END IF is the end of one.
    else if (word === 'CASE' && this.depth > 0 && !ends) this.depth += 1;
    else if (ends && OTHER_BLOCKS.has(word)) this.depth += 1;
    if (word === 'END' && this.depth > 0) this.depth -= 1;
  }
}

const WITH_BODY = new Set(['FUNCTION', 'PROCEDURE', 'TRIGGER', 'EVENT']);
const OTHER_BLOCKS = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);
