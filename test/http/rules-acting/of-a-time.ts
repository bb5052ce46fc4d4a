import { describe, expect, it } from 'vitest'
import { armEverywhere } from '../../../src/write/rules/arm-everywhere.js'
import { type createRules, RULES } from '../../support/rules.js'
import type { World } from '../../support/world.js'

type Kit = ReturnType<typeof createRules> & { world: World }

export function describeRulesOfTimes({
  world,
  call,
  moderate,
  read,
  rule,
  file,
  runs,
  until,
}: Kit): void {
  describe('a rule', () => {
    it('of a time is asked once for each time its reason began, and not where that is gone', async () => {
      const conditions = { all: [{ field: 'title', op: 'contains', value: 'timely' }] }
      const make = (after: string, more: object, tags: string[]) =>
        call('admin', 'POST', RULES, {
          ...{ name: `Timely ${tags}`, trigger: { after, ...more }, conditions },
          actions: [{ type: 'add_tags', tags }],
        })
      const soon = await make('PT1S', { status: 'open' }, ['waits'])
      const later = await make('PT1H', { since: 'created' }, ['old'])
      const gone = await make('PT3S', { status: 'submitted' }, ['untouched'])
      const ticket = await file('timely')
      await moderate(ticket.id, 'approve')
      await until(async () => (await read(ticket.id)).tags.includes('waits'))
      expect(await runs(soon.id)).toMatchObject([
        { event: 'PT1S open', ticketId: ticket.id, matched: true, depth: 1 },
      ])
      const list = (rule: Record<string, unknown>) =>
        world.db.query<{ dueAt: Date; firedAt: Date | null; since: Date }>(
          'SELECT due_at AS "dueAt", fired_at AS "firedAt", since FROM rule_timer WHERE rule_id = $1 AND ticket_id = $2',
          [rule.id, ticket.id],
        )
      expect(await list(gone)).toEqual([])
      const [hour] = await list(later)
      expect((hour?.dueAt.getTime() ?? 0) - (hour?.since.getTime() ?? 0)).toBe(3_600_000)
      const late = await make('PT1S', { since: 'created' }, ['armed'])
      const shown = await call('admin', 'POST', `${RULES}/${late.id}/simulate`, {
        ticketIds: [ticket.id],
      })
      expect(shown.matched).toMatchObject([
        { ticketId: ticket.id, actions: [{ would: 'applied' }] },
      ])
      await call('moderator', 'PATCH', `/tickets/${ticket.id}`, { priority: 'high' })
      const { operationId } = await call('admin', 'POST', `${RULES}/${late.id}/arm`, {})
      await until(async () => (await read(ticket.id)).tags.includes('armed'))
      const done = await until(async () => {
        const operation = await call('admin', 'GET', `/operations/${operationId}`)
        return operation.status === 'applied' && operation
      })
      expect(done.result).toMatchObject({ ruleId: late.id })
      expect(done.result.armed).toBeGreaterThan(0)
      const { id: ofEvent } = await rule('unfit', 'ticket.created', [
        { type: 'add_tags', tags: ['unfit'] },
      ])
      const unfit = await world.call('admin', 'POST', `${RULES}/${ofEvent}/arm`, {})
      expect(unfit.body).toMatchObject({ status: 400, code: 'validation_failed' })
      await moderate(ticket.id, 'assign', { assigneeId: await world.userId('it.agent') })
      await moderate(ticket.id, 'undo')
      expect((await read(ticket.id)).status).toBe('open')
      await call('admin', 'PATCH', `${RULES}/${later.id}`, { active: false })
      const organizationId = await world.organizationId()
      await until(async () => {
        // an event from before it was turned off may put it where it was
        await world.db.query('UPDATE rule_timer SET due_at = now() WHERE rule_id = $1', [later.id])
        await world.db.query(
          `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
           VALUES (uuidv7(), $1, 'rules', $1, '{}', now(), now())`,
          [organizationId],
        )
        await new Promise((resolve) => setTimeout(resolve, 500))
        return (await list(later)).length === 0 // one that is off is asked nothing
      })
      expect(await runs(later.id)).toEqual([])
      expect(await runs(soon.id)).toHaveLength(1)
      expect(await runs(gone.id)).toEqual([])
    })

    it('of a time that can not be asked keeps no other waiting; what it has done stands', async () => {
      const named = (value: string) => ({ all: [{ field: 'title', op: 'contains', value }] })
      const rule = await call('admin', 'POST', RULES, {
        ...{ name: 'Hapless', trigger: { after: 'PT1S', since: 'created' } },
        conditions: named('hapless'),
        actions: [
          { type: 'add_tags', tags: ['asked'] },
          { type: 'postpone', reason: 'It waits' },
        ],
      })
      const [bad, good] = [await file('hapless one'), await file('hapless two')]
      const isBad = `ticket_id <> '${bad.id}' OR rule_id <> '${rule.id}'`
      await world.owner.query(
        `ALTER TABLE rule_run ADD CONSTRAINT hapless CHECK (${isBad}) NOT VALID`,
      )
      await until(async () => (await read(good.id)).tags.includes('asked'))
      expect(await runs(rule.id)).toMatchObject([{ ticketId: good.id }])
      await moderate(bad.id, 'approve')
      await world.owner.query('ALTER TABLE rule_run DROP CONSTRAINT hapless')
      await world.db.query('UPDATE rule_timer SET due_at = now() WHERE ticket_id = $1', [bad.id])
      await call('moderator', 'PATCH', `/tickets/${bad.id}`, { priority: 'high' })
      await until(async () => (await read(bad.id)).status === 'postponed')
      const undone = await world.call('moderator', 'POST', `/tickets/${bad.id}/undo`)
      expect(undone).toMatchObject({ status: 409, body: { code: 'undo_superseded' } })
      const stands = await read(bad.id)
      expect(stands).toMatchObject({ status: 'postponed', undoUntil: null })
      expect(stands.allowedCommands).not.toContain('undo')
    })

    it('of a time is armed without taking away what has come meanwhile', async () => {
      const { id: ruleId } = await call('admin', 'POST', RULES, {
        ...{ name: 'Racing', trigger: { after: 'P9D', since: 'created' }, conditions: {} },
        actions: [{ type: 'add_tags', tags: ['never'] }],
      })
      const { id } = await file('racing')
      const list = () =>
        world.db.query<{ version: number }>(
          'SELECT version FROM rule_timer WHERE rule_id = $1 AND ticket_id = $2 ORDER BY version',
          [ruleId, id],
        )
      await until(async () => (await list()).length === 1)
      const organizationId = await world.organizationId()
      const client = await world.owner.connect()
      await client.query('BEGIN; LOCK TABLE ticket_event')
      const arming = armEverywhere(world.db, { organizationId, ruleId }, () => undefined)
      const isHeld = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%undoes%FROM ticket_event%'`
      await until(async () => (await world.owner.query(isHeld)).length > 0)
      await client.query(
        `INSERT INTO rule_timer (organization_id, rule_id, ticket_id, version, since, due_at)
         SELECT organization_id, rule_id, ticket_id, 2, since, due_at FROM rule_timer WHERE rule_id = '${ruleId}' AND ticket_id = '${id}'`,
      )
      await client.query('COMMIT')
      await client.end()
      await arming
      expect(await list()).toEqual([{ version: 1 }, { version: 2 }])
    })
  })
}
