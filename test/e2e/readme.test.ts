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
        MAIL: `smtp://127.0.0.1:${product.env.MAIL_IN_PORT}`,
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
      'Rosa filed The ticket',
      "Only an agent of the ticket's department or group or a moderator claims it.",
      'Rosa Requester: Is anybody there?',
      ...['The ticket is assigned', '—: Iris Head joined the chat.', 'Iris Head: I hear it, too'],
      'The ticket is closed',
      ...['closed', '50', 'closed', 'assigned', 'ready_for_closure', 'closed,closed'],
      ...['awaiting_approval', 'true', 'Go ahead', 'approval_not_pending', 'in_progress'],
      ...['reopen', 'granted', '2', 'invalid_transition'],
      ...['1', 'accepted', 'true', 'submitted', '5', 'true'],
      'true',
    ])
  }, 90_000)

  it('of an admin does what it says', async () => {
    expect(await walk(extractCode(readFileSync('docs/admin.md', 'utf8')))).toEqual([
      ...['duplicate_code', 'Iris Head'],
      ...['department_in_use', 'SAMPLES', 'LAB'],
      ...['inactive', 'account_inactive', 'null', 'true', 'Ian Agent'],
      ...['unauthorized', 'active', 'Iris Head'],
      ...['active', 'already_exists', 'staff_inactive', 'not_found', '250', '02:30'],
      ...['Helpdesk agents', 'Helpdesk agents', 'requester,agent', 'false', 'inactive'],
      ...['totp_required', 'Mona', 'Mona'],
      ...['PK of a ZIP file', 'gone', 'invalid_transition'],
      ...['true', '1', 'theirs', '0', '1'],
      ...['Ian Agent', 'completed', '1', 'not_found'],
      ...['routed', 'all_full', 'approve', 'false', 'null'],
      ...['Christmas Eve', '2030-12-27T09:00:00.000Z', 'duplicate_name'],
      ...['PT7H', 'assigned', 'Berlin', 'calendar_in_use'],
      ...['promises nothing: give it one of firstResponse, nextResponse, resolution'],
      ...['assigned', 'first_response running,resolution running', 'overdue'],
      ...['comes before the level above it', '1'],
      ...['duplicate_name', 'Thank and close', 'add_tags true,message true,close true', 'closed'],
      ...[
        'is not for priority',
        'Outages are urgent',
        'set_priority true,message true',
        '2',
        'applied',
      ],
      ...['2030-11-18T09:30:00.000Z', '2030-11-15T17:30:00.000Z'],
      ...['Office Berlin', 'Office New York', 'escalate', '-PT2H'],
      ...['0', 'false', 'true'],
      ...['unreachable', 'Each Monday'],
      ...['demo.test', 'demo.test'],
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
