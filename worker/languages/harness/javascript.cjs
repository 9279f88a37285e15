'use strict';
// Serves the cases of one submission to the learner's function, one at a time (theory of operation
// in worker/graders/function/harness-process.ts). It holds no expected value and no later case; what
// the learner's code does to it from inside the same process can cost the learner cases, no more.
//
// Commands come in on descriptor 4 and answers go out on 3; the shell that started this process has
// put /dev/null in place of stdin, and stderr in place of stdout. Everything that is needed later is
// taken before the learner's code is loaded: what that replaces (JSON, Array.prototype.push,
// console.log) is not noticed here.
const { Buffer } = require('node:buffer');
const fs = require('node:fs');
const process = require('node:process');

const [ANSWERS, COMMANDS, STDERR] = [3, 4, 2];
const MAX_NODES = 1_000_000;
const MAX_DEPTH = 24;
const MAX_FRAMES = 12;
const MAX_MESSAGE = 2000;
const MAX_BIG_INT = 10n ** 4000n;
const RETRIES = 20_000;
const APP = `${module.path}/`;
const OWN_FILE = module.filename;

const { apply, construct, ownKeys } = Reflect;
const { readSync, writeSync } = fs;
const { parse, stringify } = JSON;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { allocUnsafe, concat } = Buffer;
const { getPrototypeOf } = Object;
const { isFinite, MAX_SAFE_INTEGER } = Number;
const { wait } = Atomics;
const [TheMap, TheSet, TheString, TheBigInt, TheFloat] = [Map, Set, String, BigInt, Number];
const ObjectPrototype = Object.prototype;
const mapForEach = Map.prototype.forEach;
const mapSet = Map.prototype.set;
const setHas = Set.prototype.has;
const setAdd = Set.prototype.add;
const bigintToString = BigInt.prototype.toString;
const numberToString = Number.prototype.toString;
const { startsWith, slice, split, trim, includes } = String.prototype;
const { utf8Slice, utf8Write } = Buffer.prototype;
const replaceAll = String.prototype.replaceAll;
const byteLength = Buffer.byteLength;
const exit = process.reallyExit.bind(process);
const pause = new Int32Array(new SharedArrayBuffer(4));

/** A result that is no value of any type; holds its text. */
class Other {
  constructor(text) {
    this.text = text;
  }
}

const quote = (text) => stringify(text);
const starts = (text, prefix) => apply(startsWith, text, [prefix]);

/** Array.prototype.join without the learner's Array.prototype. */
function joined(parts, count) {
  let text = '';
  for (let index = 0; index < count; index++) text += index === 0 ? parts[0] : `,${parts[index]}`;
  return text;
}

const isObject = (value) => typeof value === 'object' && value !== null;

// ---- values -------------------------------------------------------------------------------------

class Codec {
  constructor(records) {
    this.records = records;
  }

  decode(kind, value) {
    switch (kind.type) {
      case 'nullable':
        return value === null ? null : this.decode(kind.of, value);
      case 'array':
        return this.decodeItems(kind.of, value);
      case 'map': {
        const map = new TheMap();
        const keys = ownKeys(value);
        for (let at = 0; at < keys.length; at++) {
          apply(mapSet, map, [keys[at], this.decode(kind.of, value[keys[at]])]);
        }
        return map;
      }
      case 'linkedList': {
        let head = null;
        for (let at = value.length - 1; at >= 0; at--) {
          head = new provided.ListNode(this.decode(kind.of, value[at]), head);
        }
        return head;
      }
      case 'tree':
        return this.decodeTree(kind.of, value);
      case 'record': {
        const record = {};
        const fields = this.records[kind.name];
        for (let at = 0; at < fields.length; at++) {
          const field = fields[at];
          record[field[1]] = this.decode(field[2], value[field[0]]);
        }
        return record;
      }
      case 'float':
        return isObject(value) ? TheFloat(value.$float) : value;
      default:
        return isObject(value) ? TheBigInt(value.$int) : value;
    }
  }

  decodeItems(kind, value) {
    const items = [];
    for (let at = 0; at < value.length; at++) items[at] = this.decode(kind, value[at]);
    return items;
  }

  decodeTree(kind, value) {
    if (value.length === 0 || value[0] === null) return null;
    const nodes = [new provided.TreeNode(this.decode(kind, value[0]))];
    let count = 1;
    let at = 1;
    for (let parent = 0; parent < count && at < value.length; parent++) {
      for (let side = 0; side < 2; side++, at++) {
        if (at >= value.length || value[at] === null) continue;
        const child = new provided.TreeNode(this.decode(kind, value[at]));
        nodes[parent][side === 0 ? 'left' : 'right'] = child;
        nodes[count++] = child;
      }
    }
    return nodes[0];
  }

  /** JSON text. What does not fit its type is told as it is; it compares as different. */
  encode(kind, value) {
    try {
      return this.encodeAs(kind, value, 0);
    } catch (error) {
      if (error instanceof Other) return `{"$other":${quote(error.text)}}`;
      throw error;
    }
  }

  encodeAs(kind, value, depth) {
    if (kind === null || depth > MAX_DEPTH) return this.encodeAny(value, depth);
    const { type, of } = kind;
    if (type === 'nullable') return value === null ? 'null' : this.encodeAs(of, value, depth);
    if (type === 'array' && (isArray(value) || isView(value))) {
      return this.encodeArray(of, value, depth);
    }
    if (type === 'map' && isObject(value)) return this.encodeMembers(of, value, depth);
    if (type === 'linkedList' && (value === null || (isObject(value) && 'next' in value))) {
      return this.encodeList(of, value, depth);
    }
    if (type === 'tree' && (value === null || (isObject(value) && 'left' in value))) {
      return this.encodeTree(of, value, depth);
    }
    if (type === 'record' && isObject(value) && !isArray(value)) {
      return this.encodeRecord(kind.name, value, depth);
    }
    return this.encodeAny(value, depth);
  }

  encodeArray(of, value, depth) {
    const parts = [];
    const count = value.length;
    for (let at = 0; at < count; at++) parts[at] = this.encodeAs(of, value[at], depth + 1);
    return `[${joined(parts, count)}]`;
  }

  encodeList(of, head, depth) {
    const parts = [];
    const seen = new TheSet();
    let count = 0;
    for (let node = head; node !== null && node !== undefined; node = node.next) {
      if (apply(setHas, seen, [node])) throw new Other('<linked list with a cycle>');
      if (count >= MAX_NODES) throw new Other('<linked list without an end>');
      apply(setAdd, seen, [node]);
      parts[count++] = this.encodeAs(of, node.val, depth + 1);
    }
    return `[${joined(parts, count)}]`;
  }

  encodeTree(of, root, depth) {
    const parts = [];
    const seen = new TheSet();
    const nodes = [root];
    let [count, last] = [1, 0];
    for (let at = 0; at < count; at++) {
      const node = nodes[at];
      if (node === null || node === undefined) {
        parts[at] = 'null';
        continue;
      }
      if (apply(setHas, seen, [node])) throw new Other('<tree with a node that occurs twice>');
      if (at >= MAX_NODES) throw new Other('<tree without an end>');
      apply(setAdd, seen, [node]);
      parts[at] = this.encodeAs(of, node.val, depth + 1);
      last = at + 1;
      nodes[count++] = node.left;
      nodes[count++] = node.right;
    }
    return `[${joined(parts, last)}]`;
  }

  encodeRecord(name, value, depth) {
    const fields = this.records[name];
    const parts = [];
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at];
      if (!(field[1] in value)) throw new Other(`<${name} without ${field[1]}>`);
      parts[at] = `${quote(field[0])}:${this.encodeAs(field[2], value[field[1]], depth + 1)}`;
    }
    return `{${joined(parts, fields.length)}}`;
  }

  encodeMembers(of, value, depth) {
    const parts = [];
    let count = 0;
    const take = (item, key) => {
      // "$" would make it look like one of our own tags.
      if (typeof key !== 'string' || starts(key, '$')) throw new Other('<map with other keys>');
      parts[count++] = `${quote(key)}:${this.encodeAs(of, item, depth + 1)}`;
    };
    if (value instanceof TheMap) {
      apply(mapForEach, value, [take]);
    } else if (getPrototypeOf(value) === ObjectPrototype || getPrototypeOf(value) === null) {
      const keys = ownKeys(value);
      for (let at = 0; at < keys.length; at++) take(value[keys[at]], keys[at]);
    } else {
      throw new Other(describe(value));
    }
    return `{${joined(parts, count)}}`;
  }

  encodeAny(value, depth) {
    switch (typeof value) {
      case 'string':
        return quote(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        if (!isFinite(value)) return `{"$float":"${apply(numberToString, value, [])}"}`;
        return apply(numberToString, value, []);
      case 'bigint':
        if (value >= -TheBigInt(MAX_SAFE_INTEGER) && value <= TheBigInt(MAX_SAFE_INTEGER)) {
          return apply(bigintToString, value, []);
        }
        if (value > MAX_BIG_INT || value < -MAX_BIG_INT) throw new Other('<huge BigInt>');
        return `{"$int":"${apply(bigintToString, value, [])}"}`;
      case 'object':
        if (value === null) return 'null';
        if (depth < MAX_DEPTH) {
          if (isArray(value)) return this.encodeArray(null, value, depth);
          const prototype = getPrototypeOf(value);
          if (prototype === ObjectPrototype || prototype === null || value instanceof TheMap) {
            return this.encodeMembers(null, value, depth);
          }
        }
        throw new Other(describe(value));
      default:
        throw new Other(describe(value));
    }
  }
}

function describe(value) {
  if (value === undefined) return 'undefined';
  try {
    if (typeof value === 'function') return `<function ${TheString(value.name)}>`;
    if (isObject(value)) return `<${TheString(value.constructor.name)}>`;
    return apply(slice, TheString(value), [0, MAX_MESSAGE]);
  } catch {
    return `<${typeof value}>`;
  }
}

/** What was thrown, as JSON, its trace limited to the learner's own lines. */
function tell(error) {
  let [type, message, trace] = [typeof error, '', ''];
  try {
    if (isObject(error) && typeof error.message === 'string') {
      type = TheString(error.name);
      message = apply(slice, error.message, [0, MAX_MESSAGE]);
      const lines = apply(split, TheString(error.stack), ['\n']);
      for (let at = 0, kept = 0; at < lines.length && kept < MAX_FRAMES; at++) {
        const line = apply(trim, lines[at], []);
        if (!starts(line, 'at ') || !apply(includes, line, [APP])) continue;
        if (apply(includes, line, [OWN_FILE])) continue;
        trace += `${kept++ === 0 ? '' : '\n'}    ${apply(replaceAll, line, [APP, ''])}`;
      }
    } else {
      message = describe(error);
    }
  } catch {
    // Its own getters threw: there is nothing to tell.
  }
  return `{"type":${quote(type)},"message":${quote(message)},"trace":${quote(trace)}}`;
}

// ---- the wire -----------------------------------------------------------------------------------

let waiting = allocUnsafe(0);
const NEWLINE = 10;
const indexOf = Buffer.prototype.indexOf;
const subarray = Buffer.prototype.subarray;

/** The next command, or the end of the process. */
function next() {
  const chunks = [waiting];
  let end = apply(indexOf, waiting, [NEWLINE]);
  let before = end === -1 ? waiting.length : 0;
  while (end === -1) {
    const buffer = allocUnsafe(1 << 16);
    const count = readSync(COMMANDS, buffer, 0, buffer.length, null);
    if (count === 0) exit(0);
    const chunk = apply(subarray, buffer, [0, count]);
    chunks[chunks.length] = chunk;
    const found = apply(indexOf, chunk, [NEWLINE]);
    if (found === -1) before += count;
    else end = before + found;
  }
  const all = chunks.length === 1 ? waiting : concat(chunks);
  waiting = apply(subarray, all, [end + 1]);
  return parse(apply(utf8Slice, all, [0, end]));
}

function write(descriptor, text) {
  const bytes = allocUnsafe(byteLength(text, 'utf8'));
  apply(utf8Write, bytes, [text, 0, bytes.length]);
  let sent = 0;
  for (let tries = 0; sent < bytes.length && tries < RETRIES;) {
    try {
      sent += writeSync(descriptor, bytes, sent, bytes.length - sent);
    } catch (error) {
      // Node may have made the pipe non-blocking.
      if (error.code !== 'EAGAIN') return;
      tries++;
      wait(pause, 0, 0, 1);
    }
  }
}

const RECORD = '\u001e';

function say(nonce, body) {
  write(STDERR, `${RECORD}${nonce}\n`);
  write(ANSWERS, `${nonce} ${body}\n`);
}

// ---- cases --------------------------------------------------------------------------------------

const spec = next();
const provided = new Function(
  `${spec.types}\nreturn { ListNode: typeof ListNode === 'undefined' ? null : ListNode, TreeNode: typeof TreeNode === 'undefined' ? null : TreeNode };`,
)();
const codec = new Codec(spec.records);

/** The learner's function or class; or undefined, the reason being said. */
function load() {
  if (provided.ListNode !== null) globalThis.ListNode = provided.ListNode;
  if (provided.TreeNode !== null) globalThis.TreeNode = provided.TreeNode;
  let exported;
  try {
    exported = require(`${APP}${spec.file}`);
  } catch (error) {
    say(spec.nonce, `{"loadError":${tell(error)}}`);
    return undefined;
  }
  const target = isObject(exported) ? exported[spec.name] : undefined;
  if (typeof target === 'function') {
    // No marker: what was printed so far belongs to the first case.
    write(ANSWERS, `${spec.nonce} {"ready":true}\n`);
    return target;
  }
  const names = [];
  if (isObject(exported)) {
    const keys = ownKeys(exported);
    for (let at = 0; at < keys.length && at < 20; at++) {
      if (typeof keys[at] === 'string') names[names.length] = quote(keys[at]);
    }
  }
  say(spec.nonce, `{"missing":[${joined(names, names.length)}]}`);
  return undefined;
}

const decodeAll = (parameters, values) => {
  const decoded = [];
  for (let at = 0; at < parameters.length; at++) {
    decoded[at] = codec.decode(parameters[at], values[at]);
  }
  return decoded;
};

/** Answers that are promises are waited for, as everybody who calls an async function does. */
const isPromise = (value) => isObject(value) && typeof value.then === 'function';

async function callOnce(target, given) {
  try {
    let value = apply(target, undefined, given);
    if (isPromise(value)) value = await value;
    return `{"results":[${codec.encode(spec.returns, value)}],"error":null}`;
  } catch (error) {
    return `{"results":[],"error":${tell(error)}}`;
  }
}

async function constructAndCall(target, given, calls) {
  const results = [];
  let count = 0;
  try {
    const instance = construct(target, given);
    for (let at = 0; at < calls.length; at++) {
      const { name, returns, values } = calls[at];
      let value = apply(instance[name], instance, values);
      if (isPromise(value)) value = await value;
      results[count++] = returns === null ? 'null' : codec.encode(returns, value);
    }
    return `{"results":[${joined(results, count)}],"error":null}`;
  } catch (error) {
    return `{"results":[${joined(results, count)}],"error":${tell(error)}}`;
  }
}

function decodeCalls(written) {
  const calls = [];
  for (let at = 0; at < written.length; at++) {
    const name = written[at][0];
    const { parameters, returns } = spec.methods[name];
    calls[at] = { name, returns, values: decodeAll(parameters, written[at][1]) };
  }
  return calls;
}

async function serve(target) {
  for (;;) {
    const testCase = next();
    const body =
      spec.form === 'class'
        ? await constructAndCall(
            target,
            decodeAll(spec.parameters, testCase.construct),
            decodeCalls(testCase.calls),
          )
        : await callOnce(target, decodeAll(spec.parameters, testCase.arguments));
    say(testCase.nonce, body);
  }
}

const target = load();
if (target === undefined) exit(0);
void serve(target);
