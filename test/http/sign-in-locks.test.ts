import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createSignIn, type Try } from '../support/sign-in.js'
import { type Answer, useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { TRUSTED_PROXIES: '1' } })

const { signIn, fail } = createSignIn(world)
const said = ({ status, body: { requestId: _one, ...body } }: Answer) => ({ status, body })

describe('whoever has an account of the same login elsewhere', () => {
  const OWN_PASSWORD = 'of an account of one’s own'
  let victims = 100
  /** Each time another victim, whose employee code somebody of another organization has too. */
  const meet = async () => {
    victims += 1
    const code = `V${victims}`
    const hashed = await hash(OWN_PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
    await world.owner.query(
      `INSERT INTO app_user (organization_id, id, email, employee_code, first_name, last_name, roles, status,
         helpdesk_authorized, password_hash, created_at, updated_at)
       SELECT organization_id, gen_random_uuid(), lower($1::text) || email, $1::text, first_name, last_name, roles, status, true,
         CASE WHEN email LIKE '%other.test' THEN $2::text ELSE password_hash END, now(), now()
       FROM app_user WHERE email IN ('requester@demo.test', 'requester@other.test')`,
      [code, hashed],
    )
    const slug = (name: string) => `${name}-${world.suffix}`
    return {
      guess: (more: Try = {}) =>
        signIn(code, { password: 'wrong', organization: slug('demo'), ...more }),
      guessAnywhere: (more: Try = {}) => signIn(code, { password: 'wrong', ...more }),
      enterOwn: (more: Try = {}) =>
        signIn(code, { password: OWN_PASSWORD, organization: slug('other'), ...more }),
      right: (more: Try = {}) => signIn(code, { organization: slug('demo'), ...more }),
      byEmail: (password: string) =>
        signIn(`${code.toLowerCase()}requester@demo.test`, { password }),
    }
  }
  /** How many of their guesses were compared with a password. */
  const countJudged = async (rounds: number, round: (i: number) => Promise<Answer[]>) => {
    const answers = []
    for (let i = 0; i < rounds; i += 1) answers.push(...(await round(i)))
    return answers.filter(({ body }) => body.code === 'bad_credentials').length
  }
  const repeat = async (times: number, guess: () => Promise<Answer>) => {
    const answers = []
    for (let i = 0; i < times; i += 1) answers.push(await guess())
    return answers
  }

  it.each(['guess', 'guessAnywhere'] as const)(
    'can’t undo the victim’s lock by signing in to their own (%s)',
    async (guess) => {
      const victim = await meet()
      await countJudged(3, async () => {
        const answers = await repeat(9, victim[guess])
        expect((await victim.enterOwn()).status).toBe(200)
        return answers
      })
      expect((await victim.right()).body.code).toBe('locked')
      expect((await victim.right({ from: '192.0.2.60' })).status).toBe(200)
    },
  )
  it('learns nothing of a locked password by a right guess without organization', async () => {
    const victim = await meet()
    for (let i = 0; i < 2; i += 1) {
      await repeat(9, () => victim.guessAnywhere())
      await victim.enterOwn()
    }
    const [wrong, right] = [
      await victim.guessAnywhere(),
      await victim.guessAnywhere({ password: DEMO_PASSWORD }),
    ]
    expect(said(right)).toEqual(said(wrong))
  })
  it('counts right guesses that open no session as what they are', async () => {
    const victim = await meet()
    const codes = (await repeat(11, () => victim.guessAnywhere({ password: DEMO_PASSWORD }))).map(
      ({ body }) => body.code,
    )
    expect(codes).toEqual([...Array(10).fill('organization_required'), 'locked'])
  })
  it('is not let in where they have been before, but to their own', async () => {
    const victim = await meet()
    const home = { from: '2001:db8:77:1::1' }
    expect((await victim.enterOwn(home)).status).toBe(200)
    for (let i = 0; i < 101; i += 1) await victim.guess({ from: `203.0.113.${i}` })
    expect((await victim.right(home)).body.code).toBe('locked')
    expect((await victim.enterOwn(home)).status).toBe(200)
  })
  it('counts one account by each of its logins together', async () => {
    const victim = await meet()
    await repeat(6, () => victim.guess())
    for (let i = 0; i < 4; i += 1) await victim.byEmail('wrong')
    expect((await victim.byEmail(DEMO_PASSWORD)).body.code).toBe('locked')
  })
})

describe('a login', () => {
  it('is the same however its letters are written, and known in small ones alone', async () => {
    const spellings = [
      'FINANCE.HEAD2@demo.test',
      'Finance.Head2@DEMO.test',
      'finance.head2@demo.test',
    ]
    for (let i = 0; i < 10; i += 1) await fail(spellings[i % 3] ?? '', '192.0.2.80')
    expect((await fail(' FINANCE.head2@demo.test', '192.0.2.80')).body.code).toBe('locked')
    // the database’s own small letters differ by its locale, JavaScript’s don’t
    expect((await signIn('adm\u0130n@demo.test', { from: '192.0.2.81' })).status).toBe(401)
  })
  it('leaves no name in the database that whoever reads it could guess', async () => {
    await fail('somebody@demo.test', '192.0.2.82')
    const rows = await world.owner.query<{ key: string }>('SELECT key FROM sign_in_attempt')
    const keys = new Set(rows.map(({ key }) => key))
    for (const text of ['somebody@demo.test', 'somebody@demo.test\n192.0.2.82']) {
      for (const encoding of ['base64url', 'hex', 'base64'] as const) {
        expect(keys).not.toContain(createHash('sha256').update(text).digest(encoding))
      }
    }
  })
})
