import { beforeAll, describe, expect, it } from 'vitest'
import { Values } from '../../src/database/values.js'
import { type Visibility, visibleTo } from '../../src/database/visibility.js'
import { readsInternals } from '../../src/domain/access/chat.js'
import { canTryToClaim, canTryToRestore, canView } from '../../src/domain/access/visibility.js'
import type { Person } from '../../src/domain/people.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { addGroup } from '../support/groups.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate, split } = createDriver(world)

interface Row {
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
  const [deleted] = await split(shared.id, ['IT', 'HR'])
  await call('moderator', 'DELETE', `/tickets/${deleted?.id}`)
  await moderate((await begin('submitted')).id, 'clarify', { question: 'x' })
  await fileForGroup()
}

/** In a queue of a group that somebody of another department is in. */
async function fileForGroup(): Promise<void> {
  const categoryId = await addGroup(world, 'IT', 'hr.head')
  const { id } = await world.file('requester', { categoryId })
  await moderate(id, 'approve')
}

async function readPeople() {
  return world.db.query<{ person: Person; organization: string; email: string }>(
    `SELECT person_facts(organization_id, id) AS person, organization_id AS organization, email FROM app_user
     WHERE person_facts(organization_id, id) IS NOT NULL`,
  )
}

const IN_DOMAIN: Record<Visibility, (person: Person, row: Row) => boolean> = {
  normal: (person, { state, asked }) => canView(person, state, asked),
  claimable: (person, { state, asked }) =>
    canView(person, state, asked) || canTryToClaim(person, state),
  restorable: (person, { state, asked }) =>
    canView(person, state, asked) || canTryToRestore(person, state),
}

describe('visibility', () => {
  beforeAll(fileAll)

  it('of internal words is the same too', async () => {
    const found = new Set<string>()
    for (const { person, organization, email } of await readPeople()) {
      const tickets = await world.db.query<{ state: TicketState; filed: boolean }>(
        'SELECT t.state, filed_by($1, t.id, $2) AS filed FROM ticket t WHERE t.organization_id = $1',
        [organization, person.id],
      )
      const staff: Person = { ...person, roles: ['admin'] }
      for (const { state, filed } of tickets) {
        expect(!filed, `${state.number} by ${email}`).toBe(readsInternals(state, staff))
        if (filed) found.add(state.type)
      }
    }
    expect([...found].sort()).toEqual(['sub_ticket', 'ticket'])
  })

  it.each([
    ['normal', { requester: 8, requester2: 1, 'hr.head': 4, 'it.agent': 3, moderator: 8 }],
    ['claimable', { requester: 8, requester2: 1, 'hr.head': 4, 'it.agent': 4, moderator: 8 }],
    ['restorable', { requester: 9, requester2: 1, moderator: 8 }],
  ] as const)(
    'that is %s is the same as SQL and as a rule of the domain, for everybody and every ticket',
    async (visibility, expected) => {
      const seenBy: Record<string, number> = {}
      for (const { person, organization, email } of await readPeople()) {
        const values = new Values([person.id])
        const rows = await world.db.query<Row>(
          `SELECT t.id, t.state, EXISTS (SELECT 1 FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = t.id
            AND p.decider_ids @> ARRAY[$2::uuid]) AS asked, ${visibleTo(person, values, visibility)} AS visible
         FROM ticket t WHERE t.organization_id = $1`,
          [organization, ...values.list],
        )
        for (const row of rows) {
          const label = `${row.state.status} ${row.state.number} by ${email}`
          expect(row.visible, label).toBe(IN_DOMAIN[visibility](person, row))
        }
        seenBy[email.replace('@demo.test', '')] = rows.filter(({ visible }) => visible).length
      }
      expect(seenBy).toMatchObject(expected)
    },
  )
})
