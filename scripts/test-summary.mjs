// Closes a run of the tests: each that failed, in few lines, and the counts. `node scripts/test-summary.mjs <report> …`
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LINES = 40
const WIDTH = 200

const MISSING = { status: 'failed', message: 'no report', assertionResults: [] }

const reports = process.argv
  .slice(2)
  .map((file) =>
    existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : { numPassedTests: 0, testResults: [{ name: file, ...MISSING }] },
  )
const results = reports.flatMap(({ testResults }) => testResults)
const passedCount = reports.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0)

/** What failed and then passed is no failure, but somebody should know. */
const MOST_RETRIED = 10
const retried = results.flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(
      ({ fullName }) => `passed at the second try: ${relative(process.cwd(), name)} · ${fullName}`,
    ),
)

/** A file that could not be loaded, or whose preparation failed, has a message of its own. */
const failures = results.flatMap(({ name, status, message, assertionResults }) => {
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
for (const line of [...retried.slice(0, MOST_RETRIED), ...lines]) console.log(line.slice(0, WIDTH))
console.log(`${passedCount} passed, ${failures.length} failed`)
