import { isRouting } from '../../src/domain/people.js'
import { type Member, routeQueue } from '../../src/domain/routing/choose.js'
import { LOAD_STATUSES, type Load } from '../../src/domain/routing/load.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { DEPARTMENT, type Who } from './organization.js'
import type { World } from './world.js'

/** The two who get tickets by themselves, and how many each may have. */
const MEMBERS: readonly Who[] = ['agent', 'head']
const LIMIT = 2

/** As `load_facts`. */
export function readLoad({ store }: World, userId: string): Load {
  const open = [...store.rows.values()].filter(
    ({ state }) => state.assigneeId === userId && isWorkedOn(state),
  )
  return { open: open.length, maxConcurrentTickets: LIMIT, maxPerAgent: null }
}

function isWorkedOn({ status, deletedAt }: TicketState): boolean {
  return deletedAt === null && LOAD_STATUSES.includes(status)
}

/** As `giveTickets`: chooses for what waits, one command a place in the queue and try; true when it has chosen for some. */
export function routeWaiting(world: World): boolean {
  const { clock, store, tell } = world
  const waiting = [...store.rows.values()].flatMap(({ state }) => {
    const isOnItsWay = store.listPending(state.id).some(({ entry }) => isRouting(entry.actor))
    const isWaiting = state.status === 'open' && state.autoAssign !== false && !isOnItsWay
    return isWaiting && state.queued !== undefined ? [{ state, causedBy: state.queued.seq }] : []
  })
  const ticket = { departmentId: DEPARTMENT, requiredSkills: [], maxPerAgent: null }
  const queue = waiting.map(({ state: { priority } }) => {
    return { ...ticket, priority, mode: 'least_loaded' as const }
  })
  const choices = routeQueue(queue, listMembers(world))
  let hasChosen = false
  for (const [index, { state, causedBy }] of waiting.entries()) {
    const choice = choices[index]
    if (choice?.kind !== 'given') continue
    const tries = [...store.inbox.keys()].filter((id) =>
      id.startsWith(`assignment/${state.id}/${causedBy}/`),
    )
    const id = `assignment/${state.id}/${causedBy}/${tries.length + 1}`
    const actor = { kind: 'system', for: { by: 'routing', why: choice.why, causedBy } } as const
    const content = { payload: { assigneeId: choice.userId }, textsGiven: [], ifMatch: null }
    const entry = { name: 'assign', actor, status: 'pending', problem: null, ...content } as const
    tell(() => `${id}: ${state.number} for ${choice.userId}, ${choice.why}`)
    store.defer(store.receive(id, state.id, entry, clock.ms), clock.ms)
    hasChosen = true
  }
  return hasChosen
}

/** Whoever is there; what is on its way to somebody is theirs as good as what they have. */
function listMembers(world: World): Member[] {
  const { organization, store } = world
  return MEMBERS.flatMap((id) => {
    const person = organization.findPerson({ kind: 'user', id })
    if (person === null) return []
    const promised = [...store.inbox.values()].filter(
      ({ entry }) =>
        entry.status === 'pending' &&
        isRouting(entry.actor) &&
        'assigneeId' in entry.payload &&
        entry.payload.assigneeId === id,
    )
    const { open, maxConcurrentTickets } = readLoad(world, id)
    const has = { open: open + promised.length, maxConcurrentTickets }
    return [{ person, isAvailable: true, skills: [], ...has }]
  })
}
