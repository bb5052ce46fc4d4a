// Closes a run of the tests: each that failed, in few lines, and the counts. `node scripts/test-summary.mjs <report>`
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LINES = 40
const WIDTH = 200

const [file = '.data/test-report.json'] = process.argv.slice(2)
const report = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : {
      numPassedTests: 0,
      testResults: [{ name: file, status: 'failed', message: 'no report', assertionResults: [] }],
    }

/** A file that could not be loaded, or whose preparation failed, has a message of its own. */
const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
  const path = relative(process.cwd(), name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0 && status === 'failed')
    return [[path, message || 'a hook failed: its message stands where the file ended']]
  return failed.map((test) => [`${path} · ${test.fullName}`, test.failureMessages.join('\n')])
})

/** Every failure gets the same share of the lines; where there are too many, the first ones their heading alone. */
const shown = failures.slice(0, failures.length > LINES ? LINES - 1 : LINES)
const share = Math.floor(LINES / Math.max(1, shown.length))
const lines = shown.flatMap(([heading, message]) => {
  const said = stripVTControlCharacters(message).split('\n')
  const told = said
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s*at .*node_modules/.test(line))
  return [`✗ ${heading}`, ...told.slice(0, share - 1).map((line) => `    ${line}`)]
})
if (shown.length < failures.length) lines.push(`… and ${failures.length - shown.length} more`)
for (const line of lines) console.log(line.slice(0, WIDTH))
console.log(`${report.numPassedTests} passed, ${failures.length} failed`)
