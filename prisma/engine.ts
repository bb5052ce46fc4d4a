import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/** The part of Node's global that is used here; its types come only with a browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** The adapter cuts a script at every semicolon, function bodies too: here it goes whole, and so all or none. */
class WholeScripts extends PrismaPg {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    super(pool)
    this.#pool = pool
  }
  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => void (await this.#pool.query(script))
    return adapter
  }
}

export interface OpenEngine {
  engine: bindings.SchemaEngine
  close(): Promise<void>
}

/**
 * Prisma's own schema engine in its WebAssembly build, so that migrations need no native binary.
 * The package expects a bundler to link the module; here it is linked by hand.
 */
export async function openSchemaEngine(databaseUrl: string): Promise<OpenEngine> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const wasm = join(dirname(entry), 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': bindings,
  })
  const linked = bindings as unknown as { __wbg_set_wasm(exports: unknown): void } // untyped there
  linked.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool))
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, factory)
  return {
    engine,
    close: async () => {
      engine.free()
      await pool.end()
    },
  }
}
