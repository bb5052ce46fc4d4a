import type { Bus } from './bus.js'
import type { Member } from './roster.js'
import type { Teller } from './teller.js'
import type { Passing } from './telling-facts.js'

interface PassingDeps {
  bus: Bus
  teller: Teller
  onNumbered: () => void
  onError: (error: unknown) => void
}

/** Has told what passes, in order: what comes while one part is told is the next part. */
export function createPassing({ bus, teller, onNumbered, onError }: PassingDeps) {
  let waiting: Passing[] = []
  let isTelling = false

  async function tellWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const some = waiting
      waiting = []
      await teller.tell(some).catch(onError)
    }
    isTelling = false
  }

  function tell(passing: Passing): void {
    waiting.push(passing)
    if (isTelling) return
    isTelling = true
    void tellWaiting()
  }

  bus.on((message) => {
    if (message.kind === 'numbered') onNumbered()
    if (message.kind !== 'typing') return
    const { organizationId, room, at, userId, name, visibility } = message
    tell({
      ...{ organizationId, rooms: [room], type: 'chat:typing', at, exceptUserId: userId },
      data: { userId, name, visibility },
    })
  })
  return {
    tell,
    /** To one who has just come into its room. */
    tellMember: (member: Member, passing: Passing) =>
      void teller.tellMember(member, passing.rooms[0] ?? '', [passing]).catch(onError),
  }
}
