import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'

/** The part of Node's global that is used here; its types come only with a browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** Runs one script, a migration, as a whole. */
type RunScript = (script: string) => Promise<void>

/** The adapter cuts a script at every semicolon, function bodies too: here it goes whole. */
class WholeScripts extends PrismaPg {
  readonly #runScript: RunScript
  constructor(pool: pg.Pool, runScript: RunScript) {
    super(pool)
    this.#runScript = runScript
  }
  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = this.#runScript
    return adapter
  }
}

/** Prisma's own schema engine in its WebAssembly build, so that migrations need no native binary. */
export async function openSchemaEngine(
  pool: pg.Pool,
  runScript: RunScript,
): Promise<bindings.SchemaEngine> {
  linked ??= link()
  await linked
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool, runScript))
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, factory)
}

/** Once a process: the bindings know one module, and a second one would take the first one's objects. */
let linked: Promise<void> | undefined

/** The package expects a bundler to link the module; here it is linked by hand. */
async function link(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const wasm = join(dirname(entry), 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': bindings,
  })
  const untyped = bindings as unknown as { __wbg_set_wasm(exports: unknown): void } // not in its types
  untyped.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)() // exported by every module that wasm-bindgen makes
}
