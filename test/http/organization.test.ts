import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import { setOrganizationActive } from '../../src/write/organizations/set-active.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const edit = (body: object) => world.call('admin', 'PATCH', '/admin/organization', body)
const run = async (...args: string[]) => {
  const env = { ...process.env, DATABASE_URL: world.config.databaseUrl, NODE_ENV: 'development' }
  const command = ['--import', 'tsx', 'scripts/org.ts', ...args]
  return (await promisify(execFile)(process.execPath, command, { env })).stdout
}

describe('an organization', () => {
  it('is read and changed by its admin, and audited', async () => {
    const { body } = await world.call('admin', 'GET', '/admin/organization')
    expect(body).toMatchObject({ slug: `demo-${world.suffix}`, name: 'Demo Ltd', domain: null })
    const patch = { name: 'Demo GmbH', domain: 'Demo.Example', subscriptionTier: 'gold' }
    const changed = { ...patch, domain: 'demo.example' }
    expect((await edit(patch)).body).toEqual({ ...body, ...changed })
    const audit = await world.call('admin', 'GET', '/admin/audit?action=organization.update')
    expect(audit.body.items[0]).toMatchObject({ before: { name: 'Demo Ltd' }, after: changed })
    for (const bad of [{ slug: 'A b' }, { slug: '-' }, { domain: 'x' }, { active: false }])
      expect((await edit(bad)).body.code).toBe('validation_failed')
    expect((await edit({ slug: `other-${world.suffix}` })).body.code).toBe('already_exists')
  })

  it('goes on with its runs under another slug, and keeps the first one for itself', async () => {
    const { id } = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${id}/approve`)
    const slug = `renamed-${world.suffix}`
    expect((await edit({ slug })).body.slug).toBe(slug)
    const assigned = await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`)
    expect(assigned.body.status).toBe('assigned')
    const runs = await world.call<TicketView>(
      'requester',
      'POST',
      '/tickets',
      await world.newTicket(),
    )
    expect(
      (await world.call('moderator', 'POST', `/moderator/tickets/${runs.body.id}/approve`)).status,
    ).toBe(200)
    const first = `demo-${world.suffix}`
    const theirs = { slug: first }
    const other = await world.call('admin@other.test', 'PATCH', '/admin/organization', theirs)
    expect(other.body.code).toBe('already_exists')
    expect((await edit({ slug: first })).body.slug).toBe(first)
  })
})

describe('an organization that is deactivated', () => {
  it('lets nobody in, and its timers stand until it is restored', async () => {
    const organizationId = await world.organizationId()
    await world.call('admin', 'PATCH', '/admin/settings', {
      autoVerifyAfter: 'PT2S',
      autoCloseAfter: null,
    })
    const { id } = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`)
    const status = (body: object) => world.call('it.head', 'PATCH', `/tickets/${id}/status`, body)
    await status({ status: 'in_progress' })
    await status({ status: 'completed', notes: 'x' })
    expect(await setOrganizationActive(world.db, organizationId, false)).toBe(true)
    expect(await setOrganizationActive(world.db, organizationId, false)).toBe(false)
    expect(
      (
        await world.call(null, 'POST', '/auth/login', {
          login: 'admin@demo.test',
          password: 'perdure-demo',
        })
      ).status,
    ).not.toBe(200)
    const read = async () => {
      const [row] = await world.db.query<{ status: string; due: boolean }>(
        "SELECT status, next_due_at < now() - interval '1 second' AS due FROM ticket WHERE id = $1",
        [id],
      )
      return row
    }
    await world.until(async () => (await read())?.due)
    expect((await read())?.status).toBe('completed')
    expect(world.logged.filter(({ message }) => message.includes('still stands'))).toEqual([])
    await setOrganizationActive(world.db, organizationId, true)
    // as the sweep does a minute later
    await world.db.query(`SELECT signal_overdue('{"auto_verify": "ticket"}', 0, 10)`)
    await world.until(async () => (await read())?.status === 'resolved')
  })
})

describe('npm run org', () => {
  it('makes, deactivates and restores one, and says so', async () => {
    const slug = `third-${world.suffix}`
    const email = `boss@${slug}.test`
    const said = await run('create', slug, '--name', 'Third', '--email', email)
    const password = / signs in with (\S+) and/.exec(said)?.[1] ?? ''
    const signIn = () =>
      world.call(null, 'POST', '/auth/login', { login: email, password, organization: slug })
    expect((await signIn()).status).toBe(200)
    await expect(run('create', slug, '--name', 'x', '--email', email)).rejects.toThrow('is taken')
    expect(await run('deactivate', slug)).toBe(`${slug}: deactivated\n`)
    expect((await signIn()).status).not.toBe(200)
    expect(await run('list')).toContain(`${slug}: Third (deactivated)`)
    expect(await run('restore', slug)).toBe(`${slug}: active\n`)
    expect((await signIn()).status).toBe(200)
    await expect(run('forget', slug)).rejects.toThrow('say what to do')
  })
  it('takes a second factor off whoever no admin can help, with all sessions', async () => {
    const slug = `demo-${world.suffix}`
    const call = (method: string, path: string, body?: object) =>
      world.call('ceo', method, path, body)
    const { secret } = (await call('POST', '/auth/totp/enroll')).body
    await call('POST', '/auth/totp/confirm', { totp: generateSync({ secret }) })
    const credentials = { login: 'ceo@demo.test', password: DEMO_PASSWORD }
    const signIn = () => world.call(null, 'POST', '/auth/login', credentials)
    expect((await signIn()).body.code).toBe('totp_required')
    const reset = (email: string) => run('reset-second-factor', slug, '--email', email)
    await expect(reset('nobody@demo.test')).rejects.toThrow('knows nobody')
    expect(await reset('CEO@demo.test')).toContain('has none now')
    expect((await signIn()).status).toBe(200)
    await world.until(async () => (await call('GET', '/users/me')).status === 401)
    expect(await reset('ceo@demo.test')).toContain('has none on')
    const audited = await world.db.query(
      `SELECT actor FROM audit_entry WHERE action = 'user.totp_disable' AND entity_id = $1`,
      [await world.userId('ceo')],
    )
    expect(audited).toEqual([{ actor: { kind: 'operator' } }])
  })
})
