import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const HANDLER = JSON.stringify(resolve('src/exit-on-unhandled.ts'))
const LOGGER = JSON.stringify(resolve('src/logger.ts'))

it.each([
  'void Promise.reject(new Error("lost"))',
  'setTimeout(() => { throw new Error("lost") })',
])('a process that meets %s says so, ends its work and exits with 1', (mistake) => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-unhandled-'))
  const program = join(folder, 'program.mts')
  writeFileSync(
    program,
    `import { exitOnUnhandled } from ${HANDLER}
       import { createLogger } from ${LOGGER}
       exitOnUnhandled(createLogger('info', 'test'), async () => { console.log('drained') })
       setInterval(() => {}, 1000)
       ${mistake}`,
  )
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', program], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  expect(stdout).toMatch(/"level":60.*lost/)
  expect(stdout).toContain('drained')
  expect(status).toBe(1)
})
