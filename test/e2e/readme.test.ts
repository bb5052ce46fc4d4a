import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generatedDocs } from '../../scripts/docs.js'
import { Product } from '../support/product.js'

const readme = readFileSync('README.md', 'utf8')

const extractCode = (page: string) =>
  [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code).join('\n')

describe('the tours', () => {
  let product: Product
  beforeAll(async () => {
    product = await Product.prepare()
    await product.start()
  }, 60_000)
  afterAll(() => product.remove())

  async function walk(script: string): Promise<string[]> {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      env: {
        ...process.env,
        API: `${product.url}/api/v1`,
        UI: `http://127.0.0.1:${product.env.TEMPORAL_UI_PORT}`,
      },
    })
    return stdout.trim().split('\n')
  }

  it('of the README does what it says', async () => {
    const lines = await walk(
      extractCode(readme.split('<!-- tour -->')[1]?.split('<!-- /tour -->')[0] ?? ''),
    )
    const steps = 'submit assign acknowledge start progress complete resolve close'.split(' ')
    expect(lines.slice(0, 9)).toEqual([
      'assigned',
      ...steps.map((command) => `"command":"${command}"`),
    ])
    expect(lines.join('\n')).toContain('"ok":true')
  })

  it('of every scenario does what it says, in the API and in Temporal', async () => {
    expect(await walk(extractCode(readFileSync('docs/tour.md', 'utf8')))).toEqual([
      ...['2', 'stale_draft', 'submitted'],
      ...['needs_clarification', 'The second', 'open', 'approve', 'assigned'],
      ...['completed', 'auto_verify by system,auto_close by system'],
      ...['true', 'true', 'true'],
      ...['I am on my way', 'true'],
      ...['closed', '50', 'closed', 'assigned', 'ready_for_closure', 'closed,closed'],
      ...['awaiting_approval', 'true', 'Go ahead', 'approval_not_pending', 'in_progress'],
      ...['reopen', 'granted', '2', 'invalid_transition'],
      'true',
    ])
  }, 90_000)
})

describe('what is generated', () => {
  it('is what the code says today (npm run docs)', async () => {
    for (const [file, text] of Object.entries(await generatedDocs())) {
      expect(readFileSync(file, 'utf8'), file).toBe(text)
    }
  })
  it('every script that the README names is there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const [, name = ''] of readme.matchAll(/npm run (\w+)/g))
      expect(Object.keys(scripts)).toContain(name)
    for (const [, path = ''] of readme.matchAll(/`((?:docs|src|bench)\/[\w./-]+)`/g))
      expect(() => readFileSync(path)).not.toThrow(/ENOENT/)
  })
})
