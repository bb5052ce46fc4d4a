import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { takeLock } from '../../scripts/lib/lock.js'

/** Takes the lock at a moment that all of them know, says what came of it, and stays. */
const PROGRAM = `
import { takeLock } from ${JSON.stringify(resolve('scripts/lib/lock.ts'))}
const [folder, at] = process.argv.slice(2)
while (Date.now() < Number(at)) {}
const said = await takeLock(folder).then(() => 'mine', (error) => error.message)
console.log(said)
if (said === 'mine') setInterval(() => {}, 1_000)
`

let folder = ''
const children: ChildProcess[] = []
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'perdure-lock-')))
  await mkdir(join(folder, 'scripts'))
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'scripts/start.ts'), PROGRAM)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function startAt(instant: number): Promise<string> {
  const args = [
    '--import',
    'tsx',
    join(folder, 'scripts/start.ts'),
    join(folder, 'data'),
    `${instant}`,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return new Promise((done) => {
    child.stdout?.once('data', (said) => done(String(said).trim()))
    child.once('exit', (code) => done(`ended with ${code}`))
  })
}

const ABANDONED = {
  'was not there': undefined,
  'a killed start left': '{"pid":4194305,"children":{}}',
  'is no lock': '{',
}

it.each(Object.entries(ABANDONED))(
  'of starts at one moment one has the lock, where it %s',
  async (_, text) => {
    const file = join(folder, 'data/start.json')
    if (text !== undefined) await writeFile(file, text)
    const instant = Date.now() + 4_000
    const said = await Promise.all(Array.from({ length: 4 }, () => startAt(instant)))
    const mine = children.find((_child, index) => said[index] === 'mine')
    expect(said.filter((one) => one !== 'mine')).toEqual(
      Array.from({ length: 3 }, () => `Perdure runs here already (process ${mine?.pid}).`),
    )
    expect(await readdir(join(folder, 'data'))).toEqual(['start.json'])
  },
)

/** As a worker of a version that lay there. */
function startWorker(tree: string): ChildProcess {
  const args = ['-e', 'setInterval(() => {}, 1_000)', 'temporal/worker.ts', 'x']
  const child = spawn(process.execPath, args, { cwd: tree, stdio: 'ignore' })
  children.push(child)
  return child
}

it('ends what the killed start of another clone left, and no process that only has its number', async () => {
  const [ours, foreign] = [startWorker(folder), startWorker(tmpdir())]
  const end = new Promise((done) => ours.once('exit', (_code, signal) => done(signal)))
  for (const { pid } of [ours, foreign]) {
    const left = { pid: 4_194_305, tree: folder, children: { worker: pid } }
    await writeFile(join(folder, 'data/start.json'), JSON.stringify(left))
    await (await takeLock(join(folder, 'data'))).release()
  }
  expect(await end).toBe('SIGKILL')
  expect(foreign.exitCode ?? foreign.signalCode).toBe(null)
})
