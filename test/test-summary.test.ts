import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

async function summarize(report: object | undefined): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-summary-'))
  const file = join(folder, 'report.json')
  try {
    if (report !== undefined) await writeFile(file, JSON.stringify(report))
    const args = ['scripts/test-summary.mjs', file]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return stdout.trimEnd().split('\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

const failed = (name: string, message: string) => ({
  status: 'failed',
  fullName: name,
  failureMessages: [message],
})
const inFile = (status: string, assertionResults: object[], message = '') => ({
  name: resolve('test/x.test.ts'),
  status,
  message,
  assertionResults,
})

it('names each test that failed with the first lines of what it said, right before the counts', async () => {
  const passed = { status: 'passed', fullName: 'a b', failureMessages: [] }
  const message =
    '\u001b[31mAssertionError: 1 is not 2\u001b[39m\n\n    at here\n    at node_modules/vitest'
  const results = [inFile('failed', [passed, failed('tickets are kept', message)])]
  expect(await summarize({ numPassedTests: 1, testResults: results })).toEqual([
    '✗ test/x.test.ts · tickets are kept',
    '    AssertionError: 1 is not 2',
    '        at here',
    '1 passed, 1 failed',
  ])
})

it('names what passed at the second try, and counts it as passed', async () => {
  const again = { status: 'passed', fullName: 'mails arrive', failureMessages: ['Error: late'] }
  expect(await summarize({ numPassedTests: 1, testResults: [inFile('passed', [again])] })).toEqual([
    'passed at the second try: test/x.test.ts · mails arrive',
    '1 passed, 0 failed',
  ])
})

it('counts a file that could not be loaded, and a report that is not there', async () => {
  const results = [inFile('failed', [], 'Cannot find module x'), inFile('failed', [])]
  expect(await summarize({ numPassedTests: 0, testResults: results })).toEqual([
    '✗ test/x.test.ts',
    '    Cannot find module x',
    '✗ test/x.test.ts',
    '    a hook failed: its message stands where the file ended',
    '0 passed, 2 failed',
  ])
  expect((await summarize(undefined)).at(-1)).toBe('0 passed, 1 failed')
})

it.each([1, 7, 40, 41, 500])(
  'stays within 40 lines of 200 characters: %i failed',
  async (count) => {
    const message = Array.from({ length: 90 }, () => 'x'.repeat(900)).join('\n')
    const tests = Array.from({ length: count }, (_, i) =>
      failed(`${i} ${'y'.repeat(400)}`, message),
    )
    const lines = await summarize({ numPassedTests: 3, testResults: [inFile('failed', tests)] })
    expect(lines.length).toBeLessThanOrEqual(41)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(200)
    expect(lines.at(-1)).toBe(`3 passed, ${count} failed`)
    expect(lines.filter((line) => line.startsWith('✗')).length).toBe(count > 40 ? 39 : count)
    if (count > 40) expect(lines.at(-2)).toBe(`… and ${count - 39} more`)
  },
)

it('adds up the reports of several runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-summary-'))
  const files = ['a', 'b'].map((name) => join(folder, name))
  try {
    for (const file of files) {
      const report = { numPassedTests: 2, testResults: [inFile('failed', [failed('x', 'y')])] }
      await writeFile(file, JSON.stringify(report))
    }
    const args = ['scripts/test-summary.mjs', ...files]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('4 passed, 2 failed')
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('has nothing to say but the counts where all passed', async () => {
  expect(await summarize({ numPassedTests: 9, testResults: [inFile('passed', [])] })).toEqual([
    '9 passed, 0 failed',
  ])
})
