import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlace, type Place, readGuide } from '../support/guide.js'

const PLACES = readGuide()
const named = (part: string): Place => {
  const place = PLACES.find(({ path }) => path.includes(part))
  if (place === undefined) throw new Error(`the guide names no ${part}`)
  return place
}

/** The texts of the files that the guide changes, but for one place. */
function applyGuide(without?: Place): Map<string, string> {
  const texts = new Map<string, string>()
  for (const place of PLACES.filter((one) => one !== without)) {
    const known =
      texts.get(place.path) ?? (existsSync(place.path) ? readFileSync(place.path, 'utf8') : '')
    texts.set(place.path, applyPlace(place, known))
  }
  return texts
}

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(
  { ...config, include: [], files: ['x.ts'] },
  ts.sys,
  '.',
)
/** The project as it is: what the guide does not change is parsed once. */
let program: ts.Program | undefined

/** What the compiler says of the files that the guide changes. */
function compile(texts: Map<string, string>): string[] {
  const byPath = new Map([...texts].map(([path, text]) => [resolve(path), text]))
  const roots = [
    ...new Set([...texts.keys(), ...PLACES.map(({ path }) => path).filter(existsSync)]),
  ]
  program ??= ts.createProgram(roots.filter(existsSync), options)
  const known = program
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists, getSourceFile } = host
  host.readFile = (path) => byPath.get(resolve(path)) ?? readFile(path)
  host.fileExists = (path) => byPath.has(resolve(path)) || fileExists(path)
  host.getSourceFile = (path, ...rest) => {
    const text = byPath.get(resolve(path))
    return text === undefined
      ? (known.getSourceFile(path) ?? getSourceFile(path, ...rest))
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  }
  const fresh = ts.createProgram(roots, options, host, known)
  return roots
    .filter((path) => texts.has(path) || existsSync(path))
    .flatMap((path) => fresh.getSemanticDiagnostics(fresh.getSourceFile(path)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

describe('a command that is added as CONTRIBUTING.md says', () => {
  afterAll(() => {
    program = undefined // hundreds of megabytes, which the files after this one would have to carry
  })
  it('compiles', () => expect(compile(applyGuide())).toEqual([]))
  it.each(['mark-risky.ts', 'commands/index.ts', 'contracts/commands.ts', 'table.test.ts'])(
    'does not compile without its place in %s',
    (part) => expect(compile(applyGuide(named(part)))).not.toEqual([]),
  )
})

const MADE_UP = `import { expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld()

it('works from its route to the history', async () => {
  const { id } = await world.file()
  await world.call('moderator', 'POST', \`/moderator/tickets/\${id}/assign\`, {})
  const path = \`/moderator/tickets/\${id}/mark-risky\`
  const marked = await world.call('moderator', 'POST', path, { reason: 'The customer is upset' })
  expect(marked).toMatchObject({ status: 200, body: { tags: ['risky'], revision: 3 } })
  expect((await world.call('moderator', 'POST', path, {})).body.code).toBe('validation_failed')
  expect((await world.call('requester', 'POST', path, { reason: 'x' })).status).toBe(403)
  const history = await world.call('moderator', 'GET', \`/tickets/\${id}/history\`)
  expect(history.body.items.at(-1)).toMatchObject({ command: 'mark_risky', reason: 'The customer is upset' })
})
`

describe('a copy of the project with that command', { timeout: 180_000 }, () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'perdure-guide-'))
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      encoding: 'utf8',
    })
    for (const file of files.split('\n').filter((name) => name !== '' && existsSync(name))) {
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      cpSync(file, join(folder, file))
    }
    cpSync('prisma/generated', join(folder, 'prisma/generated'), { recursive: true })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    symlinkSync(resolve('.data'), join(folder, '.data'))
    writeFileSync(join(folder, 'test/http/mark-risky.test.ts'), MADE_UP)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function test(
    without: Place | undefined,
    project: 'domain' | 'system',
    args: string[],
  ): { green: boolean; said: string } {
    for (const { path } of PLACES) if (existsSync(path)) cpSync(path, join(folder, path))
    for (const [path, text] of applyGuide(without)) writeFileSync(join(folder, path), text)
    const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
    const modules = `--experimental.fsModuleCachePath=${join(folder, 'modules')}` // gone with it
    const options = ['run', '--project', project, modules, ...args]
    const { status, stdout } = spawnSync(process.execPath, [vitest, ...options], {
      cwd: folder,
      encoding: 'utf8',
    })
    return { green: status === 0, said: stdout }
  }
  const DECLARED = [
    'test/declared-table.test.ts',
    '-t',
    'is exactly what the document and the guards have',
  ]

  it('carries it out, from its route to the history', () => {
    const { green, said } = test(undefined, 'system', ['test/http/mark-risky.test.ts'])
    expect(green, said).toBe(true)
  })
  it('turns the declared table red without its route', () => {
    expect(test(named('table.ts'), 'domain', DECLARED).green).toBe(false)
  })
  it('turns the declared table red without its declaration', () => {
    expect(test(named('access.ts'), 'domain', DECLARED).green).toBe(false)
  })
})
