import type { Caller } from '../auth/session-cache.js'
import { isStaff } from '../domain/people.js'
import type { Bus } from './bus.js'
import type { Member, Roster } from './roster.js'
import { takeRests } from './take-rests.js'
import type { Passing } from './telling-facts.js'

const ALIVE_MS = 5_000
/** An instance that was not heard of for so long is gone, and its people with it. */
const GONE_MS = 12_500
/** More than anybody has to know of. */
const MOST = 50
/** Where many come at once they are told together: each of them tells all the others. */
const REST_MS = 250

interface Viewer {
  id: string
  name: string
}

interface Place {
  organizationId: string
  room: string
}

interface Instance {
  heardAt: number
  places: Map<string, Place & { users: Viewer[] }>
}

interface ViewersDeps {
  bus: Bus
  roster: Roster
  tell: (passing: Passing) => void
  tellMember: (member: Member, passing: Passing) => void
  now: () => number
}

export interface Viewers {
  entered(member: Member, room: string): void
  left(member: Member, room: string): void
  stop(): void
}

/** Who of staff looks at a ticket, on all instances: each tells the others of its own people, and that it is there. */
export function startViewers({ bus, roster, tell, tellMember, now }: ViewersDeps): Viewers {
  const instances = new Map<string, Instance>()
  const namePlace = ({ organizationId, room }: Place) => `${organizationId}/${room}`

  function describe(place: Place): Passing {
    const all = [...instances.values()].flatMap(
      ({ places }) => places.get(namePlace(place))?.users ?? [],
    )
    const users = [...new Map(all.map((user) => [user.id, user])).values()]
    return {
      ...{ organizationId: place.organizationId, rooms: [place.room], type: 'ticket:viewers' },
      ...{ at: new Date(now()).toISOString(), data: { users } },
    }
  }
  const show = (place: Place) => tell(describe(place))

  function forget(name: string): void {
    const places = instances.get(name)?.places.values() ?? []
    instances.delete(name)
    for (const place of places) show(place)
  }

  function hear(name: string): Instance {
    const known = instances.get(name) ?? { heardAt: 0, places: new Map() }
    known.heardAt = now()
    instances.set(name, known)
    return known
  }

  bus.on((message, from) => {
    if (message.kind === 'goodbye') return forget(from)
    const { places } = hear(from)
    if (message.kind === 'viewers') {
      const { organizationId, room, users } = message
      const place = { organizationId, room, users }
      if (users.length === 0) places.delete(namePlace(place))
      else places.set(namePlace(place), place)
      show(place)
    }
    if (message.kind === 'hello' && from !== bus.name) {
      for (const place of instances.get(bus.name)?.places.values() ?? []) {
        bus.publish({ kind: 'viewers', ...place })
      }
    }
  })
  bus.publish({ kind: 'hello' })
  const beat = setInterval(() => {
    if (instances.get(bus.name)?.places.size) bus.publish({ kind: 'alive' })
    else hear(bus.name)
    for (const [name, { heardAt }] of instances) if (now() - heardAt > GONE_MS) forget(name)
  }, ALIVE_MS)
  beat.unref()
  /** All are told of another list than before; of the same one those who have just come, who have not heard it. */
  function look(place: Place, newcomers: readonly Member[]): void {
    const users = listUsers(roster.in(place.organizationId, place.room))
    const before = instances.get(bus.name)?.places.get(namePlace(place))?.users ?? []
    const isOther = JSON.stringify(before) !== JSON.stringify(users)
    if (isOther) bus.publish({ kind: 'viewers', ...place, users })
    else for (const member of newcomers) tellMember(member, describe(place))
  }

  const looks = takeRests(REST_MS, namePlace, look)
  const place = ({ claims: { organizationId } }: Member, room: string) => ({ organizationId, room })
  return {
    entered: (member, room) => {
      if (isViewer(member, room)) looks.ask(place(member, room), [member])
    },
    left: (member, room) => {
      if (isViewer(member, room)) looks.ask(place(member, room), [])
    },
    stop: () => {
      clearInterval(beat)
      looks.stop()
      bus.publish({ kind: 'goodbye' })
    },
  }
}

function isViewer({ caller }: Member, room: string): boolean {
  return room.startsWith('ticket:') && isStaff(caller.person)
}

function listUsers(members: Iterable<Member>): Viewer[] {
  const staff = [...members].filter(({ caller }) => isStaff(caller.person))
  const users = new Map(staff.map(({ caller }) => [caller.person.id, toViewer(caller)]))
  return [...users.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST)
}

function toViewer({ person, name }: Caller): Viewer {
  return { id: person.id, name }
}
