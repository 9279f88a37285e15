import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

/**
 * Prisma's schema engine as WebAssembly, over our own PostgreSQL driver: the same code as `prisma
 * migrate`, without the native engine that Prisma's command line downloads at first use.
 */
const WASM_MODULE = '@prisma/schema-engine-wasm/schema_engine_bg';

/** The little of the WebAssembly API that is used: Node has it, TypeScript knows it from the DOM. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ readonly instance: { readonly exports: WasmExports } }>;
};
type WasmExports = Readonly<Record<string, unknown>>;
type AnyFunction = (...args: unknown[]) => unknown;

const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

interface WasmBindings {
  __wbg_set_wasm(exports: WasmExports): void;
  readonly SchemaEngine: typeof SchemaEngine;
}

let loading: Promise<typeof SchemaEngine> | undefined;

/**
 * The engine waits at most 10 s for its lock, by a timer that it leaves behind when it has it: that
 * timer must not keep the process running.
 */
const withPassiveTimers = (generated: object): object => {
  const imports: Record<string, unknown> = { ...generated };
  for (const [name, original] of Object.entries(imports)) {
    if (!name.startsWith('__wbg_setTimeout_') || !isFunction(original)) continue;
    imports[name] = (...args: unknown[]): unknown => {
      const timer: unknown = original(...args);
      if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
        (timer as NodeJS.Timeout).unref();
      }
      return timer;
    };
  }
  return imports;
};

/** What schema_engine.js does by `import ... from './x.wasm'`, which Node 20 cannot do. */
const loadEngine = async (): Promise<typeof SchemaEngine> => {
  const glue = createRequire(import.meta.url).resolve(WASM_MODULE);
  const bytes = await readFile(glue.replace(/\.js$/, '.wasm'));
  const generated = bindings as unknown as WasmBindings;
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': withPassiveTimers(generated),
  });
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  generated.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (!isFunction(start)) throw new Error('The schema engine has no start function.');
  start();
  return generated.SchemaEngine;
};

/** PostgreSQL's internal one-byte "char", which its catalogue is full of, and arrays of it. */
const CHAR_OID = 18;
const CHAR_ARRAY_OID = 1002;

/**
 * The adapter knows every type but "char", and without it the engine cannot read the schema of a
 * database ("Column type 'char' could not be deserialized"). So such a column passes the driver as
 * an array of them, which the adapter knows and the engine never asks for, and leaves the adapter
 * as the single character that it is.
 */
const openCatalogPool = (url: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'assay-migrate' });
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryArrayResult>;
  const patched = async (...args: unknown[]): Promise<pg.QueryArrayResult> => {
    const result = await query(...args);
    for (const field of result.fields) {
      if (field.dataTypeID === CHAR_OID) field.dataTypeID = CHAR_ARRAY_OID;
    }
    return result;
  };
  return Object.assign(pool, { query: patched });
};

class CatalogAdapterFactory extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  }
}

/** The engine panics through this global; Prisma's command line sets it, so must we. */
const panics = { set_message: (message: string): void => void (lastPanic = message) };
let lastPanic: string | undefined;

/** Runs `use` with an engine that works on the database at `url`. */
export const withSchemaEngine = async <T>(
  url: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> => {
  const Engine = await (loading ??= loadEngine());
  const pool = openCatalogPool(url);
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogAdapterFactory(pool));
  try {
    const engine = await Engine.new({ datamodels: undefined }, () => undefined, adapter);
    try {
      return await use(engine);
    } catch (error) {
      if (lastPanic !== undefined) throw new Error(lastPanic, { cause: error });
      throw error;
    } finally {
      if (lastPanic === undefined) engine.free();
      lastPanic = undefined;
    }
  } finally {
    await pool.end();
  }
};

/** The SQL that leads from one schema to the other; empty where they agree. */
export const diffSql = async (
  engine: SchemaEngine,
  from: Parameters<SchemaEngine['diff']>[0]['from'],
  to: Parameters<SchemaEngine['diff']>[0]['to'],
): Promise<string> => {
  const filters = { externalTables: [], externalEnums: [] };
  const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters });
  const sql = stdout ?? '';
  return sql.trim() === '-- This is an empty migration.' ? '' : sql;
};
