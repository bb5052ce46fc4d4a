import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { translate } from '../../temporal/translator.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['src', 'activities', 'temporal', 'workflows', 'prisma', 'scripts', 'package.json']
const PROGRAMS = ['src/main.ts', 'temporal/worker.ts', 'scripts/prepare.ts']

interface Loaded {
  contents: string
  loader: 'ts'
}
interface Plugin {
  name: string
  setup(build: {
    onLoad(
      which: { filter: RegExp },
      load: (file: { path: string }) => Promise<Loaded | undefined>,
    ): void
  }): void
}

/** A program reads its own name where `tsx` would have it, and a module the place of its source. */
const BANNER = `if (process.argv[2]?.endsWith('.ts')) process.argv.splice(1, 1);`
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (!text.includes('import.meta')) return undefined
      const places = { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) }
      const contents = text.replaceAll(/\bimport\.meta\b/g, `(${JSON.stringify(places)})`)
      return { contents, loader: 'ts' }
    }),
}

/**
 * Has the programs of a start translated, once for as long as no source changes: to load their thousand files one by
 * one costs two thirds of a program's begin. Answers who tells the arguments by which Node runs one of them.
 */
export async function buildPrograms(root = ROOT): Promise<(script: string) => Promise<string[]>> {
  let built = await build(root)
  return async (script) => {
    if (!existsSync(built)) built = await build(root) // a start of other sources has removed it meanwhile
    const program = join(built, script.replace(/\.ts$/, '.js'))
    return ['--enable-source-maps', program, join(root, script)]
  }
}

async function build(root: string): Promise<string> {
  const programs = join(root, '.data/programs')
  const built = join(programs, await hashSources(root))
  if (existsSync(built)) return built
  await mkdir(programs, { recursive: true, mode: 0o700 })
  const part = `${built}.${randomUUID()}.part` // two starts may build at once
  await translatePrograms(root, part).catch(async (error) => {
    await rm(part, { recursive: true, force: true })
    throw error
  })
  await rename(part, built).catch(() => rm(part, { recursive: true })) // the other was first
  await removeOthers(programs, built)
  return built
}

async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(root, source)
    const entries = source.endsWith('.json')
      ? ['']
      : (await readdir(path, { recursive: true })).filter((name) => /\.(ts|json)$/.test(name))
    for (const entry of entries.sort()) hash.update(entry).update(await readFile(join(path, entry)))
  }
  return hash.digest('hex').slice(0, 16)
}

function translatePrograms(root: string, outdir: string): Promise<void> {
  return translate({
    absWorkingDir: root,
    entryPoints: PROGRAMS.filter((script) => existsSync(join(root, script))),
    ...{ outdir, outbase: root, splitting: true },
    ...{ sourcemap: 'linked', sourcesContent: false },
    banner: { js: BANNER },
    plugins: [keepPlaces],
  })
}

/** Of earlier sources: what runs of them has been read already. */
async function removeOthers(programs: string, built: string): Promise<void> {
  for (const name of await readdir(programs)) {
    if (name.startsWith(basename(built))) continue // itself, or what another start builds of it
    await rm(join(programs, name), { recursive: true, force: true })
  }
}
