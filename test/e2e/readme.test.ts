import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generatedDocs } from '../../scripts/docs.js'
import { Product } from '../support/product.js'

const readme = readFileSync('README.md', 'utf8')

describe('the tour of the README', () => {
  let product: Product
  beforeAll(async () => {
    product = await Product.prepare()
    await product.start()
  }, 60_000)
  afterAll(() => product.remove())

  it('does what it says', async () => {
    const tour = readme.split('<!-- tour -->')[1]?.split('<!-- /tour -->')[0] ?? ''
    const script = [...tour.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code).join('\n')
    const { stdout } = await promisify(execFile)('bash', ['-euc', script], {
      env: { ...process.env, API: `${product.url}/api/v1` },
    })
    expect(stdout.split('\n').slice(0, 9)).toEqual([
      'assigned',
      ...[
        'submit',
        'assign',
        'acknowledge',
        'start',
        'progress',
        'complete',
        'resolve',
        'close',
      ].map((command) => `"command":"${command}"`),
    ])
    expect(stdout).toContain('"ok":true')
  })
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
