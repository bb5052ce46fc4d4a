import { describe, expect, it } from 'vitest'
import { Values } from '../../src/database/values.js'
import { visibleTo } from '../../src/database/visibility.js'
import { canView } from '../../src/domain/access/visibility.js'
import type { Person } from '../../src/domain/people.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate } = createDriver(world)

interface Seen {
  id: string
  state: TicketState
  asked: boolean
  visible: boolean
}

/** A ticket for each way in which one may come to be visible, and for each in which it may not. */
async function fileAll(): Promise<void> {
  const draft = () => call('requester', 'POST', '/tickets', { isDraft: true, title: 'Draft' })
  await draft()
  await call('requester', 'DELETE', `/tickets/${(await draft()).id}`)
  await begin('submitted')
  await begin('assigned', 'HR')
  const costly = await begin('in_progress', 'FIN')
  await call('finance.head', 'POST', '/approvals', { ticketId: costly.id, reason: 'x' })
  const open = await begin('submitted')
  await moderate(open.id, 'approve')
  const shared = await begin('in_progress')
  const participant = { userId: await world.userId('requester2') }
  await call('moderator', 'POST', `/tickets/${shared.id}/participants/add`, participant)
  const team = { userIds: [await world.userId('it.agent')] }
  await call('it.head', 'POST', `/tickets/${shared.id}/team-members`, team)
}

describe('visibility', () => {
  it('is the same as SQL and as a rule of the domain, for everybody and every ticket', async () => {
    await fileAll()
    const people = await world.db.query<{ person: Person; organization: string; email: string }>(
      `SELECT person_facts(organization_id, id) AS person, organization_id AS organization, email FROM app_user
       WHERE person_facts(organization_id, id) IS NOT NULL`,
    )
    const seenBy = new Map<string, number>()
    for (const { person, organization, email } of people) {
      const values = new Values([person.id])
      const rows = await world.db.query<Seen>(
        `SELECT t.id, t.state, EXISTS (SELECT 1 FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = t.id
            AND p.decider_ids @> ARRAY[$2::uuid]) AS asked, ${visibleTo(person, values)} AS visible
         FROM ticket t WHERE t.organization_id = $1`,
        [organization, ...values.list],
      )
      for (const { id, state, asked, visible } of rows) {
        expect(visible, `${state.status} ${id} by ${email}`).toBe(canView(person, state, asked))
      }
      seenBy.set(email, rows.filter(({ visible }) => visible).length)
    }
    expect(seenBy.get('requester@demo.test')).toBe(6)
    expect(seenBy.get('requester2@demo.test')).toBe(1)
    expect(seenBy.get('ceo@demo.test')).toBeGreaterThan(0)
    expect(seenBy.get('moderator@demo.test')).toBe(5)
  })
})
